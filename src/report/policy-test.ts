// What `sallyport policy test` says: of each case that failed what was expected and what came, which rule said so where, and what
// would change it; at the end how many passed.

import type {Finding} from '../core/decision.ts'
import {isStricter, type Outcome} from '../core/outcome.ts'
import type {Layer} from '../core/policy/layer.ts'
import {type EcosystemPolicy, type Ignored, settingFor} from '../core/policy/policy.ts'
import {printable, printableWithin} from '../core/printable.ts'
import {redactUrl} from '../core/redact.ts'
import {ignoredLine} from './policy-listing.ts'
import {findingText} from './sentences.ts'
import {whatWouldChange} from './what-would-change.ts'

export interface CaseResult {
  /** Of the fixtures file. */
  readonly line: number
  readonly subject: string
  readonly policy: EcosystemPolicy
  readonly expected: Outcome
  /** Codes that had to be among the findings, and those of them that are not. */
  readonly because: readonly string[]
  readonly missing: readonly string[]
  readonly why: string | undefined
  readonly got: Outcome
  readonly findings: readonly Finding[]
  readonly isAsExpected: boolean
}

export interface PolicyTest {
  readonly path: string
  readonly layer: Layer['name']
  readonly ignored: readonly Ignored[]
  /** Who says `mode: observe`, where somebody does. */
  readonly observed: string | undefined
  readonly fixturesPath: string
  /** `YYYY-MM-DD` */
  readonly now: string
  readonly results: readonly CaseResult[]
}

const SUBJECT_WIDTH = 120

export function policyTestLines({
  path,
  layer,
  ignored,
  observed,
  fixturesPath,
  now,
  results,
}: PolicyTest): readonly string[] {
  const failed = results.filter(({isAsExpected}) => !isAsExpected)
  return [
    `${printable(path)} as the ${layer}'s policy, by ${printable(fixturesPath)}, as of ${now}`,
    ...ignored.map(ignoredLine),
    ...(observed === undefined ? [] : [`judged as if it enforced, not mode: observe (${printable(observed)})`]),
    ...failed.flatMap((result) => failureLines(result, fixturesPath)),
    `${results.length - failed.length} passed, ${failed.length} failed`,
  ]
}

function failureLines(result: CaseResult, fixturesPath: string): readonly string[] {
  const {line, subject, expected, because, missing, why, got, findings} = result
  const codes = (all: readonly string[]): string => (all.length === 0 ? 'nothing' : all.map(printable).join(', '))
  return [
    `failed: \`${printableWithin(redactUrl(subject), SUBJECT_WIDTH)}\` (${printable(fixturesPath)}:${line})`,
    ...(expected === got ? [`    expected and got: ${got}`] : [`  - expected: ${expected}`, `  + got:      ${got}`]),
    ...(missing.length === 0
      ? []
      : [`  - because:  ${codes(because)}`, `  + because:  ${codes(findings.map(({code}) => code))}`]),
    ...missing.map((code) => `    ${missingText(code, result)}`),
    ...findings.flatMap((finding) => findingLines(finding, result)),
    ...(findings.length === 0 ? ['    no rule finds anything; what is known of an artifact stands under `facts`'] : []),
    ...(why === undefined ? [] : [`    why: ${printable(why)}`]),
  ]
}

function missingText(code: string, {policy}: CaseResult): string {
  const {action, origin} = settingFor(policy, code)
  if (!policy.rules.has(code)) return `missing: ${printable(code)}`
  const off = action === 'off' ? '' : ', and found nothing'
  return `missing: ${printable(code)} is \`${action}\` (policy: ${printable(origin)})${off}`
}

function findingLines(finding: Finding, {expected, got, policy}: CaseResult): readonly string[] {
  // What is only noted stands in nobody's way who expected less.
  const matters = finding.severity !== 'note' || isStricter(expected, got)
  return [
    `    ${finding.severity}: ${findingText(finding)}`,
    ...(matters && expected !== got ? [`      would change: ${whatWouldChange(finding, policy, expected)}`] : []),
  ]
}

/** Schema `sallyport/policy-test/1` (docs/testing-a-policy.md). */
export function policyTestJson({
  path,
  layer,
  ignored,
  fixturesPath,
  now,
  results,
}: PolicyTest): Record<string, unknown> {
  const failed = results.filter(({isAsExpected}) => !isAsExpected).length
  return {
    schema: 'sallyport/policy-test/1',
    policy: {path, layer},
    fixtures: fixturesPath,
    now,
    ignored,
    passed: results.length - failed,
    failed,
    cases: results.map(({line, subject, expected, because, missing, why, got, findings, isAsExpected, policy}) => ({
      line,
      artifact: redactUrl(subject),
      passed: isAsExpected,
      expected,
      got,
      because,
      missing,
      why: why ?? null,
      findings: findings.map((finding) => ({...finding, wouldChange: whatWouldChange(finding, policy, expected)})),
    })),
  }
}
