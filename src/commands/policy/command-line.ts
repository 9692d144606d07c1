// The grammar of `sallyport policy …`. Pure: words in, a command or a complaint out. A new action is a new parser here and a
// file beside this one.

import type {Layer} from '../../core/policy/layer.ts'
import type {Complaint} from '../cache-command-line.ts'
import {readOptionWords} from '../option-words.ts'
import {readSince} from '../since.ts'

export type PolicyCommand =
  | {readonly kind: 'policy'; readonly action: 'validate'; readonly file: string | undefined}
  | {readonly kind: 'policy'; readonly action: 'show'; readonly json: boolean}
  | SimulateCommand
  | TestCommand

export interface TestCommand {
  readonly kind: 'policy'
  readonly action: 'test'
  readonly file: string | undefined
  readonly fixtures: string | undefined
  readonly as: Layer['name'] | undefined
  readonly json: boolean
}

export interface SimulateCommand {
  readonly kind: 'policy'
  readonly action: 'simulate'
  readonly file: string
  readonly as: Layer['name'] | undefined
  /** As it is written; `readSince` says what it means. */
  readonly since: string | undefined
  readonly all: boolean
  readonly json: boolean
}

type Parser = (words: readonly string[]) => PolicyCommand | Complaint

/** By action; also the order in which a complaint lists them. */
const PARSERS: ReadonlyMap<string, Parser> = new Map([
  ['show', parseShow],
  ['validate', parseValidate],
  ['test', parseTest],
  ['simulate', parseSimulate],
])

export function parsePolicy([action = '', ...words]: readonly string[]): PolicyCommand | Complaint {
  const parse = PARSERS.get(action)
  if (parse !== undefined) return parse(words)
  const actions = [...PARSERS.keys()].map((one) => `\`${one}\``).join(', ')
  return wrong(`\`policy\` takes one of ${actions}`, '`sallyport policy show` shows what is in force')
}

const SHOW_HINT = '`sallyport policy show [--json]`'

function parseShow(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {json: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy show\``, SHOW_HINT)
  if (read.operands.length > 0) return wrong('`policy show` takes no arguments', SHOW_HINT)
  return {kind: 'policy', action: 'show', json: read.values.json}
}

const VALIDATE_HINT = '`sallyport policy validate [FILE]`'

function parseValidate(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy validate\``, VALIDATE_HINT)
  const [file, ...more] = read.operands
  if (more.length > 0) return wrong('`policy validate` takes one file', VALIDATE_HINT)
  return {kind: 'policy', action: 'validate', file}
}

const TEST_HINT = '`sallyport policy test [POLICY] [--fixtures FILE] [--as team|user|project] [--json]`'

function parseTest(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {fixtures: 'text', as: 'text', json: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy test\``, TEST_HINT)
  const [file, ...more] = read.operands
  const {fixtures, as, json} = read.values
  if (more.length > 0) return wrong('`policy test` takes one policy file', TEST_HINT)
  if (!isLayer(as)) return wrong(noLayer(as), TEST_HINT)
  return {kind: 'policy', action: 'test', file, fixtures, as, json}
}

const SIMULATE_HINT = '`sallyport policy simulate FILE [--as team|user|project] [--since 30d] [--all] [--json]`'

function parseSimulate(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {as: 'text', since: 'text', all: 'flag', json: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy simulate\``, SIMULATE_HINT)
  const [file, ...more] = read.operands
  const {as, since, all, json} = read.values
  if (file === undefined || more.length > 0) return wrong('`policy simulate` takes one policy file', SIMULATE_HINT)
  if (!isLayer(as)) return wrong(noLayer(as), SIMULATE_HINT)
  if (since !== undefined && readSince(since, 0) === undefined) {
    return wrong(`\`--since ${since}\` is neither a time as \`30d\` nor a day as \`2026-12-31\``, SIMULATE_HINT)
  }
  return {kind: 'policy', action: 'simulate', file, as, since, all, json}
}

function noLayer(word: string): string {
  return `\`--as ${word}\` is none of \`team\`, \`user\`, \`project\``
}

function isLayer(word: string | undefined): word is Layer['name'] | undefined {
  return word === undefined || word === 'team' || word === 'user' || word === 'project'
}

function wrong(message: string, hint: string): Complaint {
  return {kind: 'wrong', message, hint}
}
