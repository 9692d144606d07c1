// Packuments: fetched from the registry that npm means, judged, and kept in mind for the tarballs that follow.

import type {IncomingMessage} from 'node:http'
import {objectOf} from '../core/packument/json.ts'
import {Packument} from '../core/packument/packument.ts'
import type {Moment} from '../core/release.ts'
import {type Ahead, type AheadParts, fetchAhead} from './ahead.ts'
import {judgedPackument} from './judged-packument.ts'
import type {PackumentJudge, SeenPackage, VersionVerdict, VersionVerdicts} from './packument-judge.ts'
import {readBody} from './read-body.ts'
import {type RegistryFor, scopeOf} from './registry-for.ts'
import {bytesOf, codingOf, decoded} from './response-body.ts'
import type {RunRecord} from './run-record.ts'
import {servedAt} from './served-at.ts'
import type {UpstreamClient, UpstreamRequest} from './upstream-client.ts'

/** What npm asks for when it installs: the form without readmes, publishers and times. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*'

/** Bytes of packuments, as registries send them, that are kept to say why npm was stopped. */
const MOST_KEPT = 16 * 1024 * 1024
const LOOK_UP_PATIENCE = 30_000
const AHEAD = 'the clock of this machine is ahead of that of a registry; ages were counted by the earlier one'

export interface JudgedPackage {
  /** Everything that the registry has of it. */
  readonly versions: ReadonlySet<string>
  readonly verdicts: VersionVerdicts
  /** Whether a person's answer for this command lets something pass. */
  readonly isApproved: boolean
  /** Whether the registry leaves out the times that a rule asks for. */
  readonly isAgeless: boolean
  /** Where the registry has a version's tarball. */
  readonly addressOf: (version: string) => string
  /** As the registry sent it: hundreds of parsed packuments would fill the memory. */
  readonly read: () => Promise<Packument>
  readonly registry: string
  /** The text of it, where that is kept. */
  readonly text: (() => Promise<string>) | undefined
  /** With its times, as it is now. Undefined where the registry does not give it. */
  readonly readWhole: () => Promise<Packument | undefined>
  readonly seen: SeenPackage
}

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
  /** The same, where npm has asked for it in this run, or somebody looked. */
  readonly known: (name: string) => Promise<JudgedPackage | undefined> | undefined
  /** The package and version of a tarball that stands at another path than registries have. */
  readonly ownerOf: (pathname: string) => Owner | undefined
}

export interface Owner {
  readonly name: string
  readonly version: string
}

type Reader = Pick<JudgedPackage, 'read' | 'text'>

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
  let kept = 0
  /** Reads a body again, or fetches it again where too much would have to be kept for that. */
  const reader = (name: string, registry: string, response: IncomingMessage, body: Buffer): Reader => {
    const coding = codingOf(response)
    kept += body.length
    if (kept <= MOST_KEPT) return {text: () => decoded(coding, body), read: () => again(coding, body, name)}
    kept -= body.length
    const read = async () => {
      const signal = AbortSignal.timeout(LOOK_UP_PATIENCE)
      const fresh = await fetched(name, registry, ABBREVIATED, signal)
      return fresh === undefined ? new Packument({}, name) : again(codingOf(fresh.response), fresh.body, name)
    }
    return {text: undefined, read}
  }

  const fetched = async (name: string, registry: string, accept: string, signal: AbortSignal) => {
    const headers = {accept, 'accept-encoding': 'gzip'}
    const response = await client.send({method: 'GET', url: packumentUrl(registry, name), registry, headers, signal})
    const body = await bytesOf(response)
    return response.statusCode === 200 ? {response, body} : undefined
  }

  const judged = async (
    name: string,
    registry: string,
    packument: Packument,
    reading: Reader,
    signal: AbortSignal,
    served: Moment | undefined,
  ): Promise<JudgedPackage> => {
    const judge = served === undefined ? parts.judge : parts.judge.asOf(served)
    if (judge !== parts.judge) record.troubles.add(AHEAD)
    const whole = judge.isWholeNeeded(packument) ? await wholeOf(name, registry, signal) : packument
    const best = whole ?? packument
    const isAgeless = best.hasTimes
      ? best.versions.some((version) => best.publishedAt(version) === undefined)
      : judge.isWholeNeeded(packument)
    const all = judge.judge(best, parts.shownRegistry(registry))
    const isLetThrough = (version: string, {kind}: VersionVerdict): boolean =>
      kind !== 'block' && approved.has(`${name}@${version}`)
    const verdicts = new Map([...all].filter(([version, verdict]) => !isLetThrough(version, verdict)))
    const standard = (version: string): string =>
      `${registry}${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`
    const odd = oddAddresses(packument, standard)
    for (const [version, address] of odd) oddPaths.set(new URL(address).pathname, {name, version})
    return {
      versions: new Set(packument.versions),
      verdicts,
      isApproved: verdicts.size < all.size,
      isAgeless,
      addressOf: (version) => odd.get(version) ?? standard(version),
      registry,
      readWhole: () => wholeOf(name, registry, AbortSignal.timeout(LOOK_UP_PATIENCE)),
      seen: judge.seen(whole ?? packument),
      ...reading,
    }
  }

  const wholeOf = async (name: string, registry: string, signal: AbortSignal): Promise<Packument | undefined> => {
    try {
      const whole = await fetched(name, registry, 'application/json', signal)
      if (whole === undefined) return undefined
      const read = readBody(await decoded(codingOf(whole.response), whole.body), name)
      return read.kind === 'packument' ? read.packument : undefined
    } catch {
      // What only the whole form says is unknown then, and counted as that.
      return undefined
    }
  }

  const lookUp = async (name: string): Promise<JudgedPackage | undefined> => {
    const registry = registryFor(scopeOf(name))
    const signal = AbortSignal.timeout(LOOK_UP_PATIENCE)
    const found = await fetched(name, registry, ABBREVIATED, signal)
    if (found === undefined) return undefined
    const {response, body} = found
    const read = readBody(await decoded(codingOf(response), body), name)
    if (read.kind !== 'packument') return undefined
    const one = await judged(
      name,
      registry,
      read.packument,
      reader(name, registry, response, body),
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
      reader(name, registry, response, body),
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

async function again(coding: string, body: Buffer, name: string): Promise<Packument> {
  const read = readBody(await decoded(coding, body), name)
  if (read.kind !== 'packument') throw new Error('a packument that was read once cannot be read again')
  return read.packument
}

/** The addresses of tarballs that are not where registries have them, by version. */
function oddAddresses(packument: Packument, standard: (version: string) => string): ReadonlyMap<string, string> {
  const odd = new Map<string, string>()
  for (const version of packument.versions) {
    const tarball = objectOf(packument.manifest(version)?.dist)?.tarball
    if (typeof tarball === 'string' && tarball !== standard(version) && URL.canParse(tarball)) odd.set(version, tarball)
  }
  return odd
}

function packumentUrl(registry: string, name: string): URL {
  return new URL(registry + pathOf(name))
}

/** As npm writes it. */
function pathOf(name: string): string {
  return name.replace('/', '%2f')
}
