// The team's policy and its signature, from wherever they are published.

import {isLoopback} from '../../core/loopback.ts'
import {fetchAddress} from '../../sources/fetch-address.ts'
import {fetchFromGit} from '../../sources/fetch-git.ts'
import {fetchFromNpm} from '../../sources/fetch-npm.ts'
import type {Fetched, FetchedFiles} from '../../sources/fetched.ts'
import {readSourceFile} from '../../sources/read-file.ts'
import {goThroughProxies} from '../../system/proxy.ts'
import {readTrustedFile} from '../../system/trusted-file.ts'
import {LARGEST_FILE} from '../problem.ts'
import {type Etags, LARGEST_SIGNATURE} from './enrolment.ts'
import {POLICY_NAMES, type TeamSource} from './team-source.ts'

export type FetchedTeam =
  | {
      readonly kind: 'team'
      readonly policy: Uint8Array
      readonly signature?: Uint8Array
      readonly etags?: Etags
    }
  /** Both are what they were when these tags were given. */
  | {readonly kind: 'unchanged'}
  /** Said of the source. May hold text from outside. */
  | {readonly kind: 'failed'; readonly reason: string; readonly hint?: string}

export interface FetchSettings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Of the enrolment whose files are in place, unchanged; absent to fetch in any case. */
  readonly known: Etags | undefined
  readonly isSigned: boolean
  /** Milliseconds for each file. */
  readonly idle: number
  readonly total: number
}

export async function fetchTeam(source: TeamSource, settings: FetchSettings): Promise<FetchedTeam> {
  const {environment, total} = settings
  const limits = {bytes: LARGEST_FILE, total}
  switch (source.kind) {
    case 'address':
      return fetchPair(source.url, settings)
    case 'git':
      return teamOf(await fetchFromGit(source, environment, limits))
    case 'npm':
      return teamOf(await fetchFromNpm({specifier: source.specifier, names: POLICY_NAMES}, environment, limits))
    case 'file':
      return settings.isSigned ? readPair(source.path) : readTrusted(source.path, settings.home)
  }
}

function teamOf(fetched: FetchedFiles): FetchedTeam {
  if (fetched.kind === 'failed') return fetched
  const {file, signature} = fetched
  return {kind: 'team', policy: file, ...(signature === undefined ? {} : {signature})}
}

async function fetchPair(url: string, settings: FetchSettings): Promise<FetchedTeam> {
  const {environment, known, idle, total} = settings
  if (!isLoopback(new URL(url))) {
    // Not going round the proxy: whoever set it may have a reason for being seen nowhere else.
    const fault = goThroughProxies(environment)
    if (fault !== undefined) return {kind: 'failed', reason: fault, hint: 'mend `HTTPS_PROXY`'}
  }
  const fetchOne = (address: string, bytes: number, etag: string | undefined): Promise<Fetched> =>
    fetchAddress({url: address}, etag === undefined ? {} : {etag}, {bytes, idle, total}, MANNER)
  const policy = await fetchOne(url, LARGEST_FILE, known?.policy)
  if (policy.kind === 'failed') return policy
  const signature = await fetchOne(`${url}.sig`, LARGEST_SIGNATURE, known?.signature)
  if (signature.kind === 'failed')
    return {kind: 'failed', reason: `of its signature \`${url}.sig\`: ${signature.reason}`}
  if (policy.kind === 'unchanged' && signature.kind === 'unchanged') return {kind: 'unchanged'}
  // One that has changed is no use without the other.
  if (policy.kind === 'unchanged' || signature.kind === 'unchanged')
    return fetchPair(url, {...settings, known: undefined})
  return {
    kind: 'team',
    policy: policy.bytes,
    signature: signature.bytes,
    etags: {...etagOf('policy', policy.etag), ...etagOf('signature', signature.etag)},
  }
}

const MANNER = {accept: 'application/yaml, text/plain;q=0.9, */*;q=0.5', redirects: 'same-origin'} as const

function etagOf(of: keyof Etags, etag: string | undefined): Etags {
  return etag === undefined ? {} : {[of]: etag}
}

/** Who may write the files does not matter: they are believed for their signature. */
function readPair(path: string): FetchedTeam {
  const policy = readSourceFile(path, {}, {bytes: LARGEST_FILE})
  if (policy.kind === 'failed') return policy
  const signature = readSourceFile(`${path}.sig`, {}, {bytes: LARGEST_SIGNATURE})
  if (signature.kind === 'failed')
    return {kind: 'failed', reason: `of its signature \`${path}.sig\`: ${signature.reason}`}
  if (policy.kind === 'unchanged' || signature.kind === 'unchanged') return {kind: 'unchanged'}
  return {kind: 'team', policy: policy.bytes, signature: signature.bytes}
}

/** What nobody signed is believed because nobody else could have written it. */
function readTrusted(path: string, home: string): FetchedTeam {
  const file = readTrustedFile(path, {tree: '/', home, largest: LARGEST_FILE})
  switch (file.kind) {
    case 'content':
      return {kind: 'team', policy: file.content}
    case 'absent':
      return {kind: 'failed', reason: 'there is no such file'}
    case 'refused': {
      const [first] = file.refusals
      const hint = first?.hint === undefined ? {} : {hint: `\`${first.hint}\``}
      return {kind: 'failed', reason: `\`${first?.path ?? path}\` ${first?.message ?? 'is not to be trusted'}`, ...hint}
    }
  }
}
