// `sallyport policy update [--background]`: a newer policy from where the enrolled one came from, and from nowhere else.

import {updateTeam} from '../../policy-files/team/update-team.ts'
import type {Edge, Outcome} from '../edge.ts'
import {askingTeam} from './asking-team.ts'

export async function update({background}: {readonly background: boolean}, edge: Edge): Promise<Outcome> {
  return askingTeam('updated', edge, (settings) => updateTeam(settings, background))
}
