// One advisory about one package as a line of text, for the database and for files that carry advisories to another machine.

import {SEVERITIES, type Severity} from '../policy/rule-table.ts'
import type {Affected, AffectedRange, FeedEcosystem, VersionEvent} from './affected.ts'
import {type Fields, fieldsOf, listOf} from './json-fields.ts'
import {MOST_EVENTS, MOST_VERSIONS} from './read-versions.ts'
import {type VersionOrder, versionOrders} from './version-order.ts'

const EVENT_LETTERS: ReadonlyMap<string, VersionEvent['kind']> = new Map([
  ['i', 'introduced'],
  ['f', 'fixed'],
  ['a', 'last_affected'],
  ['l', 'limit'],
])
const LETTERS = new Map(Array.from(EVENT_LETTERS, ([letter, kind]) => [kind, letter] as const))

/** The same advisory gives the same text. Its id and its time are kept beside it. */
export function storeAffected({kind, severity, summary, aliases, versions, ranges, unreadable}: Affected): string {
  return JSON.stringify({
    k: kind === 'malware' ? 'm' : 'v',
    s: severity,
    t: summary,
    a: aliases.length === 0 ? undefined : aliases,
    v: versions.length === 0 ? undefined : versions,
    r:
      ranges.length === 0
        ? undefined
        : ranges.map((range) => range.flatMap(({kind: event, version}) => [LETTERS.get(event), version])),
    u: unreadable,
  })
}

/** Undefined where the text is none of ours. */
export function readStored(
  text: string,
  {id, modified}: Pick<Affected, 'id' | 'modified'>,
  ecosystem: FeedEcosystem,
): Affected | undefined {
  const order = versionOrders[ecosystem]
  const fields = parsed(text)
  const kind = fields?.get('k')
  if (fields === undefined || (kind !== 'm' && kind !== 'v')) return undefined
  const severity = SEVERITIES.find((one): one is Severity => one === fields.get('s'))
  const summary = fields.get('t')
  const reason = fields.get('u')
  const ranges = listOf(fields.get('r')).map((range) => rangeIn(range, order))
  const lists = [textsIn(fields.get('a')), textsIn(fields.get('v'))] as const
  const [aliases, versions] = lists
  if (aliases === undefined || versions === undefined || ranges.includes(undefined)) return undefined
  if (versions.length > MOST_VERSIONS || ranges.flat().length > MOST_EVENTS) return undefined
  return {
    id,
    kind: kind === 'm' ? 'malware' : 'vulnerability',
    ...(severity === undefined ? {} : {severity}),
    ...(typeof summary === 'string' ? {summary} : {}),
    aliases,
    modified,
    versions,
    ranges: ranges.filter((range) => range !== undefined),
    ...(typeof reason === 'string' ? {unreadable: reason} : {}),
  }
}

/** Deny: what was stored and cannot be read any more was about this package; how bad, and which versions, nobody knows. */
export function damagedAdvisory({id, modified}: Pick<Affected, 'id' | 'modified'>): Affected {
  const unreadable = 'its entry in the cache is damaged'
  return {
    id,
    kind: id.startsWith('MAL-') ? 'malware' : 'vulnerability',
    severity: 'critical',
    aliases: [],
    modified,
    versions: [],
    ranges: [],
    unreadable,
  }
}

function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Empty for what is absent; undefined for what is no list of texts. */
function textsIn(value: unknown): readonly string[] | undefined {
  if (value === undefined) return []
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined
}

function rangeIn(value: unknown, {isVersion}: VersionOrder): AffectedRange | undefined {
  const words = textsIn(value)
  if (words === undefined || words.length === 0 || words.length % 2 !== 0) return undefined
  const events: VersionEvent[] = []
  for (let at = 0; at < words.length; at += 2) {
    const kind = EVENT_LETTERS.get(words[at] ?? '')
    const version = words[at + 1] ?? ''
    const isMark = (kind === 'introduced' && version === '0') || (kind === 'limit' && version === '*')
    if (kind === undefined || !(isMark || isVersion(version))) return undefined
    events.push({kind, version})
  }
  return events
}
