// npm's or npx's argv as command, words and options. Where npm versions would read it differently and the version is not
// known, every reading counts: what any of them would fetch is judged.

import type {Invocation} from '../../core/invocation.ts'
import {type OptionValue, type ParsedArguments, type Positional, parseArguments} from './arguments.ts'
import {commandsStartingWith, derefCommand} from './command-lookup.ts'
import {isBeyondTables, majorsFor} from './npm-majors.ts'
import {execArguments} from './npx-arguments.ts'
import {shortened} from './shortened.ts'
import {verbKind, verbWhy} from './verbs.ts'

export type CommandLine =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {readonly kind: 'unclear'; readonly message: string}
  | {
      readonly kind: 'command'
      readonly command: string
      /** Words after the command, with their places in the typed argv. */
      readonly words: readonly Positional[]
      /** What stands on the command line, by full option name. */
      readonly options: ReadonlyMap<string, OptionValue>
      /** Values of the options that name packages, by option. */
      readonly packages: ParsedArguments['packages']
      readonly places: ParsedArguments['places']
    }

/** Each different reading once, that of the newest npm first. Never empty. */
export function readCommandLine({tool, argv, toolVersion}: Invocation): readonly CommandLine[] {
  const readings = new Map<string, CommandLine>()
  const add = (line: CommandLine): void => {
    const key = JSON.stringify(line.kind === 'command' ? [line.command, line.words, [...line.options]] : line)
    if (!readings.has(key)) readings.set(key, line)
  }
  for (const major of majorsFor(toolVersion)) {
    const placed = tool === 'npx' ? execArguments(argv, major) : argv.map((word, index) => ({word, index}))
    const words = placed.map(({word}) => word)
    const parsed = parseArguments(words, major)
    const asTyped = ({word, index}: Positional): Positional => ({word, index: placed[index]?.index ?? -1})
    const positionals = parsed.positionals.map(asTyped)
    const packages = new Map([...parsed.packages].map(([name, values]) => [name, values.map(asTyped)]))
    const places = new Map([...parsed.places].map(([name, values]) => [name, values.map(asTyped)]))
    add(readingOf({...parsed, positionals, packages, places}, major, toolVersion))
    if (isBeyondTables(toolVersion)) for (const doubt of doubtsOf(parsed)) add(doubt)
  }
  return [...readings.values()]
}

function readingOf(parsed: ParsedArguments, major: number, toolVersion: string | undefined): CommandLine {
  const {
    positionals: [verb, ...words],
    options,
    packages,
    places,
  } = parsed
  if (options.get('version') === true || options.get('versions') === true) {
    return {kind: 'passthrough', reason: 'prints a version'}
  }
  if (verb === undefined) return {kind: 'passthrough', reason: 'npm without a command prints its help'}
  const command = derefCommand(verb.word, major)
  if (command === undefined) return readUnknown(verb.word, toolVersion)
  if (verbKind(command) === 'never') {
    return {kind: 'passthrough', reason: `\`npm ${command}\` fetches no packages: it ${verbWhy(command)}`}
  }
  if (options.get('usage') === true) return {kind: 'passthrough', reason: 'prints help'}
  return {kind: 'command', command, words, options, packages, places}
}

/** npm answers an unknown word, and the beginning of several commands, with "unknown command"; a newer npm might not. */
function readUnknown(verb: string, toolVersion: string | undefined): CommandLine {
  const shown = shortened(verb)
  if (isBeyondTables(toolVersion)) return {kind: 'unclear', message: `the npm command \`${shown}\` is not known`}
  const isAmbiguous = commandsStartingWith(verb).length > 0
  return {
    kind: 'passthrough',
    reason: isAmbiguous
      ? `\`${shown}\` is the beginning of several commands, which npm refuses`
      : `no npm up to this version has a command \`${shown}\``,
  }
}

/**
 * An option that no table knows may take the next word in the npm that runs. A package that is its value in truth is judged
 * for nothing; but where it stands before the command, or before what `npm exec` runs, the word after it counts.
 */
function doubtsOf({unknown, positionals}: ParsedArguments): readonly CommandLine[] {
  const command = derefCommand(positionals[0]?.word ?? '')
  const decisive = command === 'exec' || command === 'init' ? positionals.slice(0, 2) : positionals.slice(0, 1)
  return unknown
    .filter(({next}) => next !== undefined && decisive.some(({word}) => word === next))
    .map(({name, next = ''}) => ({
      kind: 'unclear',
      message: `the option \`--${shortened(name)}\` is not known, so \`${shortened(next)}\` may be its value`,
    }))
}
