// The grammar of `sallyport log`. Pure: words in, a command or a complaint out.

import type {Verdict} from '../../core/decision.ts'
import type {Complaint} from '../cache-command-line.ts'
import {readOptionWords} from '../option-words.ts'

export type LogCommand =
  | ({readonly kind: 'log'; readonly action: 'list'} & ListOptions)
  | ({readonly kind: 'log'; readonly action: 'verify'} & VerifyOptions)
  | ({readonly kind: 'log'; readonly action: 'forward'} & ForwardOptions)

export interface ListOptions {
  readonly json: boolean
  readonly follow: boolean
  readonly since: string | undefined
  readonly until: string | undefined
  /** Patterns, package URLs or names; any of them. */
  readonly artifacts: readonly string[]
  readonly advisory: string | undefined
  readonly verdicts: readonly string[]
  readonly last: number | undefined
}

export interface VerifyOptions {
  readonly json: boolean
  readonly since: string | undefined
}

export interface ForwardOptions {
  /** The sequence number after which to begin where nothing was ever sent. */
  readonly after: number
}

const HINT =
  '`sallyport log [--since 30d] [--until DAY] [--artifact PATTERN] [--advisory FILE] [--verdict VERDICT] [--last N] [--json] [--follow]`, or `sallyport log --verify [--since DAY] [--json]`'
const VERDICTS: readonly string[] = ['allow', 'ask', 'block', 'unclear'] satisfies readonly Verdict[]

const KINDS = {
  json: 'flag',
  follow: 'flag',
  verify: 'flag',
  forward: 'flag',
  since: 'text',
  until: 'text',
  artifact: 'texts',
  advisory: 'text',
  verdict: 'texts',
  last: 'text',
  after: 'text',
} as const

/** What goes with each of the actions that are not the list. */
const WITH_VERIFY: ReadonlySet<string> = new Set(['verify', 'json', 'since'])
const WITH_FORWARD: ReadonlySet<string> = new Set(['forward', 'after'])

export function parseLog(words: readonly string[]): LogCommand | Complaint {
  const read = readOptionWords(words, KINDS)
  if (read.kind === 'wrong') return wrong(`${read.message} of \`log\``)
  const {values, operands} = read
  if (operands[0] !== undefined) return wrong(`\`log\` takes no argument \`${operands[0]}\``)
  const {json, since, until, advisory} = values
  const given = Object.entries(values).flatMap(([name, value]) => (isGiven(value) ? name : []))
  if (values.forward || values.after !== undefined) {
    const strange = given.find((name) => !WITH_FORWARD.has(name))
    if (strange !== undefined || !values.forward) return wrong(`\`--${strange ?? 'after'}\` does not go with that`)
    const after = values.after === undefined ? 0 : count(values.after)
    if (after === undefined) return wrong('`--after` takes a sequence number')
    return {kind: 'log', action: 'forward', after}
  }
  if (values.verify) {
    const strange = given.find((name) => !WITH_VERIFY.has(name))
    if (strange !== undefined) return wrong(`\`--${strange}\` does not go with \`--verify\``)
    return {kind: 'log', action: 'verify', json, since}
  }
  const last = values.last === undefined ? undefined : count(values.last)
  if (values.last !== undefined && !last) return wrong('`--last` takes a whole number from 1 on')
  const verdict = values.verdict.find((one) => !VERDICTS.includes(one))
  if (verdict !== undefined) return wrong(`\`${verdict}\` is no verdict; they are \`${VERDICTS.join('`, `')}\``)
  if (values.follow && until !== undefined) return wrong('`--follow` does not go with `--until`')
  const {follow, artifact: artifacts, verdict: verdicts} = values
  return {kind: 'log', action: 'list', json, follow, since, until, artifacts, advisory, verdicts, last}
}

function isGiven(value: boolean | string | readonly string[] | undefined): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
}

function count(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function wrong(message: string): Complaint {
  return {kind: 'wrong', message, hint: HINT}
}
