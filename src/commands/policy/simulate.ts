// `sallyport policy simulate FILE [--as LAYER] [--since 30d] [--all] [--json]`: what another policy would make of the commands in
// the audit log. Nothing is fetched, asked or recorded. Exceptions end by today, since the question is what would be now; whether
// something was old or new is seen from the day of its command.

import {resolve} from 'node:path'
import {AuditLogError} from '../../audit/audit-log.ts'
import {isOfCommand} from '../../audit/audit-record.ts'
import {readLoggedLine} from '../../audit/logged-command.ts'
import {readAuditLog} from '../../audit/read-audit-log.ts'
import {Simulation} from '../../audit/simulation.ts'
import {asciiJson} from '../../core/ascii-json.ts'
import {evaluate} from '../../core/evaluate.ts'
import {exitCode} from '../../core/exit-code.ts'
import type {Policy} from '../../core/policy/policy.ts'
import {printable} from '../../core/printable.ts'
import {policyInPlace} from '../../policy-files/policy-in-place.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {type SimulationReport, simulationJson} from '../../report/simulation-json.ts'
import {simulationLines} from '../../report/simulation-report.ts'
import type {Edge, Outcome} from '../edge.ts'
import {parseMoment} from '../moment.ts'
import {VERSION} from '../version.ts'
import type {SimulateCommand} from './command-line.ts'

/** So many commands are shown where not all are asked for. */
const SHOWN = 20

export async function simulate(command: SimulateCommand, edge: Edge): Promise<Outcome> {
  const {all, json} = command
  const path = resolve(edge.cwd, command.file)
  const placed = await policyInPlace(path, command.as, {places: edge.places, cwd: edge.cwd, version: VERSION})
  if (placed.kind === 'problems') {
    for (const line of problemLines(placed.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  }
  const {policy, layer, others, projectFolder} = placed
  const since = command.since === undefined ? undefined : parseMoment(command.since, edge.now(), 'beginning')
  const simulation = new Simulation({
    commands: all ? Number.POSITIVE_INFINITY : SHOWN,
    unchanged: all,
    projectFile: layer === 'project' ? path : undefined,
  })
  let elsewhere = 0
  try {
    elsewhere = replay(simulation, policy, {folder: edge.places.state, since, projectFolder, now: edge.now()})
  } catch (error) {
    if (!(error instanceof AuditLogError)) throw error
    edge.say(`sallyport: ${printable(error.message)}`)
    return {kind: 'exit', code: exitCode.undecided}
  }
  const ignored = policy.ignored.filter(({origin}) => origin.startsWith(`${path}:`))
  const report: SimulationReport = {simulation, path, layer, others, ignored, since, elsewhere}
  edge.print(json ? `${asciiJson(simulationJson(report))}\n` : `${simulationLines(report).join('\n')}\n`)
  return {kind: 'exit', code: simulation.stops > 0 ? exitCode.failed : exitCode.ok}
}

interface Replay {
  readonly folder: string
  readonly since: number | undefined
  /** Only commands typed in it or below it are meant. */
  readonly projectFolder: string | undefined
  readonly now: number
}

/** How many commands were typed elsewhere than in the project. */
function replay(simulation: Simulation, policy: Policy, {folder, since, projectFolder, now}: Replay): number {
  let elsewhere = 0
  const records = readAuditLog(folder, {since})
  for (const record of records) {
    if (!isOfCommand(record)) continue
    const line = readLoggedLine(record)
    if (line.kind !== 'command') simulation.pass(line.kind)
    else if (projectFolder !== undefined && !`${line.cwd}/`.startsWith(`${projectFolder}/`)) elsewhere++
    else simulation.add(line, evaluate(line.judgeable, policy, now))
  }
  for (let count = 0; count < records.unreadable; count++) simulation.pass('unreadable')
  return elsewhere
}
