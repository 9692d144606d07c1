// What `sallyport doctor` says of the policy: its files, the team's freshness, and the tools' own switches where they are weaker.

import type {Policy} from '../core/policy/policy.ts'
import {judgePolicyAge} from '../core/policy-age.ts'
import type {TeamInForce} from '../policy-files/team/team-file.ts'
import {teamLines} from '../report/team-report.ts'
import type {Diagnosis} from './diagnosis.ts'
import type {Edge} from './edge.ts'
import {nativeDrift, type ToolDrift} from './native/native-drift.ts'
import type {PolicyInForce} from './policy-in-force.ts'

export async function policyDiagnoses(edge: Edge, policy: PolicyInForce): Promise<readonly Diagnosis[]> {
  const loaded = await policy()
  if (loaded.kind === 'problems') {
    return loaded.problems.map(({path, position, message, hint}) => ({
      state: 'broken',
      text: `policy: ${path}${position === undefined ? '' : `:${position.line}:${position.column}`}: ${message}`,
      hint: hint ?? 'mend the file, then `sallyport policy validate`',
    }))
  }
  const drifts = await nativeDrift(loaded.policy, edge)
  if (loaded.files.length === 0) {
    return [{state: 'ok', text: 'policy: built-in, there is no policy file'}, ...briefly(drifts)]
  }
  return [
    ...loaded.files.map(({layer, path}): Diagnosis => ({state: 'ok', text: `policy: ${path} (${layer})`})),
    ...(await exceptionDiagnoses(loaded.policy, edge)),
    ...(loaded.team === undefined ? [] : teamPolicy(loaded.team, loaded.policy, edge.now())),
    ...drifts.flatMap(({option, texts}) =>
      texts.map((text, index): Diagnosis => {
        const hint = index === texts.length - 1 ? {hint: `\`sallyport policy export --${option}\``} : {}
        return {state: 'note', text, ...hint}
      }),
    ),
  ]
}

async function exceptionDiagnoses(policy: Policy, edge: Edge): Promise<readonly Diagnosis[]> {
  const {reviewInForce} = await import('./policy/review.ts')
  const {exceptionNotes} = await import('../report/exception-listing.ts')
  const {reviewed} = reviewInForce(policy, edge)
  const hint = '`sallyport policy exceptions`'
  return exceptionNotes(reviewed).map((text) => ({state: 'note', text: `policy: ${text}`, hint}))
}

function teamPolicy(team: TeamInForce, policy: Policy, now: number): readonly Diagnosis[] {
  const hint = '`sallyport policy update`'
  const old = judgePolicyAge(team, policy, now)
  const [from = '', by = '', failure] = teamLines(team, now)
  return [
    {state: old === undefined ? 'ok' : 'note', text: `team: ${from}`, ...(old === undefined ? {} : {hint})},
    {state: 'ok', text: `team: ${by}`},
    ...(failure === undefined ? [] : [{state: 'note', text: `team: ${failure}`, hint} as const]),
  ]
}

/** Nobody wrote a policy, so nobody wants to hear of each setting. */
function briefly(drifts: readonly ToolDrift[]): readonly Diagnosis[] {
  const count = drifts.reduce((sum, {texts}) => sum + texts.length, 0)
  if (count === 0) return []
  const tools = drifts.map(({tool}) => tool).join(', ')
  return [
    {
      state: 'note',
      text: `${tools}: ${count} settings of their own are weaker than the policy`,
      hint: '`sallyport policy export --check`',
    },
  ]
}
