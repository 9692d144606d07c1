// docker: argv in, an `Intent` out; and the argv with image names substituted.

import type {Artifact} from '../../core/artifact.ts'
import {parseReference} from '../../core/docker-reference.ts'
import type {Intent, Invocation, PackageManager, Substitution} from '../../core/invocation.ts'
import {type FlagTable, type Placed, parseFlags} from './arguments.ts'
import {type CommandKind, commandKind} from './commands.ts'
import {flagRows} from './flags.generated.ts'

export const docker: PackageManager = {ecosystem: 'docker', tools: ['docker'], read, rewrite}

function read({argv}: Invocation): Intent {
  const global = parseFlags(
    argv.map((word, index) => ({word, index})),
    tableOf(''),
    true,
  )
  if (global.kind === 'unclear') return unclearIntent('unknown', global.message)
  const [first, second] = global.words
  if (first === undefined) return {kind: 'passthrough', reason: 'docker without a command prints its help or version'}
  if (global.flags.has('help')) return {kind: 'passthrough', reason: 'prints help'}
  const {kind, length, command} = commandKind(first.word, second?.word)
  return readCommand(kind, command, global.words.slice(length))
}

function readCommand(kind: CommandKind, command: string, rest: readonly Placed[]): Intent {
  switch (kind.kind) {
    case 'never':
      return {kind: 'passthrough', reason: `\`docker ${command}\` pulls nothing`}
    case 'unread':
      return unclearIntent(command, kind.message)
    case 'pull':
      return readImages(command, rest, tableOf('pull'), false)
    case 'run':
      return readImages(command, rest, tableOf(kind.table), true)
  }
}

/** `isRun`: the first word is the image, the rest is its command. Otherwise every word is an image. */
function readImages(command: string, rest: readonly Placed[], table: FlagTable, isRun: boolean): Intent {
  const parsed = parseFlags(rest, table, isRun)
  if (parsed.kind === 'unclear') return unclearIntent(command, parsed.message)
  if (parsed.flags.has('help')) return {kind: 'passthrough', reason: 'prints help'}
  const images = isRun ? parsed.words.slice(0, 1) : parsed.words
  if (images.length === 0)
    return {kind: 'passthrough', reason: `\`docker ${command}\` without an image is refused by docker`}
  const artifacts: Artifact[] = []
  const unclear: {message: string}[] = []
  for (const {word, index} of images) {
    const read = parseReference(word)
    if (read.kind === 'invalid') {
      // `run` also takes the ID of an image that is here already; docker then pulls nothing.
      if (isRun && /^(?:sha256:)?[a-f0-9]{6,64}$/.test(word)) continue
      unclear.push({message: `\`${word}\` is no image reference: ${read.reason}`})
      continue
    }
    const {host, familiarName, tag, digest} = read.reference
    artifacts.push({
      ecosystem: 'docker',
      requested: word,
      name: familiarName,
      specifier: tag,
      ...(digest === '' ? {} : {digest}),
      source: host === 'docker.io' ? {kind: 'registry'} : {kind: 'registry', registry: host},
      requestedIn: {kind: 'argv', index},
    })
  }
  return {kind: 'fetch', command, artifacts, unclear, sources: []}
}

function unclearIntent(command: string, message: string): Intent {
  return {kind: 'fetch', command, artifacts: [], unclear: [{message}], sources: []}
}

/**
 * The tag stays. A digest goes: it names the content of the other repository, which the right one does not have, and a
 * person who wants the digest of the right image has to look it up there.
 */
function rewrite({argv}: Invocation, substitutions: readonly Substitution[]): readonly string[] {
  const words = [...argv]
  for (const {artifact, name, specifier} of substitutions) {
    if (artifact.requestedIn.kind !== 'argv') continue
    const tag = specifier ?? artifact.specifier
    words[artifact.requestedIn.index] = tag === '' ? name : `${name}:${tag}`
  }
  return words
}

const tables = new Map<string, FlagTable>()

function tableOf(command: string): FlagTable {
  const known = tables.get(command)
  if (known !== undefined) return known
  const rows = flagRows.filter(([of]) => of === command)
  const namesWith = (takesValue: boolean) =>
    new Set(rows.filter(([, , takes]) => takes === takesValue).map(([, name]) => name))
  const table = {withValue: namesWith(true), boolean: namesWith(false)}
  tables.set(command, table)
  return table
}
