// Policy files as the policy in force: read, checked and merged; or everything that is wrong with them.

import type {Layer} from '../core/policy/layer.ts'
import {mergePolicies} from '../core/policy/merge.ts'
import {sha256} from '../system/digest.ts'
import {readTrustedFile} from '../system/trusted-file.ts'
import type {LoadedPolicy, LoadSettings} from './load-policy.ts'
import {readParsed, writeParsed} from './parsed-cache.ts'
import type {PolicyPlace} from './policy-places.ts'
import {LARGEST_FILE, type Problem} from './problem.ts'

export async function loadFiles(found: readonly PolicyPlace[], {places, version}: LoadSettings): Promise<LoadedPolicy> {
  const layers: Layer[] = []
  const problems: Problem[] = []
  const digests: string[] = []
  for (const place of found) {
    const {path, tree, layer: name} = place
    const file = readTrustedFile(path, {tree, home: places.home, largest: LARGEST_FILE})
    if (file.kind === 'absent') continue
    if (file.kind === 'refused') {
      problems.push(...file.refusals)
      continue
    }
    const digest = sha256(file.content)
    digests.push(`${name} ${digest}`)
    const key = {
      folder: places.cache,
      home: places.home,
      name: sha256(path).slice(0, 32),
      digest: sha256(`${version} ${digest}`),
    }
    const known = readParsed(key)
    if (known !== undefined) {
      layers.push({name, path, ...known})
      continue
    }
    const {readPolicy} = await import('./read-policy.ts')
    const read = readPolicy(file.content, path)
    if (read.kind === 'problems') problems.push(...read.problems)
    else {
      layers.push({name, path, document: read.document, lines: read.lines})
      writeParsed(key, read)
    }
  }
  if (problems.length > 0) return {kind: 'problems', problems}
  const files = layers.map(({name, path}) => ({layer: name, path}))
  return {kind: 'policy', policy: mergePolicies(layers), files, layers, digest: `sha256:${sha256(digests.join('\n'))}`}
}
