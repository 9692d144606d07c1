// A line of the audit log as it is read back: schema `sallyport/audit/2`, and `sallyport/audit/1` of older logs, whose lines are
// not chained. The log is a file that anything could have written to, so what is needed is checked.

import type {AuditAnswer, SequelAnswer} from './audit-entry.ts'

export interface AuditRecord {
  readonly schema: 'sallyport/audit/1' | 'sallyport/audit/2'
  /** Absent in `sallyport/audit/1`. */
  readonly sequence?: number
  /** ISO 8601, UTC. */
  readonly time: string
  readonly user: string
  readonly cwd: string
  readonly tool: string
  readonly argv: readonly string[]
  readonly rewrittenArgv: readonly string[] | null
  readonly verdict: string | null
  /** Set where the policy only observed. */
  readonly observed?: string
  /** One of `AuditAnswer`. */
  readonly answer: string
  readonly because?: string
  readonly findings: readonly RecordedFinding[]
  /** Package URLs, or objects with facts: `recorded-artifact.ts` reads both. */
  readonly artifacts: readonly unknown[]
  readonly coverage: {readonly judged: number; readonly unjudged: number} | null
  readonly policy: string
  /** The command was so large that its artifacts and findings were left out. */
  readonly shortened?: boolean
}

export interface RecordedFinding {
  readonly requested?: string
  readonly code: string
  readonly severity: string
  readonly message: string
}

type Loose<T> = {readonly [key in keyof T]?: unknown}

/** Undefined for what is no record. */
export function parseAuditRecord(line: string): AuditRecord | undefined {
  let value: Loose<AuditRecord> | null
  try {
    value = JSON.parse(line) as Loose<AuditRecord> | null
  } catch {
    return undefined
  }
  const {schema, sequence, time, user, cwd, tool, argv, rewrittenArgv, verdict, answer, policy} = value ?? {}
  const isKnown = schema === 'sallyport/audit/2' ? Number.isSafeInteger(sequence) : schema === 'sallyport/audit/1'
  if (!isKnown || typeof time !== 'string' || Number.isNaN(Date.parse(time))) return undefined
  if (![user, cwd, tool, answer, policy].every(isText) || !isTexts(argv)) return undefined
  if (rewrittenArgv !== null && !isTexts(rewrittenArgv)) return undefined
  if (verdict !== null && !isText(verdict)) return undefined
  const {findings, artifacts, coverage} = value as Loose<AuditRecord>
  if (!Array.isArray(findings) || !findings.every(isFinding) || !Array.isArray(artifacts)) return undefined
  if (coverage !== null && !isCoverage(coverage)) return undefined
  const {because, observed} = value as Loose<AuditRecord>
  if ((because !== undefined && !isText(because)) || (observed !== undefined && !isText(observed))) return undefined
  return value as AuditRecord
}

/** Whether the tool was started, as far as the record knows. */
export function wasLetThrough({answer}: Pick<AuditRecord, 'answer'>): boolean {
  return LETTING_THROUGH.has(answer)
}

const LETTING_THROUGH: ReadonlySet<string> = new Set<AuditAnswer>([
  'not asked',
  'confirmed',
  'substituted',
  'allowed unattended',
  'bypassed',
])

/** Whether the record is of a command that was to be judged, and not of what came after one or beside them. */
export function isOfCommand({answer}: Pick<AuditRecord, 'answer'>): boolean {
  return !SEQUELS.has(answer)
}

const SEQUELS: ReadonlySet<string> = new Set<SequelAnswer>(['ended', 'policy changed'])

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}

function isFinding(value: unknown): value is RecordedFinding {
  const {requested, code, severity, message} = (value ?? {}) as Loose<RecordedFinding>
  return isText(code) && isText(severity) && isText(message) && (requested === undefined || isText(requested))
}

function isCoverage(value: unknown): boolean {
  const {judged, unjudged} = (value ?? {}) as Loose<{judged: number; unjudged: number}>
  return Number.isSafeInteger(judged) && Number.isSafeInteger(unjudged)
}
