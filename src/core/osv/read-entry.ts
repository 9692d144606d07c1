// Reads one entry of the OSV schema 1.x (Open Source Vulnerability format) for one ecosystem. An entry that cannot be read at all
// is told from one of which a part cannot be read: the first is counted, the second counts for every version.

import {nameIn} from '../name-lists/name-list.ts'
import {daysSince1970} from '../policy/day.ts'
import type {Affected, FeedEcosystem} from './affected.ts'
import {type Fields, fieldsOf, listOf} from './json-fields.ts'
import {readVersions} from './read-versions.ts'
import {severityOf, worstOf} from './severity.ts'

export type EntryReading =
  | {
      readonly kind: 'entry'
      readonly id: string
      readonly modified: number
      /** Each package once. */
      readonly packages: ReadonlyMap<string, Affected>
    }
  /** Taken back by whoever wrote it. */
  | {readonly kind: 'withdrawn'; readonly id: string; readonly modified: number}
  /** About packages of other ecosystems. */
  | {readonly kind: 'elsewhere'; readonly id: string}
  /** `reason` is said of the entry; text from outside may be in it. */
  | {readonly kind: 'malformed'; readonly reason: string}

const ECOSYSTEM_WORDS: Readonly<Record<FeedEcosystem, string>> = {npm: 'npm', pypi: 'pypi'}
const ID = /^[\w.:@/+~-]{1,128}$/
const MOST_ALIASES = 20
const LONGEST_SUMMARY = 200
/** CWE-506, "Embedded Malicious Code": how GitHub's database marks malware. */
const MALICIOUS_WEAKNESS = 'CWE-506'

/** `now` in milliseconds since 1970: an entry that will be withdrawn is not withdrawn yet. */
export function readEntry(value: unknown, ecosystem: FeedEcosystem, now: number): EntryReading {
  const entry = fieldsOf(value)
  if (entry === undefined) return malformed('it is no object')
  const id = entry.get('id')
  if (typeof id !== 'string' || !ID.test(id)) return malformed('it has no `id`')
  const schema = entry.get('schema_version')
  if (schema !== undefined && (typeof schema !== 'string' || !schema.startsWith('1.'))) {
    return malformed(`\`${id}\` is of another schema than OSV 1.x`)
  }
  const modified = momentIn(entry.get('modified')) ?? 0
  const withdrawn = momentIn(entry.get('withdrawn'))
  if (withdrawn !== undefined && withdrawn <= now) return {kind: 'withdrawn', id, modified}
  const items = listOf(entry.get('affected'))
  if (items.length === 0) return malformed(`\`${id}\` names no package`)
  return packagesOf({id, modified, entry}, items, ecosystem)
}

interface Head {
  readonly id: string
  readonly modified: number
  readonly entry: Fields
}

function packagesOf(head: Head, items: readonly unknown[], ecosystem: FeedEcosystem): EntryReading {
  const byName = new Map<string, Fields[]>()
  let others = 0
  for (const item of items) {
    const fields = fieldsOf(item)
    const about = fieldsOf(fields?.get('package'))
    const world = about?.get('ecosystem')
    const name = about?.get('name')
    // A commit range of a repository without a package, as many C projects have it.
    if (fields === undefined || about === undefined || typeof world !== 'string') others++
    else if (world.split(':', 1)[0]?.toLowerCase() !== ECOSYSTEM_WORDS[ecosystem]) others++
    else {
      const known = typeof name === 'string' ? nameIn(ecosystem, name) : undefined
      if (known === undefined) return malformed(`\`${head.id}\` names a package that ${ecosystem} cannot have`)
      byName.set(known, [...(byName.get(known) ?? []), fields])
    }
  }
  if (byName.size === 0) return others > 0 ? {kind: 'elsewhere', id: head.id} : malformed('it names no package')
  const packages = new Map(Array.from(byName, ([name, parts]) => [name, affectedOf(head, parts, ecosystem)] as const))
  return {kind: 'entry', id: head.id, modified: head.modified, packages}
}

function affectedOf({id, modified, entry}: Head, parts: readonly Fields[], ecosystem: FeedEcosystem): Affected {
  const severity = worstOf(parts.map((part) => severityOf(entry, part)))
  const summary = summaryOf(entry)
  const aliases = listOf(entry.get('aliases'))
    .filter((alias): alias is string => typeof alias === 'string' && ID.test(alias))
    .slice(0, MOST_ALIASES)
  return {
    id,
    kind: isMalware({id, entry, aliases, parts}) ? 'malware' : 'vulnerability',
    ...(severity === undefined ? {} : {severity}),
    ...(summary === undefined ? {} : {summary}),
    aliases,
    modified,
    ...readVersions(parts, ecosystem),
  }
}

function isMalware({
  id,
  entry,
  aliases,
  parts,
}: Pick<Head, 'id' | 'entry'> & {
  readonly aliases: readonly string[]
  readonly parts: readonly Fields[]
}): boolean {
  if ([id, ...aliases].some((one) => one.startsWith('MAL-'))) return true
  const specific = [entry, ...parts].flatMap((one) => fieldsOf(one.get('database_specific')) ?? [])
  return specific.some(
    (fields) =>
      fields.has('malicious-packages-origins') ||
      listOf(fields.get('cwe_ids')).includes(MALICIOUS_WEAKNESS) ||
      listOf(fields.get('cwes')).some((weakness) => fieldsOf(weakness)?.get('cweId') === MALICIOUS_WEAKNESS),
  )
}

/** One line; of `details` the first. */
function summaryOf(entry: Fields): string | undefined {
  const summary = entry.get('summary')
  const details = entry.get('details')
  const text = typeof summary === 'string' && summary.trim() !== '' ? summary : details
  if (typeof text !== 'string') return undefined
  // Only as much of it as can matter is looked at: `details` may be a book.
  const [line = ''] = text
    .slice(0, LONGEST_SUMMARY * 10)
    .trim()
    .split(/[\r\n]/, 1)
  const characters = [...line.replace(/\s+/g, ' ').trimEnd()]
  if (characters.length === 0) return undefined
  return characters.length > LONGEST_SUMMARY ? `${characters.slice(0, LONGEST_SUMMARY).join('')}…` : characters.join('')
}

/** Milliseconds since 1970 of a time in RFC 3339, always in UTC (OSV schema); undefined where it is none. */
function momentIn(text: unknown): number | undefined {
  const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/
  const [, ...digits] = (typeof text === 'string' && text.length <= 40 ? pattern.exec(text) : null) ?? []
  if (digits.length === 0) return undefined
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = digits.map(Number)
  if (month < 1 || month > 12 || date < 1 || date > 31 || hour > 23 || minute > 59 || second > 60) return undefined
  return daysSince1970(year, month, date) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000
}

function malformed(reason: string): EntryReading {
  return {kind: 'malformed', reason}
}
