// docker: argv in, an `Intent` out; and the argv with image names substituted.

import type {Artifact} from '../../core/artifact.ts'
import {canonicalImage, parseReference} from '../../core/docker-reference.ts'
import type {Intent, Invocation, PackageManager, Substitution, Unclear} from '../../core/invocation.ts'
import {asksForHelp, type Flags, type FlagTable, type Placed, parseFlags} from './arguments.ts'
import {type CommandKind, findCommand} from './commands.ts'
import {flagRows} from './flags.generated.ts'

export const docker: PackageManager = {ecosystem: 'docker', tools: ['docker'], read, rewrite}

function read({argv}: Invocation): Intent {
  const global = parseFlags(
    argv.map((word, index) => ({word, index})),
    tableOf(''),
    true,
  )
  if (global.kind === 'unclear') return unclearIntent('unknown', global.message)
  if (global.words.length === 0)
    return {kind: 'passthrough', reason: 'docker without a command prints its help or version'}
  if (asksForHelp(global.flags)) return {kind: 'passthrough', reason: 'prints help'}
  const {kind, command, rest} = findCommand(global.words)
  return readCommand(kind, command, rest)
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
  if (asksForHelp(parsed.flags)) return {kind: 'passthrough', reason: 'prints help'}
  const images = isRun ? parsed.words.slice(0, 1) : parsed.words
  if (images.length === 0)
    return {kind: 'passthrough', reason: `\`docker ${command}\` without an image is refused by docker`}
  const unclear: Unclear[] = [...mountedImages(parsed.flags)]
  const [first] = images
  if (isRun && first !== undefined && isImageId(first.word) && !parsed.flags.has('pull') && unclear.length === 0) {
    return {kind: 'passthrough', reason: 'names an image by its ID, by which docker pulls nothing'}
  }
  const artifacts: Artifact[] = []
  for (const {word, index} of images) {
    const parsedReference = parseReference(word)
    if (parsedReference.kind === 'invalid') {
      unclear.push({message: `\`${word}\` is no image reference: ${parsedReference.reason}`})
      continue
    }
    const {host, familiarName, tag, digest} = parsedReference.reference
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

/** A whole ID; shorter ones read like names, and docker takes them for names where it has no such image. */
function isImageId(word: string): boolean {
  return /^(?:sha256:)?[a-f0-9]{64}$/.test(word)
}

/** `--mount type=image,source=alpine,target=/mnt` brings a second image into the container. */
function mountedImages(flags: Flags): readonly Unclear[] {
  return (flags.get('mount') ?? [])
    .filter((mount) => /type=image/i.test(mount))
    .map((mount) => ({message: `mounts an image (\`--mount ${mount}\`), which is not read yet`}))
}

function unclearIntent(command: string, message: string): Intent {
  return {kind: 'fetch', command, artifacts: [], unclear: [{message}], sources: []}
}

/**
 * The tag stays. A digest stays where only the registry host changes: it names content, and the right registry either has
 * that content or refuses. Under another repository's name it means nothing and goes; a person who wants the right image by
 * its digest has to look it up there.
 */
function rewrite({argv}: Invocation, substitutions: readonly Substitution[]): readonly string[] {
  const words = [...argv]
  for (const {artifact, name, specifier} of substitutions) {
    if (artifact.requestedIn.kind !== 'argv' || words[artifact.requestedIn.index] === undefined) continue
    const tag = specifier ?? artifact.specifier
    const isSamePath = canonicalImage(artifact.name).path === canonicalImage(name).path
    const digest = isSamePath && specifier === undefined ? artifact.digest : undefined
    const withTag = tag === '' ? name : `${name}:${tag}`
    words[artifact.requestedIn.index] = digest === undefined ? withTag : `${withTag}@${digest}`
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
