// One line of the audit log as a command that can be judged again, or why it cannot.

import type {Verdict} from '../core/decision.ts'
import type {Judgeable} from '../core/evaluate.ts'
import {isObject} from '../core/facts/codec.ts'
import {readJudgeable} from '../core/facts/judgeable-facts.ts'
import {type Outcome, outcomeOf} from '../core/outcome.ts'
import type {AuditAnswer} from './audit-entry.ts'

export interface LoggedCommand {
  readonly kind: 'command'
  /** Milliseconds since 1970. */
  readonly time: number
  readonly cwd: string
  readonly tool: string
  readonly argv: readonly string[]
  /** What became of it by the policy of its time; what was only observed was allowed. */
  readonly outcome: Outcome
  /** Whether the tool ran: nothing stopped the command, or somebody let it through. */
  readonly hasRun: boolean
  /** What stopped it then, or made a question of it. */
  readonly stoppedBy: readonly LoggedFinding[]
  readonly judgeable: Judgeable
}

export interface LoggedFinding {
  readonly code: string
  readonly severity: 'hold-back' | 'ask' | 'block'
  readonly origin: string
}

/** `not-judged`: the policy was not asked. `older`: of a version that did not write down what it judged by. */
export type Unreplayable = 'not-judged' | 'older' | 'shortened' | 'unreadable'

export type LoggedLine =
  | LoggedCommand
  | {readonly kind: Unreplayable; readonly time: number | undefined; readonly reason: string}

const RAN: ReadonlySet<unknown> = new Set<AuditAnswer>(['not asked', 'confirmed', 'substituted', 'allowed unattended'])

export function readLoggedLine(json: unknown): LoggedLine {
  const time = timeOf(json)
  const not = (kind: Unreplayable, reason: string): LoggedLine => ({kind, time, reason})
  if (!isObject(json) || time === undefined || !isSchema(json.schema)) return not('unreadable', 'is no line of the log')
  const {verdict, cwd, tool, argv, answer} = json
  if (verdict === null) return not('not-judged', 'the command was not judged')
  if (json.shortened === true) return not('shortened', 'holds names only')
  if (json.ecosystem === undefined) return not('older', 'does not say by what it was judged')
  const complaints: string[] = []
  const judgeable = readJudgeable(json, (path, message) => void complaints.push(`${path.join('.')}: ${message}`))
  const [complaint] = complaints
  if (judgeable === undefined || complaint !== undefined) return not('unreadable', complaint ?? 'is not whole')
  const stoppedBy = stoppingFindings(json.findings)
  if (!isVerdict(verdict) || typeof cwd !== 'string' || typeof tool !== 'string' || !isWords(argv)) {
    return not('unreadable', 'is no judged command')
  }
  return {
    kind: 'command',
    time,
    cwd,
    tool,
    argv,
    outcome: outcomeThen(verdict, stoppedBy),
    hasRun: RAN.has(answer),
    stoppedBy,
    judgeable: {...judgeable, gatheredAt: time},
  }
}

function timeOf(json: unknown): number | undefined {
  const time = isObject(json) && typeof json.time === 'string' ? Date.parse(json.time) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

function isSchema(schema: unknown): boolean {
  return typeof schema === 'string' && /^sallyport\/audit\/\d+$/.test(schema)
}

function isWords(json: unknown): json is readonly string[] {
  return Array.isArray(json) && json.every((word) => typeof word === 'string')
}

function isVerdict(json: unknown): json is Verdict {
  return json === 'allow' || json === 'ask' || json === 'block' || json === 'unclear'
}

function outcomeThen(verdict: Verdict, stoppedBy: readonly LoggedFinding[]): Outcome {
  if (verdict === 'allow' || verdict === 'block') return verdict
  return outcomeOf(stoppedBy) === 'hold-back' ? 'hold-back' : 'ask'
}

function stoppingFindings(json: unknown): readonly LoggedFinding[] {
  if (!Array.isArray(json)) return []
  return json.flatMap((one: unknown) => {
    if (!isObject(one)) return []
    const {code, severity, origin} = one
    if (severity !== 'hold-back' && severity !== 'ask' && severity !== 'block') return []
    return typeof code === 'string' && typeof origin === 'string' ? {code, severity, origin} : []
  })
}
