// `sallyport policy remove [--yes]`: leaves the team's policy. Courtesy, not a wall: the files are the person's own, and who can
// run this can delete them. What it wants is that nobody does so by accident.

import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import {readTeamFile} from '../../policy-files/team/team-file.ts'
import {locked, removeTeam, TeamFolderError} from '../../policy-files/team/team-folder.ts'
import {isEnrolled} from '../../policy-files/team/team-paths.ts'
import type {Edge, Outcome} from '../edge.ts'

export async function remove({yes}: {readonly yes: boolean}, edge: Edge): Promise<Outcome> {
  const {team} = edge.places
  if (!isEnrolled(team)) {
    edge.print('no policy of a team is enrolled here\n')
    return {kind: 'exit', code: exitCode.ok}
  }
  const file = readTeamFile(team)
  const source = file.kind === 'team' ? file.enrolment.source : file.record?.current.source
  const from = source === undefined ? '' : ` of \`${printable(source)}\``
  if (!yes) {
    edge.say(`sallyport: this would remove the policy of the team${from}; nothing was changed`)
    edge.say('hint: `sallyport policy remove --yes`')
    return {kind: 'exit', code: exitCode.refused}
  }
  try {
    await locked(team, () => {
      if (isEnrolled(team)) removeTeam(team)
    })
  } catch (error) {
    if (!(error instanceof TeamFolderError)) throw error
    edge.say(`sallyport: the policy of the team was not removed: ${printable(error.message)}`)
    edge.say(`hint: ${printable(error.hint)}`)
    return {kind: 'exit', code: exitCode.undecided}
  }
  edge.print(`removed: the policy of the team${from}\n`)
  return {kind: 'exit', code: exitCode.ok}
}
