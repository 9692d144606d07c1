// What a registry says of a release, and what a feed has about it, as facts: for the log, and whole as they are.

import type {Advisory} from '../advisory.ts'
import {SEVERITIES} from '../policy/rule-table.ts'
import type {Attested, PublisherTurn, Release, ReleaseFacts, Silence, Turn} from '../release.ts'
import {amount, below, type Codec, flag, isObject, list, record, text, word} from './codec.ts'

/** Names of scripts to their texts. */
const texts: Codec<Readonly<Record<string, string>>> = {
  schema: {type: 'object', additionalProperties: text.schema},
  write: (all) => Object.fromEntries(Object.entries(all).map(([key, one]) => [key, text.write(one)])),
  read(json, complain) {
    if (!isObject(json)) return complain([], 'is no object')
    const read = Object.entries(json).map(([key, one]) => [key, text.read(one, below(key, complain))] as const)
    return read.every(([, one]) => one !== undefined) ? (Object.fromEntries(read) as Record<string, string>) : undefined
  },
}

const verified = record<Omit<Extract<Attested, {kind: 'verified'}>, 'kind'>>({repository: text, workflow: text})

/** `{verified: {repository, workflow}}`, `{invalid: reason}` or `{unverified: reason}`. */
const attested: Codec<Attested> = {
  schema: {
    type: 'object',
    properties: {verified: verified.schema, invalid: text.schema, unverified: text.schema},
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  },
  write: (one) => (one.kind === 'verified' ? {verified: verified.write(one)} : {[one.kind]: text.write(one.reason)}),
  read(json, complain) {
    const [kind, ...more] = isObject(json) ? Object.keys(json) : []
    if (!isObject(json) || more.length > 0) return complain([], 'is no outcome of a check')
    if (kind === 'verified') {
      const read = verified.read(json[kind], below(kind, complain))
      return read === undefined ? undefined : {kind, ...read}
    }
    if (kind !== 'invalid' && kind !== 'unverified') return complain([], 'is no outcome of a check')
    const reason = text.read(json[kind], below(kind, complain))
    return reason === undefined ? undefined : {kind, reason}
  },
}

const release = record<Release>(
  {
    version: text,
    publishedAt: amount,
    publisher: text,
    hasTrustedPublisher: flag,
    installScripts: texts,
    hasInstallScript: flag,
    hasProvenance: flag,
    attested,
    hasValidSignature: flag,
    isUnsigned: flag,
    deprecated: text,
    license: text,
    repository: text,
    integrity: text,
    tarball: text,
  },
  'publishedAt',
  'publisher',
  'hasTrustedPublisher',
  'installScripts',
  'hasInstallScript',
  'hasProvenance',
  'attested',
  'hasValidSignature',
  'isUnsigned',
  'deprecated',
  'license',
  'repository',
  'integrity',
  'tarball',
)

const turn = record<Turn>({first: release, before: release})

export const releaseFactsCodec = record<ReleaseFacts>(
  {
    release,
    firstSeen: amount,
    previous: release,
    packageCreatedAt: amount,
    packageModifiedAt: amount,
    previousPublishedAt: amount,
    silences: list(record<Silence>({from: amount, to: amount})),
    scriptTurn: turn,
    provenanceTurn: turn,
    publisherTurn: record<PublisherTurn>({first: release, before: release, earlierPublishers: list(text)}),
  },
  'firstSeen',
  'previous',
  'packageCreatedAt',
  'packageModifiedAt',
  'previousPublishedAt',
  'silences',
  'scriptTurn',
  'provenanceTurn',
  'publisherTurn',
)

/** The same without the packument that it is read from, which it would keep in memory. */
export function detachedFacts(facts: ReleaseFacts): ReleaseFacts {
  return releaseFactsCodec.read(releaseFactsCodec.write(facts), () => undefined) ?? facts
}

export const advisoriesCodec = list(
  record<Advisory>(
    {
      id: text,
      kind: word('malware', 'vulnerability'),
      severity: word(...SEVERITIES),
      summary: text,
      fixedIn: text,
      isEveryVersion: flag,
      aliases: list(text),
    },
    'severity',
    'summary',
    'fixedIn',
  ),
)
