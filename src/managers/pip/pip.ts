// pip: argv and environment in, an `Intent` out; and the argv with names substituted.

import type {Artifact} from '../../core/artifact.ts'
import type {Intent, Invocation, PackageManager, Substitution, Surroundings, Unclear} from '../../core/invocation.ts'
import {type ParsedOption, type Placed, parseArguments} from './arguments.ts'
import {pipCommands} from './options.generated.ts'
import {readRequirement} from './requirement.ts'
import {readSources} from './sources.ts'

export const pip: PackageManager = {ecosystem: 'pypi', tools: ['pip', 'pip3'], read, rewrite}

/** Bring distributions onto the machine, and may run their build code. */
const FETCHING: ReadonlySet<string> = new Set(['install', 'download', 'wheel', 'lock'])

/** Options that name more to install, in files that are not read yet. */
const INDIRECT: ReadonlyMap<string, string> = new Map([
  ['-r', 'reads requirements from'],
  ['--requirement', 'reads requirements from'],
  ['-c', 'reads constraints from'],
  ['--constraint', 'reads constraints from'],
  ['--build-constraint', 'reads build constraints from'],
  ['--group', 'installs the dependency group'],
  ['--requirements-from-script', 'reads requirements from the script'],
])

const INDIRECT_VARIABLES = ['PIP_REQUIREMENT', 'PIP_CONSTRAINT', 'PIP_EDITABLE', 'PIP_GROUP', 'PIP_BUILD_CONSTRAINT']

function read(invocation: Invocation, surroundings: Surroundings): Intent {
  const parsed = parseArguments(invocation.argv)
  const {command} = parsed
  if (command !== undefined && pipCommands.includes(command) && !FETCHING.has(command)) {
    return {kind: 'passthrough', reason: `\`pip ${command}\` fetches no packages`}
  }
  if (parsed.kind === 'unclear') return unclearIntent(command ?? 'unknown', parsed.message)
  if (command === undefined) return {kind: 'passthrough', reason: 'pip without a command prints its help'}
  if (!FETCHING.has(command)) return unclearIntent(command, `the pip command \`${command}\` is not known`)
  if (parsed.options.some(({name}) => name === '--help' || name === '-h'))
    return {kind: 'passthrough', reason: 'prints help'}

  const artifacts: Artifact[] = []
  const unclear: Unclear[] = []
  const request = ({word, index}: Placed): void => {
    const result = readRequirement(word, invocation.cwd, {kind: 'argv', index}, surroundings)
    if (result.kind === 'unclear') {
      unclear.push(result.unclear)
      return
    }
    artifacts.push(result.artifact)
    if (result.artifact.source.kind === 'directory') {
      unclear.push({
        message: `installs what the project in \`${result.artifact.source.path}\` depends on, which is not read yet`,
      })
    }
  }
  parsed.words.forEach(request)
  for (const option of parsed.options) readOption(option, request, unclear)
  for (const variable of INDIRECT_VARIABLES) {
    const value = invocation.environment[variable]
    if (value) unclear.push({message: `${variable} adds \`${value}\`, which is not read yet`})
  }
  const sources = readSources(parsed.options, invocation, surroundings)
  if (artifacts.length === 0 && unclear.length === 0 && command !== 'lock') {
    return {kind: 'passthrough', reason: `\`pip ${command}\` names nothing to install`}
  }
  if (command === 'lock' && artifacts.length === 0)
    unclear.push({message: 'locks what this project depends on, which is not read yet'})
  return {kind: 'fetch', command, artifacts, unclear, sources}
}

function readOption({name, value}: ParsedOption, request: (word: Placed) => void, unclear: Unclear[]): void {
  const indirect = INDIRECT.get(name)
  if (indirect !== undefined) unclear.push({message: `${indirect} \`${value?.word ?? ''}\`, which is not read yet`})
  if ((name === '-e' || name === '--editable') && value !== undefined) request(value)
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
    const match = /^(\s*)([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(\s*(?:\[[^\]]*\])?)(.*)$/s.exec(requested)
    if (word === undefined || match === null || !word.endsWith(requested)) continue
    const marker = /\s*;.*$/s.exec(match[4] ?? '')?.[0] ?? ''
    const rest = specifier === undefined ? match[4] : specifier + marker
    words[requestedIn.index] = word.slice(0, word.length - requested.length) + match[1] + name + match[3] + rest
  }
  return words
}
