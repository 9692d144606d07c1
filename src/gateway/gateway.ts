// The gateway: npm's own protocol on a loopback port for the life of one command. Every packument passes the judge on its way,
// and a tarball that comes through is served only for a version that was judged.

import type {FreshStart, LockedPackage, Upstreams} from '../core/registry-detour.ts'
import {http} from '../system/http.ts'
import type {Door} from './door.ts'
import type {JudgedPackage} from './judged-package.ts'
import {lockedTarballs} from './locked.ts'
import type {PackumentJudge} from './packument-judge.ts'
import {packuments} from './packuments.ts'
import {withoutUser} from './proxy.ts'
import {registryFor} from './registry-for.ts'
import {keySource} from './registry-keys.ts'
import {requestsTo} from './registry-request.ts'
import {releaseGuard} from './release-guard.ts'
import type {ReleaseMemory} from './release-memory.ts'
import {answerRequests} from './requests.ts'
import type {Edge} from './resolution.ts'
import {questionPath} from './route.ts'
import {newRecord, type RunRecord} from './run-record.ts'
import {upstreamClient} from './upstream-client.ts'

export interface GatewayParts {
  readonly door: Door
  /** With slashes at both ends. */
  readonly path: string
  readonly upstreams: Upstreams
  /** Finds out the tool's own default registry. */
  readonly defaultRegistry: () => string | undefined
  readonly judge: PackumentJudge
  readonly locked: readonly LockedPackage[]
  /** What the command asks for, where that is known. */
  readonly roots: readonly Edge[]
  readonly freshStart: FreshStart | undefined
  readonly memory: () => Promise<ReleaseMemory>
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface Gateway {
  /** Begins one run of npm: what was let through by a person, and a fresh record of what is seen. */
  readonly begin: (approved: ReadonlySet<string>) => RunRecord
  /** A package as this run judges it. */
  readonly lookUp: (name: string) => Promise<JudgedPackage | undefined>
  readonly close: () => void
}

const NO_KEYS = 'the registry did not say what keys it signs with: signatures of releases were not checked'

export function openGateway(given: GatewayParts): Gateway {
  const {door, path, upstreams, defaultRegistry, judge, locked, memory, now, roots, freshStart} = given
  const client = upstreamClient(upstreams)
  const lockedOnes = lockedTarballs(locked)
  const lockedNames = new Set(locked.map(({name}) => name))
  const isLocked = (name: string): boolean => lockedNames.has(name)
  const {isReplaced} = upstreams
  const isScoped = (address: string): boolean => [...upstreams.scopes.values()].includes(address)
  const registry = registryFor(upstreams, defaultRegistry)
  const shownRegistry = (address: string): string | undefined =>
    address === upstreams.registry || isScoped(address) ? withoutUser(new URL(address)).href : undefined
  const ask = (address: string) => requestsTo(address, client)
  const keys = keySource({requestsTo: ask, memory, now, onSilence: () => current.record.troubles.add(NO_KEYS)})
  const begin = (approved: ReadonlySet<string>) => {
    const record = newRecord()
    const packages = packuments({
      client,
      registryFor: registry,
      shownRegistry,
      judge,
      approved,
      questionAddress: (name, version) => `http://127.0.0.1:${door.port}${path}${questionPath(name, version)}`,
      record,
      ahead: {isLocked, roots},
    })
    const guard = releaseGuard({judge, keys, memory, requestsTo: ask, shownRegistry, approved, record})
    const {secret} = door
    const parts = {
      secret,
      root: path,
      client,
      packuments: packages,
      guard,
      registryFor: registry,
      locked: lockedOnes,
      isReplaced,
      record,
    }
    return {record, packages, answer: answerRequests(parts)}
  }
  let current = begin(new Set())
  if (freshStart !== undefined) {
    const {accept, userAgent} = freshStart
    current.packages.begin({accept, 'accept-encoding': 'gzip', 'user-agent': userAgent})
  }
  const server = http.createServer((request, response) => current.answer(request, response))
  // npm keeps connections for as long as it runs; an idle one is no reason to have it connect anew.
  server.keepAliveTimeout = 60_000
  server.requestTimeout = 0
  door.answerWith((socket) => server.emit('connection', socket))
  return {
    begin: (approved) => {
      // Before a person was asked nothing was let through, and what was fetched ahead holds.
      if (approved.size > 0) {
        current.packages.close()
        current = begin(approved)
      }
      return current.record
    },
    lookUp: (name) => current.packages.lookUp(name),
    close: () => {
      current.packages.close()
      door.close()
      server.closeAllConnections()
      client.close()
    },
  }
}
