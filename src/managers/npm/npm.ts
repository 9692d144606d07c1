// npm and npx: argv, environment, manifests and lockfile in, an `Intent` out; and the argv with names substituted.

import type {Artifact} from '../../core/artifact.ts'
import type {
  ConfiguredSource,
  Intent,
  Invocation,
  PackageManager,
  Surroundings,
  Unclear,
} from '../../core/invocation.ts'
import {readCommandLine} from './command-line.ts'
import {detour} from './detour.ts'
import {localPlaceOf} from './local-place.ts'
import {readProject} from './project.ts'
import {readRegistries} from './registries.ts'
import {type Command, requestsOf} from './requests.ts'
import {rewriteArgv} from './rewrite.ts'
import {isGlobalMode, readSettings} from './settings.ts'
import {readSpecifier} from './specifier.ts'

export const npm: PackageManager = {
  ecosystem: 'npm',
  tools: ['npm', 'npx'],
  read,
  rewrite: rewriteArgv,
  detour,
}

function read(invocation: Invocation, surroundings: Surroundings): Intent {
  const intents = readCommandLine(invocation).map((line): Intent => {
    switch (line.kind) {
      case 'passthrough':
        return line
      case 'unclear':
        return {kind: 'fetch', command: 'unknown', artifacts: [], unclear: [{message: line.message}], sources: []}
      case 'command':
        return readCommand(line, invocation, surroundings)
      default:
        return line satisfies never
    }
  })
  return intents.reduce(together)
}

/** Deny: where npm versions read a command line differently, what any of them would fetch counts. */
function together(one: Intent, other: Intent): Intent {
  if (one.kind === 'error' || other.kind === 'passthrough') return one
  if (other.kind === 'error' || one.kind === 'passthrough') return other
  const artifacts = new Map(
    [...one.artifacts, ...other.artifacts].map((artifact) => [JSON.stringify(artifact), artifact]),
  )
  const unclear = new Map([...one.unclear, ...other.unclear].map((part) => [part.message, part]))
  const sources = new Map([...one.sources, ...other.sources].map((source) => [JSON.stringify(source), source]))
  return {
    ...one,
    artifacts: [...artifacts.values()],
    unclear: [...unclear.values()],
    sources: [...sources.values()],
    isRegistryOpen: one.isRegistryOpen === true && other.isRegistryOpen === true,
  }
}

function readCommand(line: Command, invocation: Invocation, surroundings: Surroundings): Intent {
  const {cwd} = invocation
  const {localPrefix, isInWorkspace} = localPlaceOf(line.options, invocation, surroundings)
  const layers = readSettings({options: line.options, invocation, surroundings, localPrefix})
  const registries = readRegistries(layers)
  const isGlobal = isGlobalMode(layers)
  const asked = requestsOf(line, {isGlobal, localPrefix, isInWorkspace, layers, surroundings})
  if (asked.kind === 'passthrough') return asked

  const artifacts: Artifact[] = []
  const unclear: Unclear[] = [...asked.unclear]
  for (const {specifier, requestedIn, requested} of asked.specifiers) {
    const result = readSpecifier(specifier, {where: cwd, registries, requestedIn})
    if (result.kind === 'unclear') unclear.push(result.unclear)
    else if (
      !isTheProjectItself(result.artifact, localPrefix, isGlobal) &&
      !isLookUp(result.artifact, asked.isMetadata)
    ) {
      artifacts.push(requested === undefined ? result.artifact : {...result.artifact, requested})
    }
  }
  if (asked.tree && !isGlobal) {
    const project = readProject(localPrefix, registries, surroundings, asked.tree)
    if (project.kind === 'error') return project
    const typed = new Set(artifacts.map(keyOf))
    artifacts.push(...project.artifacts.filter((artifact) => !isReplaced(artifact, typed)))
    unclear.push(...project.unclear)
  }
  if (asked.isMetadata && artifacts.length === 0 && unclear.length === 0) {
    return {kind: 'passthrough', reason: `\`npm ${line.command}\` reads metadata only`}
  }
  const sources: readonly ConfiguredSource[] = registries.sources
  const {isOpen: isRegistryOpen} = registries
  return {kind: 'fetch', command: line.command, artifacts, unclear, sources, isRegistryOpen}
}

/** A package that is typed takes the place of its own entry at the top of the tree; other places keep theirs. */
function isReplaced(artifact: Artifact, typed: ReadonlySet<string>): boolean {
  if (!typed.has(keyOf(artifact))) return false
  return artifact.locked === undefined || artifact.locked.place === `node_modules/${artifact.name}`
}

function keyOf({name, source}: Artifact): string {
  return JSON.stringify([name, source])
}

/** npm leaves out a word that is the folder it installs into: `npm install .`. */
function isTheProjectItself({source}: Artifact, localPrefix: string, isGlobal: boolean): boolean {
  return !isGlobal && source.kind === 'directory' && source.path === localPrefix
}

function isLookUp({source}: Artifact, isMetadata: boolean): boolean {
  return isMetadata && source.kind === 'registry'
}
