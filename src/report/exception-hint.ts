// The command that would excuse what was just refused, where a person may: named beside the refusal, so that nobody has to look up
// the form, and only for what is no grave matter.

import type {Decision, Finding} from '../core/decision.ts'
import {isGrave, mayBeExcepted} from '../core/policy/excuses.ts'
import {narrowPattern} from '../core/policy/narrow-pattern.ts'
import {type EcosystemPolicy, settingFor} from '../core/policy/policy.ts'
import {type Printable, printableWithin} from '../core/printable.ts'
import {shellWords} from '../core/shell-words.ts'

const COMMAND_WIDTH = 200
/** More than so many at once are no matter of one exception. */
const MOST_RULES = 2

/** Undefined where more than one artifact, an unclear part or another kind of reason stops the command as well. */
export function exceptionCommand({artifacts, unclear}: Decision, policy: EcosystemPolicy): Printable | undefined {
  const [stopped, ...more] = artifacts.filter(({verdict}) => verdict !== 'allow')
  if (stopped === undefined || more.length > 0 || unclear.some(({verdict}) => verdict !== 'allow')) return undefined
  const {artifact, findings} = stopped
  // An exception is for a name; where else the name would come from is not in it.
  if (artifact.source.kind !== 'registry' || policy.locks.get('exceptions') === 'team') return undefined
  const stopping = findings.filter(({severity}) => severity !== 'note')
  if (stopping.length > MOST_RULES || !stopping.every((finding) => isExcusable(finding, policy))) return undefined
  const pattern = narrowPattern(artifact)
  if (pattern.kind === 'nameless') return undefined
  const text = pattern.kind === 'pattern' ? pattern.text : pattern.every
  const rules = stopping.flatMap(({code}) => ['--rule', code])
  const words = ['sallyport', 'policy', 'allow', text, ...rules, '--reason', '…', '--until', '30d']
  return printableWithin(shellWords(words), COMMAND_WIDTH)
}

function isExcusable({code}: Finding, policy: EcosystemPolicy): boolean {
  return mayBeExcepted(code) && !isGrave(code) && settingFor(policy, code).lockedBy !== 'team'
}
