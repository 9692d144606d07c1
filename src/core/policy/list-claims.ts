// The entries that one policy file's lists have for one ecosystem: those of the general lists that name it, and those of its
// own section.

import type {Ecosystem} from '../artifact.ts'
import {type Layer, originOf} from './layer.ts'
import {type Pattern, parsePattern} from './pattern.ts'
import type {Allowed, Exception, Internal, Listed, ListedRegistry} from './policy.ts'
import {parseRegistry, type Registry} from './registry.ts'
import type {RuleCode} from './rule-table.ts'

/** An entry of a list together with its pattern. */
export interface Filed<Entry> {
  readonly pattern: Pattern
  readonly entry: Entry
}

export interface ListClaims {
  readonly allow: readonly Filed<Allowed>[]
  readonly deny: readonly Filed<Listed>[]
  readonly internal: readonly Filed<Internal>[]
  readonly exceptions: readonly Filed<Exception>[]
  readonly registries: readonly ListedRegistry[]
}

/** The fields that entries of any list may have. */
interface EntryDocument {
  readonly match: string
  readonly reason?: string | undefined
  readonly expires?: string | undefined
  readonly rules?: readonly RuleCode[] | undefined
  readonly registry?: string | undefined
}

interface Found {
  readonly listed: Listed
  readonly fields: EntryDocument
}

export function listClaims(layer: Layer, home: Ecosystem): ListClaims {
  const filed = <Entry>(list: keyof ListClaims, entryOf: (found: Found) => Entry): readonly Filed<Entry>[] =>
    entriesOf(layer, list, home).map((found) => ({pattern: patternOf(found.listed.match), entry: entryOf(found)}))
  return {
    allow: filed('allow', ({listed, fields: {expires}}) => (expires === undefined ? listed : {...listed, expires})),
    deny: filed('deny', ({listed}) => listed),
    internal: filed('internal', ({listed, fields: {registry}}) =>
      registry === undefined ? listed : {...listed, registry: registryOf(withEcosystem(registry, home))},
    ),
    exceptions: filed('exceptions', ({listed, fields: {expires = '', rules = []}}) => ({...listed, expires, rules})),
    registries: entriesOf(layer, 'registries', home).map(({listed}) => ({
      ...listed,
      registry: registryOf(listed.match),
    })),
  }
}

/** Of thousands of entries most are about another ecosystem: these are passed over before anything is made of them. */
function entriesOf(layer: Layer, list: keyof ListClaims, home: Ecosystem): readonly Found[] {
  const {document, name} = layer
  const found: Found[] = []
  const add = (written: readonly (string | EntryDocument)[] | undefined, key: string): void => {
    for (const [index, one] of (written ?? []).entries()) {
      const fields = typeof one === 'string' ? {match: one} : one
      const match = withEcosystem(fields.match, home)
      if (!match.startsWith(`${home}:`)) continue
      const reason = fields.reason === undefined ? {} : {reason: fields.reason}
      found.push({fields, listed: {match, origin: originOf(layer, `${key}.${index}`), layer: name, ...reason}})
    }
  }
  add(document[list], list)
  if (list !== 'exceptions') add(document[home]?.[list], `${home}.${list}`)
  return found
}

function withEcosystem(text: string, home: Ecosystem): string {
  return /^(?:npm|pypi|docker):/.test(text) ? text : `${home}:${text}`
}

/** Throws for what the schema does not let through. */
function patternOf(match: string): Pattern {
  const parsed = parsePattern(match)
  if (parsed.kind === 'invalid') throw new TypeError(`the pattern ${match} ${parsed.reason}`)
  return parsed.pattern
}

function registryOf(match: string): Registry {
  const parsed = parseRegistry(match)
  if (parsed.kind === 'invalid') throw new TypeError(`the registry ${match} ${parsed.reason}`)
  return parsed.registry
}
