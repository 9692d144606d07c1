// What `policy add` and `policy update` have in common: limits for the source, the words afterwards, and a last look at what is in
// force by then.

import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import type {TeamUpdate} from '../../policy-files/team/take-offer.ts'
import {readTeamFile} from '../../policy-files/team/team-file.ts'
import {TeamFolderError} from '../../policy-files/team/team-folder.ts'
import {isEnrolled} from '../../policy-files/team/team-paths.ts'
import type {UpdateSettings} from '../../policy-files/team/update-team.ts'
import {problemLines} from '../../report/policy-problems.ts'
import type {Edge, Outcome} from '../edge.ts'
import {VERSION} from '../version.ts'
import {tellUpdate} from './tell-update.ts'

/** Milliseconds without a byte, and for one file, repository or package. */
const LONGEST_SILENCE = 10_000
const LONGEST_FETCH = 60_000

export async function askingTeam(
  verb: 'added' | 'updated',
  edge: Edge,
  ask: (settings: UpdateSettings) => Promise<TeamUpdate>,
): Promise<Outcome> {
  const {environment, places, now} = edge
  const limits = {idle: LONGEST_SILENCE, total: LONGEST_FETCH}
  try {
    const outcome = tellUpdate(await ask({environment, places, version: VERSION, now, ...limits}), verb, edge)
    const file = isEnrolled(places.team) ? readTeamFile(places.team) : undefined
    if (outcome.kind !== 'exit' || outcome.code !== exitCode.ok || file?.kind !== 'problems') return outcome
    // What is wrong with the folders around it is nothing that writing the files anew would mend.
    edge.say('sallyport: it is in place, but cannot be used')
    for (const line of problemLines(file.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  } catch (error) {
    if (!(error instanceof TeamFolderError)) throw error
    edge.say(`sallyport: the policy of the team was not ${verb}: ${printable(error.message)}`)
    edge.say(`hint: ${printable(error.hint)}`)
    return {kind: 'exit', code: exitCode.undecided}
  }
}
