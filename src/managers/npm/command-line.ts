// npm's or npx's argv as command, words and options. Where npm versions would read it differently and the version is not
// known, every reading counts: words that any of them takes for a package are judged.

import type {Invocation, Unclear} from '../../core/invocation.ts'
import {type OptionValue, type ParsedArguments, type Positional, parseArguments} from './arguments.ts'
import {commandsStartingWith, derefCommand} from './command-lookup.ts'
import {isBeyondTables, majorsFor} from './npm-majors.ts'
import {execArguments} from './npx-arguments.ts'
import {verbKind} from './verbs.ts'

export type CommandLine =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {readonly kind: 'unclear'; readonly message: string}
  | {
      readonly kind: 'command'
      readonly command: string
      /** Words after the command, with their places in the typed argv. */
      readonly words: readonly Positional[]
      readonly options: ReadonlyMap<string, OptionValue>
      /** What is strange about the line and must be asked about. */
      readonly doubts: readonly Unclear[]
    }

export function readCommandLine({tool, argv, toolVersion}: Invocation): CommandLine {
  const placed = tool === 'npx' ? execArguments(argv) : argv.map((word, index) => ({word, index}))
  const majors = majorsFor(toolVersion)
  const parsed = majors.map((major) => ({
    major,
    ...parseArguments(
      placed.map(({word}) => word),
      major,
    ),
  }))
  const [first] = parsed
  if (first === undefined) throw new RangeError('no npm version to read for')

  const isAnswered = parsed.every(({options}) => options.get('version') === true || options.get('versions') === true)
  if (isAnswered) return {kind: 'passthrough', reason: 'prints a version'}
  const commands = new Set(
    parsed.map(({major, positionals: [verb]}) =>
      verb === undefined ? '' : (derefCommand(verb.word, major) ?? verb.word),
    ),
  )
  const hidden = parsed
    .flatMap(({unknown}) => unknown)
    .find(({next}) => next !== undefined && next === first.positionals[0]?.word)
  if (isBeyondTables(toolVersion) && hidden !== undefined) {
    return {
      kind: 'unclear',
      message: `the option \`--${hidden.name}\` is not known, so \`${hidden.next}\` may be its value or the command`,
    }
  }
  if (first.positionals.length === 0 && commands.size === 1)
    return {kind: 'passthrough', reason: 'npm without a command prints its help'}
  if (commands.size > 1) {
    const isSafe = parsed.every(({major, positionals: [verb]}) => {
      const command = derefCommand(verb?.word ?? '', major)
      return command === undefined || verbKind(command) === 'never'
    })
    if (isSafe) return {kind: 'passthrough', reason: 'no npm version fetches with this command'}
    return {kind: 'unclear', message: 'npm versions read this command line in different ways, and some of them fetch'}
  }

  const [verb = ''] = commands
  const command = derefCommand(verb)
  const known = parsed.map(({major}) => derefCommand(verb, major)).find((one) => one !== undefined) ?? command
  if (known === undefined) return readUnknown(verb, toolVersion)
  if (verbKind(known) === 'never') return {kind: 'passthrough', reason: `\`npm ${known}\` fetches no packages`}
  if (parsed.every(({options}) => options.get('usage') === true)) return {kind: 'passthrough', reason: 'prints help'}
  return {kind: 'command', command: known, words: wordsOf(parsed, placed), options: first.options, doubts: []}
}

/** npm answers an unknown word with "unknown command"; a newer npm than we know might not. */
function readUnknown(verb: string, toolVersion: string | undefined): CommandLine {
  const mayMean = commandsStartingWith(verb).filter((command) => verbKind(command) !== 'never')
  if (mayMean.length === 0 && !isBeyondTables(toolVersion)) {
    return {kind: 'passthrough', reason: `no npm up to this version has a command \`${verb}\``}
  }
  if (mayMean.length > 0 && !isBeyondTables(toolVersion)) {
    return {kind: 'passthrough', reason: `\`${verb}\` is the beginning of several commands, which npm refuses`}
  }
  return {kind: 'unclear', message: `the npm command \`${verb}\` is not known`}
}

/** Every word that some reading takes for a positional one, after the command, in the order typed. */
function wordsOf(
  parsed: readonly ParsedArguments[],
  placed: readonly {readonly word: string; readonly index: number}[],
): readonly Positional[] {
  const words = new Map<number, string>()
  for (const {positionals} of parsed) {
    for (const {word, index} of positionals.slice(1)) words.set(index, word)
  }
  return [...words].sort(([a], [b]) => a - b).map(([at, word]) => ({word, index: placed[at]?.index ?? -1}))
}
