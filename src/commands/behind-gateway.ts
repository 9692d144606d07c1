// Steps 6 and 10 of the road for a manager that has a gateway: the real tool runs behind it. Where the tool comes upon a version
// that may not simply pass, it stops before it has changed anything; the question is asked then, and on yes it runs again.

import {homedir} from 'node:os'
import type {Decision} from '../core/decision.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {configFolder} from '../gateway/config-folder.ts'
import {openDoor} from '../gateway/door.ts'
import type {Gateway} from '../gateway/gateway.ts'
import {gatewayPath} from '../gateway/own-key.ts'
import type {RunRecord} from '../gateway/run-record.ts'
import {commandText} from '../report/sentences.ts'
import type {Outcome} from './edge.ts'
import {npmJudge} from './npm-judge.ts'
import {npmMemory} from './npm-memory.ts'
import {startTool} from './start-tool.ts'
import {stopByLockfile} from './stop-by-lockfile.ts'
import type {Trip, TripEnd} from './trip.ts'
import {keepFiles} from './written-lockfile.ts'

export interface OpenGateway {
  /** Runs the tool once. `approved`: `name@version` of what was let through meanwhile. */
  readonly run: (approved: ReadonlySet<string>) => Promise<TripEnd>
  readonly close: () => void
}

export type OpenedGateway =
  | {readonly kind: 'gateway'; readonly gateway: OpenGateway}
  | {readonly kind: 'failed'; readonly outcome: Outcome}

export async function openGatewayFor(trip: Trip): Promise<OpenedGateway> {
  const {edge, detour, tool, argv, defaultRegistry, decision} = trip
  const fail = (why: string, hint: string): OpenedGateway => {
    edge.say(`sallyport: stopped \`${commandText(tool, argv)}\`: ${why}`)
    edge.say(`hint: ${hint}`)
    return {kind: 'failed', outcome: {kind: 'exit', code: exitCode.undecided}}
  }
  const opened = await openDoor(numberOf(`${edge.user} ${homedir()}`))
  // Deny: behind no gateway nothing is judged.
  if (opened.kind === 'shut') {
    return fail(`no port on 127.0.0.1 for the gateway: ${printable(opened.reason)}`, '`SALLYPORT=off` runs it unjudged')
  }
  const {door} = opened
  const memory = npmMemory(edge)
  const judge = await npmJudge(trip, memory)
  const remembered = memory.isThere && trip.locked.length > 0 ? await memory.open() : undefined
  const path = gatewayPath(edge.places.state, judge.state)
  const made = configFolder()
  const withoutSettings = (why: string): OpenedGateway => {
    door.close()
    memory.close()
    return fail(`no place for the settings of the gateway: ${printable(why)}`, 'make room there, or set `TMPDIR`')
  }
  if (made.kind === 'failed') return withoutSettings(made.reason)
  const {config} = made
  const hasForeignAddresses = decision.artifacts.some(({artifact}) => artifact.source.kind === 'url')
  const {port, secret} = door
  const place = {port, path, secret, configFile: config.file, hasForeignAddresses}
  const {argv: words, environment, configText} = detour.behind(place)
  const unwritten = config.write(configText)
  if (unwritten !== undefined) {
    config.remove()
    // Deny: without them, npm's scripts would go round the gateway.
    return withoutSettings(unwritten)
  }
  let gateway: Promise<Gateway> | undefined
  const load = async (): Promise<Gateway> => {
    const {openGateway} = await import('../gateway/gateway.ts')
    const {upstreams, freshStart, isCacheFirst} = detour
    const roots = isCacheFirst ? [] : rootsOf(decision)
    const {locked} = trip
    const now = edge.now()
    const judging = {judge, locked, memory: memory.open, now}
    return openGateway({door, path, upstreams, defaultRegistry, ...judging, roots, freshStart})
  }

  const run = async (approved: ReadonlySet<string>): Promise<TripEnd> => {
    const stopped = stopByLockfile(trip, judge, remembered, approved)
    if (stopped !== undefined) return stopped
    const kept = keepFiles(detour.folder, [edge.cwd, ...detour.memberFolders])
    // The tool takes longer to its first request than the gateway to be there.
    const ending = startTool(trip.executable, words, {...edge, environment}, trip.afterStart)
    // The tool writes at its end; while it starts there is time to read what it found.
    const before = detour.installed() ?? []
    let record: RunRecord
    let open: Gateway
    try {
      gateway ??= load()
      open = await gateway
      record = open.begin(approved)
    } catch (error) {
      // Deny: the tool finds nobody at its address and ends.
      door.close()
      await ending
      throw error
    }
    const outcome = await ending
    const {endOfRun} = await import('./end-of-run.ts')
    return endOfRun({outcome, before, record, gateway: open, trip, kept})
  }
  return {
    kind: 'gateway',
    gateway: {
      run,
      close: () => {
        memory.close()
        config.remove()
        door.close()
        // One that could not be opened has said so.
        void gateway?.then((open) => open.close()).catch(() => undefined)
      },
    },
  }
}

/** What npm begins with at its registries. */
function rootsOf({artifacts}: Decision): readonly {readonly name: string; readonly specifier: string}[] {
  return artifacts.flatMap(({artifact: {name, specifier, source, requestedIn}}) =>
    source.kind === 'registry' && requestedIn.kind !== 'lockfile' ? [{name, specifier}] : [],
  )
}

/** FNV-1a: the same number for the same person. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
