// One artifact and its evidence as a JSON object and back, without loss for judging. Every object has `ecosystem`, `name`,
// `specifier` and `purl`; of the rest only what is out of the ordinary, because a line of the audit log may hold 1,500 of them.

import type {Artifact, Ecosystem, RequestedIn, Source} from '../artifact.ts'
import {canonicalImage} from '../docker-reference.ts'
import type {Gathered} from '../evidence.ts'
import {type LockedEntry, poisonOf} from '../locked-entry.ts'
import {packageUrl} from '../package-url.ts'
import {redactUrl} from '../redact.ts'
import {
  always,
  amount,
  below,
  type Codec,
  type Complain,
  complainOfStrangers,
  isObject,
  type JsonObject,
  record,
  tagged,
  text,
  word,
} from './codec.ts'
import {factWords, readEvidence, writeEvidence} from './evidence-facts.ts'

const elsewhere = tagged<Exclude<Source, {readonly kind: 'registry'}>>({
  git: ['url', text],
  url: ['url', text],
  file: ['path', text],
  directory: ['path', text],
})

/** A registry is text alone: its address, its host, or `default`. */
export const source: Codec<Source> = {
  schema: {anyOf: [text.schema, elsewhere.schema]},
  write: (from) => (from.kind === 'registry' ? redactUrl(from.registry ?? 'default') : elsewhere.write(from)),
  read(json, complain) {
    if (typeof json !== 'string') return elsewhere.read(json, complain)
    return json === 'default' ? {kind: 'registry'} : {kind: 'registry', registry: json}
  },
}

const requestedIn = tagged<RequestedIn>({
  argv: ['index', amount],
  manifest: ['path', text],
  lockfile: ['path', text],
})

const locked = record<LockedEntry>(
  {place: text, name: text, version: text, resolved: text, integrity: text, isStrangeAlias: always},
  'resolved',
  'integrity',
  'isStrangeAlias',
)

const ecosystemWord = word('npm', 'pypi', 'docker')

/** Every key that an artifact may have. */
export const artifactWords: ReadonlySet<string> = new Set([
  'ecosystem',
  'name',
  'specifier',
  'purl',
  'digest',
  'requested',
  'from',
  'in',
  'locked',
  ...factWords.map((one) => one.word),
])

/** For the schema of fixtures. */
export const artifactSchema: JsonObject = {
  type: 'object',
  properties: {
    ecosystem: ecosystemWord.schema,
    name: text.schema,
    specifier: text.schema,
    purl: {type: ['string', 'null']},
    digest: text.schema,
    requested: text.schema,
    from: source.schema,
    in: requestedIn.schema,
    locked: locked.schema,
    ...Object.fromEntries(factWords.map((one) => [one.word, one.schema])),
  },
  required: ['ecosystem', 'name'],
  additionalProperties: false,
}

/** What is left of an artifact where there is no room for all of it. */
export function writeName(artifact: Artifact): JsonObject {
  const {ecosystem} = artifact
  const [name, specifier] = [redactUrl(artifact.name), redactUrl(artifact.specifier)]
  return {ecosystem, name, specifier, purl: packageUrl({...artifact, name, specifier})}
}

export function writeArtifact({artifact, evidence}: Gathered): JsonObject {
  const {ecosystem, name, digest} = artifact
  const from = source.write(artifact.source)
  const requested = redactUrl(artifact.requested)
  return {
    ...writeName(artifact),
    ...(digest === undefined ? {} : {digest}),
    ...(requested === spelled(artifact) ? {} : {requested}),
    ...(from === source.write(usualSource(ecosystem, name)) ? {} : {from}),
    in: requestedIn.write(artifact.requestedIn),
    ...writeLocked({artifact, evidence}),
    ...writeEvidence(evidence),
  }
}

/** How a lockfile pins it says nothing to any rule, as long as nothing speaks against the entry. */
function writeLocked({artifact: {locked: entry, source: from}, evidence}: Gathered): JsonObject {
  if (entry === undefined || poisonOf(entry, from, evidence.release) === undefined) return {}
  return {locked: locked.write(entry)}
}

/** Undefined after a complaint. */
export function readArtifact(json: unknown, complain: Complain): Gathered | undefined {
  if (!isObject(json)) return complain([], 'is no artifact')
  let isWhole = true
  const mark: Complain = (path, message) => {
    isWhole = false
    complain(path, message)
  }
  const field = <Value, Missing>(key: string, codec: Codec<Value>, missing: Missing): Value | Missing | undefined =>
    Object.hasOwn(json, key) ? codec.read(json[key], below(key, mark)) : missing
  complainOfStrangers(json, artifactWords, mark)
  const ecosystem = field('ecosystem', ecosystemWord, undefined)
  const name = field('name', text, undefined)
  const specifier = field('specifier', text, '')
  const digest = field('digest', text, undefined)
  const requested = field('requested', text, undefined)
  const from = field('from', source, undefined)
  const place = field('in', requestedIn, {kind: 'argv', index: 0} as const)
  const entry = field('locked', locked, undefined)
  const evidence = readEvidence(json, mark)
  for (const key of ['ecosystem', 'name']) if (!Object.hasOwn(json, key)) mark([], `lack the key \`${key}\``)
  if (!isWhole || ecosystem === undefined || name === undefined || specifier === undefined || place === undefined) {
    return undefined
  }
  const bare = {
    ecosystem,
    name,
    specifier,
    ...(digest === undefined ? {} : {digest}),
    source: from ?? usualSource(ecosystem, name),
    requestedIn: place,
    ...(entry === undefined ? {} : {locked: entry}),
  }
  return {artifact: {...bare, requested: requested ?? spelled(bare)}, evidence}
}

/** How somebody would most likely ask for it. */
function spelled({ecosystem, name, specifier, digest}: Omit<Artifact, 'requested'>): string {
  const separator = ecosystem === 'pypi' || specifier === '' ? '' : SEPARATORS[ecosystem]
  return redactUrl(`${name}${separator}${specifier}${digest === undefined ? '' : `@${digest}`}`)
}

const SEPARATORS = {npm: '@', docker: ':'} as const

/** An image's name says itself on which host it is. */
function usualSource(ecosystem: Ecosystem, name: string): Source {
  const host = ecosystem === 'docker' && name !== '' ? canonicalImage(name).host : 'docker.io'
  return host === 'docker.io' ? {kind: 'registry'} : {kind: 'registry', registry: host}
}
