// One judged command as a line of the audit log. What chains it to the line before is put in front by `chain-link.ts`.

import {asciiJson} from '../core/ascii-json.ts'
import {type Decision, type Finding, unjudgedParts} from '../core/decision.ts'
import {writeJudgeable} from '../core/facts/judgeable-facts.ts'
import {redactArgv, redactUrl} from '../core/redact.ts'
import {shorten} from './shorten.ts'

/** How a judged command ended, as far as sallyport had a part in it. */
export type AuditAnswer =
  | 'not asked'
  | 'confirmed'
  | 'substituted'
  | 'refused by policy'
  | 'refused by person'
  | 'interrupted'
  | 'nobody to ask'
  | 'allowed unattended'
  | 'bypassed'
  | 'could not decide'
  | SequelAnswer

/** Of a line that is about no command to be judged: what a tool's run brought in the end, a policy file that sallyport changed. */
export type SequelAnswer = 'ended' | 'policy changed'

/** What an installation brought, as far as the line before it could not know. */
export interface AfterRun {
  readonly coverage: {readonly judged: number; readonly unjudged: number}
  readonly findings: readonly (Finding & {readonly requested: string})[]
}

export interface AuditEntry {
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly user: string
  readonly cwd: string
  readonly tool: string
  readonly argv: readonly string[]
  readonly rewrittenArgv: readonly string[] | null
  readonly answer: AuditAnswer
  /** Why a person or the screen refused: `enter`, `timeout`. */
  readonly because?: string
  readonly decision: Decision | undefined
  readonly afterRun?: AfterRun
  /** `built-in`, or `sha256:…` over the policy files. */
  readonly policy: string
}

/** A line longer than this is shortened: a hostile lockfile must not fill the disk. */
const LONGEST_LINE = 256 * 1024

/** What a line has room for. */
export interface LineContent {
  readonly argv: readonly string[]
  readonly rewrittenArgv: readonly string[] | null
  readonly because: string | undefined
  readonly findings: readonly unknown[]
  /** `artifacts` and, unless it is shortened, all else that the command was judged by (`core/facts`). */
  readonly judged: Readonly<Record<string, unknown>>
}

export function auditLine(entry: AuditEntry): string {
  const {decision, argv, rewrittenArgv, because} = entry
  const findings = decision ? findingsJson(decision) : (entry.afterRun?.findings.map(withoutSecrets) ?? [])
  const judged = decision ? writeJudgeable(decision) : {artifacts: []}
  const whole = lineOf(entry, {argv, rewrittenArgv, because, findings, judged})
  if (whole.length <= LONGEST_LINE) return whole
  return shorten(entry, findings, LONGEST_LINE, (content) => lineOf(entry, content))
}

function lineOf(entry: AuditEntry, content: LineContent): string {
  return `${asciiJson(auditJson(entry, content))}\n`
}

function auditJson(entry: AuditEntry, content: LineContent): Record<string, unknown> {
  const {decision} = entry
  const {argv, rewrittenArgv, because, findings, judged} = content
  return {
    time: new Date(entry.time).toISOString(),
    user: entry.user,
    cwd: entry.cwd,
    tool: entry.tool,
    argv: redactArgv(argv),
    rewrittenArgv: rewrittenArgv && redactArgv(rewrittenArgv),
    verdict: decision?.verdict ?? null,
    ...(decision?.observed === undefined ? {} : {observed: decision.observed.verdict}),
    answer: entry.answer,
    ...(because === undefined ? {} : {because: redactUrl(because)}),
    findings,
    ...judged,
    coverage: decision ? decidedCoverage(decision) : (entry.afterRun?.coverage ?? null),
    data: decision?.data ?? null,
    policy: entry.policy,
  }
}

/** What is known of a command before its tool runs. */
export function decidedCoverage(decision: Decision): AfterRun['coverage'] {
  return {judged: decision.artifacts.length, unjudged: unjudgedParts(decision).length}
}

function findingsJson({artifacts, unclear}: Decision): readonly unknown[] {
  return [
    ...artifacts.flatMap(({artifact, findings}) =>
      findings.map((finding) => ({requested: redactUrl(artifact.requested), ...withoutSecrets(finding)})),
    ),
    ...unclear.flatMap(({finding}) => (finding ? withoutSecrets(finding) : [])),
  ]
}

/** A message may repeat a word of the command line, which may be an address with a password in it. */
function withoutSecrets<Found extends Finding>(finding: Found): Found {
  return {...finding, message: redactUrl(finding.message)}
}
