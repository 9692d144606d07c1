// The grammar of `sallyport policy …`. Pure: words in, a command or a complaint out. A new action is a new parser here and a
// file beside this one.

import {nativeTools} from '../../core/native/all-native-tools.ts'
import type {Layer} from '../../core/policy/layer.ts'
import type {Complaint} from '../cache-command-line.ts'
import {EXPECTED_MOMENT, parseMoment} from '../moment.ts'
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
  | {readonly kind: 'policy'; readonly action: 'keygen'; readonly out: string}
  | {
      readonly kind: 'policy'
      readonly action: 'sign'
      readonly file: string
      readonly key: string
      readonly previous: string | undefined
    }
  | {
      readonly kind: 'policy'
      readonly action: 'add'
      readonly source: string
      /** Undefined for `--unsigned`. */
      readonly key: string | undefined
      readonly replace: boolean
    }
  | {readonly kind: 'policy'; readonly action: 'update'; readonly background: boolean}
  | {readonly kind: 'policy'; readonly action: 'remove'; readonly yes: boolean}
  | SimulateCommand
  | TestCommand
  | ExportCommand

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
  /** As it is written; `parseMoment` says what it means. */
  readonly since: string | undefined
  readonly all: boolean
  readonly json: boolean
}

export interface ExportCommand {
  readonly kind: 'policy'
  readonly action: 'export'
  readonly tools: readonly string[]
  readonly check: boolean
  readonly json: boolean
}

type Parser = (words: readonly string[]) => PolicyCommand | Complaint

/** By action; also the order in which a complaint lists them. */
const PARSERS: ReadonlyMap<string, Parser> = new Map([
  ['show', parseShow],
  ['validate', parseValidate],
  ['keygen', parseKeygen],
  ['sign', parseSign],
  ['add', parseAdd],
  ['update', parseUpdate],
  ['remove', parseRemove],
  ['test', parseTest],
  ['simulate', parseSimulate],
  ['export', parseExport],
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

const KEYGEN_HINT = '`sallyport policy keygen --out FILE`'

function parseKeygen(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {out: 'text'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy keygen\``, KEYGEN_HINT)
  const {out} = read.values
  if (out === undefined || read.operands.length > 0) {
    return wrong('`policy keygen` takes `--out` and the file for the private key', KEYGEN_HINT)
  }
  return {kind: 'policy', action: 'keygen', out}
}

const SIGN_HINT = '`sallyport policy sign FILE --key PRIVATE.pem [--previous OLD.pem]`'

function parseSign(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {key: 'text', previous: 'text'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy sign\``, SIGN_HINT)
  const [file, ...more] = read.operands
  const {key, previous} = read.values
  if (file === undefined || more.length > 0) return wrong('`policy sign` takes one file', SIGN_HINT)
  if (key === undefined) return wrong('`policy sign` takes `--key` and the file of a private key', SIGN_HINT)
  return {kind: 'policy', action: 'sign', file, key, previous}
}

const ADD_HINT = '`sallyport policy add URL|FILE --key KEY [--replace]`'

function parseAdd(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {key: 'text', unsigned: 'flag', replace: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy add\``, ADD_HINT)
  const [source, ...more] = read.operands
  const {key, unsigned, replace} = read.values
  if (source === undefined || more.length > 0) return wrong('`policy add` takes one source', ADD_HINT)
  if ((key === undefined) !== unsigned) {
    return wrong('`policy add` takes `--key` and the public key of the team, or `--unsigned` for a file', ADD_HINT)
  }
  return {kind: 'policy', action: 'add', source, key, replace}
}

function parseUpdate(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {background: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy update\``, '`sallyport policy update`')
  if (read.operands.length > 0) {
    return wrong('`policy update` takes no source: it asks where the policy came from', '`sallyport policy update`')
  }
  return {kind: 'policy', action: 'update', background: read.values.background}
}

function parseRemove(words: readonly string[]): PolicyCommand | Complaint {
  const read = readOptionWords(words, {yes: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy remove\``, '`sallyport policy remove --yes`')
  if (read.operands.length > 0) return wrong('`policy remove` takes no arguments', '`sallyport policy remove --yes`')
  return {kind: 'policy', action: 'remove', yes: read.values.yes}
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
  if (since !== undefined && parseMoment(since, 0, 'beginning') === undefined) {
    return wrong(`\`--since\` takes ${EXPECTED_MOMENT}, not \`${since}\``, SIMULATE_HINT)
  }
  return {kind: 'policy', action: 'simulate', file, as, since, all, json}
}

function noLayer(word: string): string {
  return `\`--as ${word}\` is none of \`team\`, \`user\`, \`project\``
}

function isLayer(word: string | undefined): word is Layer['name'] | undefined {
  return word === undefined || word === 'team' || word === 'user' || word === 'project'
}

const EXPORT_HINT = '`sallyport policy export --npmrc|--pip|--pnpm|--yarn|--uv|--bun [--json]`, or `--check` alone'

function parseExport(words: readonly string[]): PolicyCommand | Complaint {
  const flags = Object.fromEntries(nativeTools.map(({option}) => [option, 'flag'] as const))
  const read = readOptionWords(words, {...flags, check: 'flag', json: 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy export\``, EXPORT_HINT)
  if (read.operands.length > 0) return wrong('`policy export` takes options only', EXPORT_HINT)
  const values: Readonly<Record<string, boolean>> = read.values
  const {check = false, json = false} = values
  const tools = nativeTools.map(({option}) => option).filter((option) => values[option] === true)
  if (!check && tools.length !== 1) return wrong('`policy export` takes one tool', EXPORT_HINT)
  return {kind: 'policy', action: 'export', tools, check, json}
}

function wrong(message: string, hint: string): Complaint {
  return {kind: 'wrong', message, hint}
}
