// `sallyport policy allow ARTIFACT --rule R --reason TEXT --until DAY`: an exception, written into a policy file.

import {exitCode} from '../../core/exit-code.ts'
import {readUntil} from '../../core/policy/day.ts'
import {isAboutOneVersion, mayBeExcepted} from '../../core/policy/excuses.ts'
import {hasVersion, type Pattern} from '../../core/policy/pattern.ts'
import {policyRules, type RuleCode} from '../../core/policy/rule-table.ts'
import {printable, printableWithin} from '../../core/printable.ts'
import {addException} from '../../policy-files/edit/edit-exceptions.ts'
import {editFile, planEdit} from '../../policy-files/edit/edit-file.ts'
import type {ExceptionEntry} from '../../policy-files/edit/entry-text.ts'
import {nearest} from '../../policy-files/nearest.ts'
import {problemLines} from '../../report/policy-problems.ts'
import type {Edge, Outcome} from '../edge.ts'
import type {AllowCommand} from './exception-command-line.ts'
import {exceptionFile, teamLock} from './exception-file.ts'
import {patternOfWords} from './pattern-of-words.ts'
import {tellEdit} from './tell-edit.ts'

export async function allow(command: AllowCommand, edge: Edge): Promise<Outcome> {
  const {words, rules, reason, until, file, broad, dryRun} = command
  const refuse = (message: string, hint: string, code: number = exitCode.usage): Outcome => {
    edge.say(`sallyport: ${printableWithin(message, MESSAGE_WIDTH)}`)
    edge.say(`hint: ${printable(hint)}`)
    return {kind: 'exit', code}
  }

  const named = await patternOfWords(words, edge)
  if (named.kind === 'wrong') return refuse(named.message, named.hint)
  const unfit = rules.flatMap((rule) => ruleProblem(rule) ?? [])[0]
  if (unfit !== undefined) return refuse(unfit.message, unfit.hint)
  const day = readUntil(until, edge.now())
  if (day.kind === 'wrong') return refuse(`\`--until ${until}\` ${day.reason}`, 'a day as `2026-12-31`, or `30d`')
  if (!/[\p{L}\p{N}]/u.test(reason) || reason.length > LONGEST_REASON) {
    return refuse(`\`--reason ${reason}\` is no reason`, `some words, at most ${LONGEST_REASON} characters`)
  }
  const wide = broad ? undefined : breadth(named.text, named.pattern, rules)
  if (wide !== undefined) return refuse(wide, '`--broad`, if all of that is meant')

  const where = exceptionFile(file, edge)
  if (where.kind === 'refused') return refuse(where.message, where.hint, where.code)
  if (file === undefined) {
    const lock = await teamLock(named.pattern, rules, edge)
    if (lock.kind === 'problems') {
      for (const line of problemLines(lock.problems)) edge.say(line)
      return {kind: 'exit', code: exitCode.policy}
    }
    if (lock.kind === 'locked') {
      const message = `the file of the team locks \`${lock.what}\` (\`${lock.path}\`): an exception of yours would not count`
      return refuse(message, 'ask whoever keeps the policy of the team', exitCode.refused)
    }
  }

  const entry: ExceptionEntry = {match: named.text, rules: rules as readonly RuleCode[], reason, expires: day.day}
  const {place} = where
  const add = (content: Uint8Array) => addException(content, place.path, entry)
  const edit = dryRun ? planEdit(place, add) : await editFile(place, add)
  return tellEdit(edit, {path: place.path, entry, dryRun}, edge)
}

const MESSAGE_WIDTH = 400
/** As in the schema. */
const LONGEST_REASON = 1000
const CODES: readonly string[] = policyRules.map(({code}) => code)

function ruleProblem(rule: string): {readonly message: string; readonly hint: string} | undefined {
  if (rule === 'denied') {
    const message = 'what a `deny` list refuses, no exception excuses'
    return {message, hint: 'take the entry out of the list: `sallyport policy show` says where it stands'}
  }
  if (!mayBeExcepted(rule)) {
    return {message: `\`${rule}\` is not about an artifact, so that nothing can be excepted from it`, hint: RULES_HINT}
  }
  if (CODES.includes(rule)) return undefined
  const best = nearest(rule, CODES)
  const hint = best === undefined ? RULES_HINT : `\`--rule ${best}\``
  return {message: `there is no rule \`${rule}\``, hint}
}

const RULES_HINT = '`sallyport policy show` lists the rules'

/** What the exception would cover beyond one thing, as a sentence. */
function breadth(text: string, pattern: Pattern, rules: readonly string[]): string | undefined {
  if (pattern.kind !== 'name') return `\`${text}\` covers more than one name`
  const rule = rules.find(isAboutOneVersion)
  if (rule === undefined || hasVersion(pattern)) return undefined
  return `\`${rule}\` is about one version, and \`${text}\` covers every version, also those to come`
}
