// Looks for a newer policy of the team, in the background and for the commands after this one: nothing is waited for.

import {isRefreshDue} from '../core/policy/refresh-due.ts'
import type {LoadedPolicy} from '../policy-files/loaded-policy.ts'
import type {Edge} from './edge.ts'

export async function refreshTeamPolicy(
  loaded: LoadedPolicy,
  {bundleFolder, environment, places, now}: Edge,
): Promise<void> {
  if (loaded.kind !== 'policy' || loaded.team === undefined) return
  const {everyHours} = loaded.policy.refresh
  if (!isRefreshDue(loaded.team.checked, everyHours.value, now())) return
  const {claimRefresh} = await import('../policy-files/team/claim-refresh.ts')
  if (!claimRefresh(places.team, now())) return
  const {startInBackground} = await import('../system/background.ts')
  startInBackground(bundleFolder, ['policy', 'update', '--background'], environment)
}
