// npm and npx: argv, environment, manifests and lockfile in, an `Intent` out; and the argv with names substituted.

import type {Artifact} from '../../core/artifact.ts'
import type {Intent, Invocation, PackageManager, Surroundings, Unclear} from '../../core/invocation.ts'
import {readCommandLine} from './command-line.ts'
import {localPrefixOf, readProject} from './project.ts'
import {readRegistries} from './registries.ts'
import {requestsOf} from './requests.ts'
import {rewriteArgv} from './rewrite.ts'
import {readSpecifier} from './specifier.ts'

export const npm: PackageManager = {
  ecosystem: 'npm',
  tools: ['npm', 'npx'],
  read,
  rewrite: rewriteArgv,
}

function read(invocation: Invocation, surroundings: Surroundings): Intent {
  const line = readCommandLine(invocation)
  if (line.kind === 'passthrough') return line
  if (line.kind === 'unclear') {
    return {kind: 'fetch', command: 'unknown', artifacts: [], unclear: [{message: line.message}], sources: []}
  }
  const {cwd} = invocation
  const {options} = line
  const ownPrefix = options.get('prefix')
  const localPrefix =
    typeof ownPrefix === 'string' && ownPrefix !== ''
      ? surroundings.resolvePath(cwd, ownPrefix)
      : localPrefixOf(cwd, surroundings)
  const registries = readRegistries(options, invocation, surroundings, localPrefix)
  const isGlobal = registries.setting('global') === 'true' || registries.setting('location') === 'global'

  const requests = requestsOf(line, {isGlobal, localPrefix, registries, surroundings})
  if (requests.kind === 'passthrough') return requests

  const artifacts: Artifact[] = []
  const unclear: Unclear[] = [...line.doubts]
  for (const {specifier, index, requested} of requests.specifiers) {
    const place = {where: cwd, registries, requestedIn: {kind: 'argv', index}} as const
    const result = readSpecifier(specifier, place)
    if (result.kind === 'unclear') unclear.push(result.unclear)
    else if (!requests.registryIsMetadata || result.artifact.source.kind !== 'registry') {
      artifacts.push(requested === undefined ? result.artifact : {...result.artifact, requested})
    }
  }
  if (requests.tree && !isGlobal) {
    const project = readProject(localPrefix, registries, surroundings)
    if (project.kind === 'error') return project
    artifacts.push(...project.artifacts)
    unclear.push(...project.unclear)
  }
  if (requests.registryIsMetadata && artifacts.length === 0 && unclear.length === 0) {
    return {kind: 'passthrough', reason: `\`npm ${line.command}\` reads metadata only`}
  }
  return {kind: 'fetch', command: line.command, artifacts, unclear, sources: registries.sources}
}
