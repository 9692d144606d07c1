// What would have to be written into a policy for a finding to count for less, or for more.

import type {Finding} from '../core/decision.ts'
import {isStricter, type Outcome, outcomeOf} from '../core/outcome.ts'
import {mayBeAllowed, mayBeExcepted} from '../core/policy/excuses.ts'
import {type EcosystemPolicy, settingFor} from '../core/policy/policy.ts'
import {type Printable, printable} from '../core/printable.ts'

/**
 * For a sentence that begins with `would change: `. `wanted`: what should become of it; where nothing is said, less than does, or a
 * question where nothing does.
 */
export function whatWouldChange(finding: Finding, policy: EcosystemPolicy, wanted?: Outcome): Printable {
  const {code, severity, origin, excused} = finding
  const at = printable(origin)
  switch (code) {
    case 'denied':
      return text(`the \`deny\` entry that covers it (${at})`)
    case 'exception-expired':
      return text(`a later day under \`expires\` (${at})`)
    case 'policy-old':
      return text(`a newer policy of the team (\`sallyport policy update\`), or \`refresh\` in the policy (${at})`)
    case 'data-old':
      return text(`newer names (\`sallyport cache update\`), or \`data\` in the policy (${at})`)
  }
  if (excused !== undefined) {
    const entry = excused.by === 'allow' ? 'the `allow` entry' : 'the exception'
    return text(
      `without ${entry} \`${printable(excused.match)}\` (${printable(excused.origin)}) it would be \`${excused.from}\``,
    )
  }
  if (wanted !== undefined && isStricter(wanted, outcomeOf([finding])))
    return text(`\`${code}: ${wanted}\` under \`rules\``)
  if (severity === 'note') return text(`\`${code}: ask\` under \`rules\` would make a question of it`)
  const ways = [
    `\`${code}: note\` under \`rules\``,
    ...parameterWays(code, policy),
    ...(mayBeAllowed(code) ? ['an `allow` entry for it'] : []),
    ...(mayBeExcepted(code) ? ['an exception (`sallyport policy allow`)'] : []),
  ]
  const {lockedBy} = settingFor(policy, code)
  const locked = lockedBy === undefined ? '' : `; the ${lockedBy}'s policy locks it, so only there`
  return text(`${listed(ways)}${locked}`)
}

function parameterWays(code: string, policy: EcosystemPolicy): readonly string[] {
  const {days, severity} = settingFor(policy, code)
  if (days !== undefined) return [`fewer \`days\` than ${days.value}`]
  if (severity !== undefined) return [`a \`severity\` above ${severity.value}`]
  switch (code) {
    case 'dependency-confusion':
      return ['its registry beside it under `internal`']
    case 'registry-not-allowed':
      return ['that registry under `registries`']
    default:
      return []
  }
}

function listed(ways: readonly string[]): string {
  return ways.length === 1 ? ways.join('') : `${ways.slice(0, -1).join(', ')}, or ${ways.at(-1)}`
}

function text(made: string): Printable {
  return made as Printable
}
