// The grammar of `sallyport policy …`. Pure: words in, a command or a complaint out. A new action is a new parser here and a
// file beside this one.

import type {Complaint} from '../cache-command-line.ts'
import {readOptionWords} from '../option-words.ts'
import {
  type AllowCommand,
  type DisallowCommand,
  type ExceptionsCommand,
  parseAllow,
  parseDisallow,
  parseExceptions,
} from './exception-command-line.ts'

export type PolicyCommand =
  | AllowCommand
  | DisallowCommand
  | ExceptionsCommand
  | {readonly kind: 'policy'; readonly action: 'validate'; readonly file: string | undefined}
  | {readonly kind: 'policy'; readonly action: 'show'; readonly json: boolean}

type Parser = (words: readonly string[]) => PolicyCommand | Complaint

/** By action; also the order in which a complaint lists them. */
const PARSERS: ReadonlyMap<string, Parser> = new Map([
  ['show', parseShow],
  ['validate', parseValidate],
  ['allow', parseAllow],
  ['disallow', parseDisallow],
  ['exceptions', parseExceptions],
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

function wrong(message: string, hint: string): Complaint {
  return {kind: 'wrong', message, hint}
}
