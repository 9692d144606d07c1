// Judges the registry host of an image: look-alikes of known hosts, bare addresses, labels that cannot be read. Offline,
// bounded, never throws. A host that resembles nothing is somebody's own registry and fine.

import type {NameJudgement, NameRemark, NameSuggestion} from '../../name-judgement.ts'
import type {EditKind} from '../edit-kind.ts'
import {drawnLike} from './drawn-like.ts'
import {type HostAddress, readHostAddress} from './host-address.ts'
import {domainLikeness, hostLikeness} from './host-likeness.ts'
import {isKnownHost, isOwnersHost, REGISTRY_HOSTS, SHARED_DOMAINS} from './known-hosts.ts'
import {readHost} from './readable-host.ts'

const UNKNOWN: NameJudgement = {verdict: 'ok', suggestions: [], popularity: {kind: 'unlisted'}}
const KNOWN: NameJudgement = {verdict: 'ok', suggestions: [], popularity: {kind: 'known'}}
/** RFC 1035, 2.3.4. */
const LONGEST_HOST = 253
/** Domains that no public name can be in (RFC 6761, 6762, 8375; ICANN on `.internal`), and two that networks use like them. */
const PRIVATE_ENDING = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan|intranet)$/
/** A typo in another's own domain leads to nobody, and is mentioned only where it is plain. */
const PLAIN_SLIP = 0.8

/** `host` as in an image name, with or without a port, which says nothing about likeness. */
export function judgeRegistryHost(host: string): NameJudgement {
  if (host.length > LONGEST_HOST + ':65535.'.length) return UNKNOWN
  const bare = host.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase()
  if (isKnownHost(bare)) return KNOWN
  const address = readHostAddress(bare)
  if (address !== undefined) return judgeAddress(bare, address)
  if (!bare.includes('.') || bare.startsWith('[') || PRIVATE_ENDING.test(bare)) return UNKNOWN
  const {text, oddity} = readHost(bare)
  const suggestions = lookalikes(bare, text)
  if (suggestions.length > 0) return {verdict: 'lookalike', suggestions, popularity: {kind: 'unlisted'}}
  return oddity === undefined ? UNKNOWN : remarked({code: 'unreadable', sentence: oddity})
}

function judgeAddress(host: string, {address, isPrivate, isOdd}: HostAddress): NameJudgement {
  if (isPrivate && !isOdd) return UNKNOWN
  const written = isOdd ? `, written as \`${host}\`` : ''
  return remarked({
    code: 'bare-address',
    sentence: `names a registry by its bare address \`${address}\`${written}`,
  })
}

/** `unknown`: no list of registries is complete, but this one has no name that could be in one. */
function remarked(remark: NameRemark): NameJudgement {
  return {verdict: 'unknown', suggestions: [], popularity: {kind: 'unlisted'}, remark}
}

/** `written` is the host, `text` the same as a person reads it. */
function lookalikes(written: string, text: string): readonly NameSuggestion[] {
  const best = new Map<string, NameSuggestion>()
  const consider = (name: string, {technique, phrase, likelihood}: EditKind): void => {
    if (likelihood <= (best.get(name)?.score ?? 0)) return
    best.set(name, {name, technique, sentence: `${phrase} \`${name}\``, score: likelihood, popularity: {kind: 'known'}})
  }
  for (const {host, drawn} of readings(written, text)) {
    for (const known of REGISTRY_HOSTS) {
      if (host === known && drawn !== undefined) consider(known, drawn)
      const kind = hostLikeness(host, known)
      if (kind !== undefined) consider(known, kind)
      const [front, domain] = splitDomain(host, known)
      if (front === '') continue
      const tie = domain === known ? drawn : domainLikeness(domain, known)
      if (tie !== undefined) consider(SHARED_DOMAINS.has(known) ? front + known : known, tie)
    }
  }
  const least = isOwnersHost(written) ? PLAIN_SLIP : 0
  const place = ({name}: NameSuggestion): number => REGISTRY_HOSTS.indexOf(name)
  return [...best.values()]
    .filter(({score}) => score >= least)
    .sort((a, b) => b.score - a.score || place(a) - place(b))
    .slice(0, 5)
}

interface Reading {
  readonly host: string
  /** How the host as it is written comes to look like this; undefined for the host itself. */
  readonly drawn: EditKind | undefined
}

/** The host itself, and what its letters are drawn like. */
function readings(written: string, text: string): readonly Reading[] {
  const decoded: Reading = {host: text, drawn: undefined}
  const drawn = drawnLike(text).map(({name, technique, likelihood}): Reading => {
    const phrase = written === text ? 'is drawn like' : `reads \`${text}\`, which is drawn like`
    return {host: name, drawn: {technique, phrase, likelihood}}
  })
  return [decoded, ...drawn]
}

/** The end of a host that has as many labels as the known one, and what stands before it. */
function splitDomain(host: string, known: string): readonly [front: string, domain: string] {
  const labels = host.split('.')
  const count = known.split('.').length
  // `europe-west1-docker.pkg.dev`: the region is a part of the first label.
  const region = known === 'docker.pkg.dev' ? (/^[a-z0-9-]+-(?=docker\.)/.exec(host)?.[0] ?? '') : ''
  if (region !== '') return [region, host.slice(region.length)]
  const front = labels.slice(0, -count).join('.')
  return front === '' || (count > 2 && !SHARED_DOMAINS.has(known))
    ? ['', host]
    : [`${front}.`, labels.slice(-count).join('.')]
}
