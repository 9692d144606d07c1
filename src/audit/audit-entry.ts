// One judged command as a line of the audit log. What chains it to the line before is put in front by `chain-link.ts`.

import {asciiJson} from '../core/ascii-json.ts'
import {type Decision, type Finding, unjudgedParts} from '../core/decision.ts'
import {packageUrl} from '../core/package-url.ts'
import {redactArgv, redactUrl} from '../core/redact.ts'

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
  /** `built-in`, or `sha256:…` over the policy files. */
  readonly policy: string
}

/** A line longer than this is cut down to its counts: a hostile lockfile must not fill the disk. */
const LONGEST_LINE = 256 * 1024

export function auditLine(entry: AuditEntry): string {
  const whole = `${asciiJson(auditJson(entry, true))}\n`
  return whole.length <= LONGEST_LINE ? whole : `${asciiJson(auditJson(entry, false))}\n`
}

function auditJson(entry: AuditEntry, isWhole: boolean): Record<string, unknown> {
  const {decision} = entry
  const argv = isWhole ? entry.argv : entry.argv.slice(0, 20).map((word) => word.slice(0, 200))
  const rewritten = isWhole ? entry.rewrittenArgv : null
  return {
    time: new Date(entry.time).toISOString(),
    user: entry.user,
    cwd: entry.cwd,
    tool: entry.tool,
    argv: redactArgv(argv),
    rewrittenArgv: rewritten && redactArgv(rewritten),
    verdict: decision?.verdict ?? null,
    ...(decision?.observed === undefined ? {} : {observed: decision.observed.verdict}),
    answer: entry.answer,
    ...(entry.because === undefined ? {} : {because: redactUrl(entry.because)}),
    findings: decision && isWhole ? findingsJson(decision) : [],
    artifacts: decision && isWhole ? decision.artifacts.flatMap(({artifact}) => packageUrl(artifact) ?? []) : [],
    coverage: decision ? {judged: decision.artifacts.length, unjudged: unjudgedParts(decision).length} : null,
    data: decision?.data ?? null,
    policy: entry.policy,
    ...(isWhole ? {} : {shortened: true}),
  }
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
function withoutSecrets(finding: Finding): Finding {
  return {...finding, message: redactUrl(finding.message)}
}
