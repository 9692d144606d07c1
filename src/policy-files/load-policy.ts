// The policy in force: every policy file that there is, read, checked and merged; or everything that is wrong with them.

import {hash} from 'node:crypto'
import {BUILT_IN, builtInPolicy} from '../core/policy/built-in.ts'
import type {Layer} from '../core/policy/layer.ts'
import type {Policy} from '../core/policy/policy.ts'
import type {Places} from '../system/places.ts'
import {readTrustedFile} from '../system/trusted-file.ts'
import {readParsed, writeParsed} from './parsed-cache.ts'
import {type PolicyPlace, policyPlaces} from './policy-places.ts'
import {LARGEST_FILE, type Problem} from './problem.ts'

export type LoadedPolicy =
  | {
      readonly kind: 'policy'
      readonly policy: Policy
      /** The files behind it, the weakest layer first. */
      readonly files: readonly Pick<PolicyPlace, 'layer' | 'path'>[]
      /** `built-in`, or `sha256:…` over the files: two commands with the same one were judged by the same policy. */
      readonly digest: string
    }
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

export interface LoadSettings {
  readonly places: Places
  /** Absolute. */
  readonly cwd: string
  /** sallyport's own version: another one may read the same file in another way. */
  readonly version: string
}

export async function loadPolicy({places, cwd, version}: LoadSettings): Promise<LoadedPolicy> {
  const layers: Layer[] = []
  const problems: Problem[] = []
  const digests: string[] = []
  for (const place of policyPlaces(places, cwd)) {
    const {path, tree, layer: name} = place
    const file = readTrustedFile(path, {tree, home: places.home, largest: LARGEST_FILE})
    if (file.kind === 'absent') continue
    if (file.kind === 'refused') {
      problems.push(...file.refusals)
      continue
    }
    const digest = hash('sha256', file.content)
    digests.push(`${name} ${digest}`)
    const key = {
      folder: places.cache,
      home: places.home,
      name: hash('sha256', path).slice(0, 32),
      digest: hash('sha256', `${version} ${digest}`),
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
  if (layers.length === 0) return {kind: 'policy', policy: builtInPolicy, files: [], digest: BUILT_IN}
  const {mergePolicies} = await import('../core/policy/merge.ts')
  const files = layers.map(({name, path}) => ({layer: name, path}))
  return {kind: 'policy', policy: mergePolicies(layers), files, digest: `sha256:${hash('sha256', digests.join('\n'))}`}
}
