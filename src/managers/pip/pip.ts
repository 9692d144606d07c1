// pip: argv and environment in, an `Intent` out; and the argv with names substituted.

import type {Artifact} from '../../core/artifact.ts'
import type {Intent, Invocation, PackageManager, Substitution, Surroundings, Unclear} from '../../core/invocation.ts'
import {HELP, isOnly, type ParsedOption, type Placed, parseArguments} from './arguments.ts'
import {readConfiguration} from './configuration.ts'
import {indirectRequests} from './indirect-requests.ts'
import {pipCommands} from './options.generated.ts'
import {parsePep508} from './pep508.ts'
import {readRequirement} from './requirement.ts'
import {configuredIndex, readSources} from './sources.ts'

export const pip: PackageManager = {ecosystem: 'pypi', tools: ['pip', 'pip3'], read, rewrite}

/** Bring distributions onto the machine, and may run their build code. */
const FETCHING: ReadonlySet<string> = new Set(['install', 'download', 'wheel', 'lock'])

const EDITABLE: ReadonlySet<string> = new Set(['-e', '--editable'])
const NO_DEPENDENCIES: ReadonlySet<string> = new Set(['--no-deps', '--no-dependencies'])

function read(invocation: Invocation, surroundings: Surroundings): Intent {
  const parsed = parseArguments(invocation.argv)
  if (parsed.kind === 'prints') return {kind: 'passthrough', reason: `prints ${parsed.what}`}
  const {command} = parsed
  if (command !== undefined && pipCommands.includes(command) && !FETCHING.has(command)) {
    return {kind: 'passthrough', reason: `\`pip ${command}\` fetches no packages`}
  }
  if (parsed.kind === 'unclear') return unclearIntent(command ?? 'unknown', parsed.message)
  // Deny: a newer pip may have commands that fetch.
  if (!FETCHING.has(parsed.command)) return unclearIntent(parsed.command, `the pip command \`${command}\` is not known`)
  const {options, words, isIsolated} = parsed
  if (options.some((option) => isOnly(option, HELP))) return {kind: 'passthrough', reason: 'prints help'}

  const configuration = readConfiguration(parsed.command, isIsolated, invocation, surroundings)
  const editable = options.flatMap(({names, value}) => (value && names.some((name) => EDITABLE.has(name)) ? value : []))
  const readAll = (placed: readonly Placed[], isEditable: boolean) =>
    placed.map(({word, index}) =>
      readRequirement(word, {cwd: invocation.cwd, requestedIn: {kind: 'argv', index}, isEditable}, surroundings),
    )
  const requirements = [...readAll(words, false), ...readAll(editable, true)]
  const artifacts = requirements.flatMap((one) => (one.kind === 'artifact' ? one.artifact : []))
  const unclear: Unclear[] = [
    ...requirements.flatMap((one) => (one.kind === 'unclear' ? one.unclear : [])),
    ...artifacts.flatMap((artifact) => unreadDependencies(artifact, options)),
    ...indirectRequests(parsed.command, options, configuration),
  ]
  if (artifacts.length === 0 && unclear.length === 0) {
    // `pip lock` alone reads the project around it.
    if (command === 'lock') unclear.push({message: 'locks what this project depends on, which is not read yet'})
    else return {kind: 'passthrough', reason: `\`pip ${command}\` names nothing to install`}
  }
  const sources = readSources(options, configuration)
  const registry = configuredIndex(sources)
  const placed = artifacts.map((artifact) =>
    registry !== undefined && artifact.source.kind === 'registry'
      ? {...artifact, source: {...artifact.source, registry}}
      : artifact,
  )
  return {kind: 'fetch', command: parsed.command, artifacts: placed, unclear, sources}
}

/** A folder or file on this machine brings what it depends on, and what it needs to be built, from the index. */
function unreadDependencies({source}: Artifact, options: readonly ParsedOption[]): readonly Unclear[] {
  if (source.kind === 'directory') {
    return [{message: `installs what the project in \`${source.path}\` depends on, which is not read yet`}]
  }
  if (source.kind !== 'file') return []
  const isAlone = source.path.endsWith('.whl') && options.some((option) => isOnly(option, NO_DEPENDENCIES))
  return isAlone ? [] : [{message: `installs what \`${source.path}\` depends on, which is not read yet`}]
}

function unclearIntent(command: string, message: string): Intent {
  return {kind: 'fetch', command, artifacts: [], unclear: [{message}], sources: []}
}

/** The name alone is replaced; extras, versions, markers and spaces stay byte for byte. */
function rewrite({argv}: Invocation, substitutions: readonly Substitution[]): readonly string[] {
  const words = [...argv]
  for (const {artifact, name, specifier} of substitutions) {
    const {requestedIn, requested, source} = artifact
    if (requestedIn.kind !== 'argv' || source.kind !== 'registry') continue
    const word = words[requestedIn.index]
    const marker = requested.indexOf(';')
    const bare = marker === -1 ? requested : requested.slice(0, marker)
    const leading = bare.length - bare.trimStart().length
    const found = parsePep508(bare.trim())
    if (word === undefined || found === undefined || !word.endsWith(requested)) continue
    const before = word.slice(0, word.length - requested.length + leading + found.start)
    const after = word.slice(before.length + found.name.length)
    // Another version: the extras stay in front of it, the marker behind.
    const rest =
      specifier === undefined ? after : found.extras + specifier + (marker === -1 ? '' : requested.slice(marker))
    words[requestedIn.index] = before + name + rest
  }
  return words
}
