// What `sallyport explain` says of one artifact: what is known of its name, what every rule makes of it and who set its action,
// which lists speak of it, and what would change the answer.

import type {Artifact} from '../core/artifact.ts'
import type {Action, Decision, Finding} from '../core/decision.ts'
import type {NameJudgement} from '../core/name-judgement.ts'
import {packageUrl} from '../core/package-url.ts'
import type {Certainty} from '../core/policy/certainty.ts'
import type {EcosystemPolicy, LayerName, Listed, Sourced} from '../core/policy/policy.ts'
import {popularityText} from '../core/popularity-text.ts'
import {printable, printableWithin} from '../core/printable.ts'
import {redactUrl} from '../core/redact.ts'
import {observedLine} from './observed.ts'
import {excuseText, verdictWord} from './sentences.ts'
import {whatWouldChange} from './what-would-change.ts'

export interface RuleLine {
  readonly code: string
  readonly meaning: string
  readonly action: Action
  /** Who set the action. */
  readonly origin: string
  /** The layer after which the action can only be made stricter. */
  readonly lockedBy: LayerName | undefined
  readonly parameters: readonly (Sourced<number | string> & {readonly name: string})[]
  /** False for what a policy can set already and nothing is gathered for yet. */
  readonly isJudged: boolean
  readonly finding: Finding | undefined
}

/** An entry of a list of the policy that covers the artifact. */
export interface CoveringEntry {
  readonly list: 'allow' | 'deny' | 'internal' | 'exceptions'
  readonly entry: Listed
  readonly certainty: Certainty
}

export interface Explanation {
  readonly artifact: Artifact
  readonly decision: Decision
  readonly policy: EcosystemPolicy
  readonly name: NameJudgement | undefined
  /** The name index that was asked. */
  readonly index: {readonly date: string; readonly size: number; readonly ageInDays: number; readonly path: string}
  readonly rules: readonly RuleLine[]
  readonly covering: readonly CoveringEntry[]
}

const NAME_WIDTH = 120

export function explanationLines(explanation: Explanation): readonly string[] {
  const {artifact, decision, policy, name, index, rules, covering} = explanation
  const lines = [`${verdictWord(decision.verdict)}: \`${printableWithin(redactUrl(artifact.requested), NAME_WIDTH)}\``]
  const observed = observedLine(decision)
  if (observed !== undefined) lines.push(`  ${observed}`)
  const purl = packageUrl(artifact)
  if (purl !== null) lines.push(`  package URL: ${printable(purl)}`)
  lines.push(...nameLines(artifact, name))
  lines.push(
    `  judged by: ${index.size} names as of ${index.date} (${index.ageInDays} days old), ${printable(index.path)}`,
  )
  const {mode, unattended} = policy
  lines.push(`  policy: mode ${sourced(mode)}, unattended ${sourced(unattended)}`)
  lines.push('  rules:', ...ruleLines(rules))
  for (const {list, entry, certainty} of covering) {
    const surely = certainty === 'certain' ? '' : ', for some of the versions that it may bring'
    lines.push(`  listed: \`${list}\` has \`${printable(entry.match)}\` (${printable(entry.origin)})${surely}`)
  }
  return [...lines, ...changesOf(explanation).map((change) => `  would change: ${change}`)]
}

function ruleLines(rules: readonly RuleLine[]): readonly string[] {
  const width = Math.max(...rules.map(({code}) => code.length))
  return rules.flatMap(({code, action, origin, lockedBy, parameters, isJudged, finding, meaning}) => {
    const locked = lockedBy === undefined ? '' : ` (locked by the ${lockedBy})`
    const unread = isJudged ? '' : '; not looked at yet'
    const says = finding === undefined ? `- (${meaning}${unread})` : saying(finding)
    return [
      `    ${code.padEnd(width)}  ${action.padEnd(9)}  ${printable(origin)}${locked}  ${printable(says)}`,
      ...parameters.map(
        (one) => `      ${one.name.padEnd(width - 2)}  ${String(one.value).padEnd(9)}  ${printable(one.origin)}`,
      ),
    ]
  })
}

function saying({message, excused}: Finding): string {
  return excused === undefined ? message : `${message}; ${excuseText(excused)}`
}

function sourced({value, origin}: Sourced<string>): string {
  return `${value} (${printable(origin)})`
}

/** One sentence a finding. */
export function changesOf({rules, policy}: Explanation): readonly string[] {
  return rules.flatMap(({finding}) => (finding === undefined ? [] : whatWouldChange(finding, policy)))
}

/** What a suggestion is to the name, by the verdict on it. */
const TIES = {lookalike: 'resembles', unknown: 'nearest', ok: 'instead'} as const

function nameLines({name}: Artifact, judgement: NameJudgement | undefined): readonly string[] {
  if (judgement === undefined) return ['  name: it does not come from a registry, so no name is judged']
  const {popularity, verdict, suggestions, remark} = judgement
  const known = verdict === 'unknown' ? 'no such name is known' : popularityText(popularity)
  const tie = TIES[verdict]
  return [
    `  name: \`${printableWithin(name, NAME_WIDTH)}\`, ${known}`,
    ...(remark === undefined ? [] : [`  remark: it ${printable(remark.sentence)}`]),
    ...suggestions.map(({name: suggested, sentence, technique, score, popularity: used}) => {
      const how = `${printable(sentence)} (${technique}, ${score}; ${popularityText(used)})`
      return `  ${tie} \`${printableWithin(suggested, NAME_WIDTH)}\`: it ${how}`
    }),
  ]
}
