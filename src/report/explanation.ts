// What `sallyport explain` says of one artifact: what is known of its name, what every rule makes of it and who set its action.

import type {Artifact} from '../core/artifact.ts'
import type {Action, Decision, Finding} from '../core/decision.ts'
import type {NameJudgement} from '../core/name-judgement.ts'
import {packageUrl} from '../core/package-url.ts'
import {NEVER_ALLOWED} from '../core/policy/excuses.ts'
import {popularityText} from '../core/popularity-text.ts'
import {printable, printableWithin} from '../core/printable.ts'
import type {Rule} from '../core/rules/rule.ts'
import {verdictWord} from './sentences.ts'

export interface RuleLine {
  readonly code: string
  readonly meaning: string
  readonly action: Action
  /** Who set the action. */
  readonly origin: string
  /** The layer after which the action can only be made stricter. */
  readonly lockedBy: string | undefined
  readonly finding: Finding | undefined
  /** The evidence that it needs and that nobody gathered: it says nothing then, and that is no clean answer. */
  readonly unasked: Rule['needs']
}

/** Why there is no such evidence. */
const UNASKED = {
  release: 'not known: no registry was asked',
  advisories: 'not known: there is no feed of advisories',
  locked: 'not known: it comes from no lockfile',
} as const

export interface Explanation {
  readonly artifact: Artifact
  readonly verdict: Decision['verdict']
  readonly name: NameJudgement | undefined
  /** The name index that was asked. */
  readonly index: {readonly date: string; readonly size: number; readonly ageInDays: number; readonly path: string}
  readonly rules: readonly RuleLine[]
}

const NAME_WIDTH = 120

export function explanationLines({artifact, verdict, name, index, rules}: Explanation): readonly string[] {
  const lines = [`${verdictWord(verdict)}: \`${printableWithin(artifact.requested, NAME_WIDTH)}\``]
  const purl = packageUrl(artifact)
  if (purl !== null) lines.push(`  package URL: ${printable(purl)}`)
  lines.push(...nameLines(artifact, name))
  lines.push(
    `  judged by: ${index.size} names as of ${index.date} (${index.ageInDays} days old), ${printable(index.path)}`,
  )
  lines.push('  rules:')
  const width = Math.max(...rules.map(({code}) => code.length))
  for (const {code, action, origin, finding, meaning, unasked} of rules) {
    const nothing = unasked === undefined ? `- (${meaning})` : `${UNASKED[unasked]} (${meaning})`
    const says = finding === undefined ? nothing : finding.message
    lines.push(`    ${code.padEnd(width)}  ${action.padEnd(9)}  ${printable(origin)}  ${printable(says)}`)
  }
  return [...lines, ...changeLines(rules)]
}

/** What would change the answer, one line for each rule that stops the command. */
function changeLines(rules: readonly RuleLine[]): readonly string[] {
  return rules.flatMap(({code, action, lockedBy, finding}) => {
    if (finding === undefined || action === 'note') return []
    if (code === 'denied') return ['  would change: the `deny` entry that covers it']
    const locked = lockedBy === undefined ? '' : `; the ${lockedBy}'s policy locks it, so only there`
    const ways = NEVER_ALLOWED.has(code) ? ', or an exception' : ', an `allow` entry for it, or an exception'
    return [`  would change: \`${code}: note\` under \`rules\`${ways}${locked}`]
  })
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

/** Schema `sallyport/explanation/1`. */
export function explanationJson({artifact, verdict, name, index, rules}: Explanation): Record<string, unknown> {
  return {
    schema: 'sallyport/explanation/1',
    purl: packageUrl(artifact),
    requested: artifact.requested,
    verdict,
    name:
      name === undefined
        ? null
        : {
            name: artifact.name,
            verdict: name.verdict,
            popularity: name.popularity,
            remark: name.remark ?? null,
            suggestions: name.suggestions,
          },
    rules: rules.map(({code, meaning, action, origin, finding, unasked}) => ({
      code,
      meaning,
      action,
      origin,
      message: finding?.message ?? null,
      asked: unasked === undefined,
    })),
    data: {indexDate: index.date, indexAgeInDays: index.ageInDays, indexPath: index.path},
  }
}
