// Packuments: fetched from the registry that npm means, judged, and kept in mind for the tarballs that follow.

import type {IncomingMessage} from 'node:http'
import type {Packument} from '../core/packument/packument.ts'
import type {Moment} from '../core/release.ts'
import {type Ahead, type AheadParts, fetchAhead} from './ahead.ts'
import {type JudgedPackage, judgedPackage, type Owner, type PackumentReading} from './judged-package.ts'
import {judgedPackument} from './judged-packument.ts'
import type {PackumentJudge, VersionVerdict} from './packument-judge.ts'
import {LOOK_UP_PATIENCE, packumentSource, packumentUrl, pathOf} from './packument-source.ts'
import {readBody} from './read-body.ts'
import {type RegistryFor, scopeOf} from './registry-for.ts'
import {bytesOf, codingOf, decoded} from './response-body.ts'
import type {RunRecord} from './run-record.ts'
import {servedAt} from './served-at.ts'
import type {UpstreamClient, UpstreamRequest} from './upstream-client.ts'

const AHEAD = 'the clock of this machine is ahead of that of a registry; ages were counted by the earlier one'

export type PackumentAnswer =
  /** Of the registry, to be passed on: an error, "not modified", or nothing with versions in it. */
  | {readonly kind: 'as-it-is'; readonly response: IncomingMessage; readonly body: Buffer | undefined}
  | {readonly kind: 'clean'; readonly response: IncomingMessage; readonly body: Buffer}
  | {readonly kind: 'filtered'; readonly text: string; readonly isRepeatable: boolean; readonly type: string}
  | {readonly kind: 'odd'; readonly reason: string}

export interface Packuments extends Pick<Ahead<unknown>, 'begin' | 'close'> {
  readonly answer: (
    name: string,
    path: string,
    headers: UpstreamRequest['headers'],
    signal: AbortSignal,
  ) => Promise<PackumentAnswer>
  /** The package as it is judged in this run; fetched where npm did not ask. Undefined where the registry has no such. */
  readonly lookUp: (name: string) => Promise<JudgedPackage | undefined>
  /** The same, where it was fetched in this run already: because npm asked, ahead of npm, or because somebody looked. */
  readonly known: (name: string) => Promise<JudgedPackage | undefined> | undefined
  /** The package and version of a tarball that stands at another path than registries have. */
  readonly ownerOf: (pathname: string) => Owner | undefined
}

export interface PackumentParts {
  readonly client: UpstreamClient
  readonly registryFor: RegistryFor
  /** What a registry is called in findings: undefined for the tool's own default. */
  readonly shownRegistry: (registry: string) => string | undefined
  readonly judge: PackumentJudge
  /** `name@version` of what a person let through. */
  readonly approved: ReadonlySet<string>
  readonly questionAddress: (name: string, version: string) => string
  readonly record: RunRecord
  readonly ahead: Pick<AheadParts<unknown>, 'isLocked' | 'roots'>
}

interface Answered {
  readonly answer: PackumentAnswer
  readonly judged: JudgedPackage | undefined
}

export function packuments(parts: PackumentParts): Packuments {
  const {client, registryFor, approved, questionAddress, record} = parts
  const known = new Map<string, Promise<JudgedPackage | undefined>>()

  const oddPaths = new Map<string, Owner>()
  const source = packumentSource(client)

  const judged = async (
    name: string,
    registry: string,
    packument: Packument,
    reading: PackumentReading,
    signal: AbortSignal,
    served: Moment | undefined,
  ): Promise<JudgedPackage> => {
    const judge = served === undefined ? parts.judge : parts.judge.asOf(served)
    if (judge !== parts.judge) record.troubles.add(AHEAD)
    const whole = judge.isWholeNeeded(packument) ? await source.whole(name, registry, signal) : packument
    const best = whole ?? packument
    const isAgeless = best.hasTimes
      ? best.versions.some((version) => best.publishedAt(version) === undefined)
      : judge.isWholeNeeded(packument)
    const all = judge.judge(best, parts.shownRegistry(registry))
    const isLetThrough = (version: string, {kind}: VersionVerdict): boolean =>
      kind !== 'block' && approved.has(`${name}@${version}`)
    const verdicts = new Map([...all].filter(([version, verdict]) => !isLetThrough(version, verdict)))
    const seen = judge.seen(best)
    const judgement = {verdicts, isApproved: verdicts.size < all.size, isAgeless, seen}
    const one = judgedPackage(packument, registry, judgement, reading)
    for (const [version, address] of one.oddAddresses) oddPaths.set(new URL(address).pathname, {name, version})
    return one
  }

  const lookUp = async (name: string): Promise<JudgedPackage | undefined> => {
    const registry = registryFor(scopeOf(name))
    const signal = AbortSignal.timeout(LOOK_UP_PATIENCE)
    const found = await source.abbreviated(name, registry, signal)
    if (found === undefined) return undefined
    const {response, body} = found
    const read = readBody(await decoded(codingOf(response), body), name)
    if (read.kind !== 'packument') return undefined
    const one = await judged(
      name,
      registry,
      read.packument,
      source.keep(name, registry, response, body),
      signal,
      servedAt(response),
    )
    note(name, one)
    return one
  }

  /** npm has been told of it. */
  const note = (name: string, {verdicts, isAgeless}: JudgedPackage): void => {
    record.judged.add(name)
    if (isAgeless) record.ageless.add(name)
    for (const [version, verdict] of verdicts) record.putAside.set(`${name}@${version}`, {name, version, verdict})
  }

  const answerOf = async (
    name: string,
    registry: string,
    response: IncomingMessage,
    signal: AbortSignal,
  ): Promise<Answered> => {
    const body = await bytesOf(response)
    const read = readBody(await decoded(codingOf(response), body), name)
    if (read.kind === 'nothing') return {answer: {kind: 'as-it-is', response, body}, judged: undefined}
    if (read.kind === 'odd') return {answer: read, judged: undefined}
    const {packument} = read
    const one = await judged(
      name,
      registry,
      packument,
      source.keep(name, registry, response, body),
      signal,
      servedAt(response),
    )
    known.set(name, Promise.resolve(one))
    const {verdicts, isApproved} = one
    ahead.follow(packument, (version) => verdicts.has(version))
    if (verdicts.size === 0 && !isApproved) return {answer: {kind: 'clean', response, body}, judged: one}
    const filtered = judgedPackument(packument, verdicts, (version) => questionAddress(name, version))
    const isRepeatable = !isApproved && [...verdicts.values()].every(({kind}) => kind !== 'ask')
    const type = response.headers['content-type'] ?? 'application/json'
    return {answer: {kind: 'filtered', text: JSON.stringify(filtered), isRepeatable, type}, judged: one}
  }

  const answerNow = async (
    name: string,
    path: string,
    headers: UpstreamRequest['headers'],
    signal: AbortSignal,
  ): Promise<Answered> => {
    const registry = registryFor(scopeOf(name))
    const url = new URL(registry + path.slice(1))
    const response = await client.send({method: 'GET', url, registry, headers, signal})
    if (response.statusCode === 200) return answerOf(name, registry, response, signal)
    if (response.statusCode === 304) record.judged.add(name)
    return {answer: {kind: 'as-it-is', response, body: undefined}, judged: undefined}
  }

  const ahead = fetchAhead<Answered>({
    ...parts.ahead,
    fetch: async (name, headers, signal) => {
      const registry = registryFor(scopeOf(name))
      const url = packumentUrl(registry, name)
      const response = await client.send({method: 'GET', url, registry, headers, signal})
      if (response.statusCode === 200) return answerOf(name, registry, response, signal)
      response.destroy()
      throw new Error('npm has to hear that from the registry')
    },
    sizeOf: ({answer}) =>
      answer.kind === 'clean' ? answer.body.length : answer.kind === 'filtered' ? answer.text.length : 0,
  })

  return {
    begin: ahead.begin,
    close: ahead.close,
    answer: async (name, path, headers, signal) => {
      const isUsual = path === `/${pathOf(name)}`
      const early = isUsual ? await ahead.take(name, headers)?.catch(() => undefined) : undefined
      const {answer, judged: one} = early ?? (await answerNow(name, path, headers, signal))
      if (one !== undefined) note(name, one)
      return answer
    },
    lookUp: (name) => {
      const found = known.get(name) ?? lookUp(name).catch(() => undefined)
      known.set(name, found)
      return found
    },
    known: (name) => known.get(name),
    ownerOf: (pathname) => oddPaths.get(pathname),
  }
}
