// Writes a name index: the bytes that `core/names/name-index.ts` opens. The same content gives the same bytes.

import {hashOf, mixed} from '../core/names/hash.ts'
import {
  FORMAT_VERSION,
  filterBits,
  type IndexHeader,
  KEPT_SCOPES,
  LONGEST_NAME,
  MAGIC,
  NAMES_PER_BLOCK,
  PREFIX_LENGTH,
  packedDownloads,
  TABLE_WIDTHS,
  type TableName,
  type TablePlace,
} from '../core/names/index-format.ts'
import {BYTES_PER_PRINT, bucketBits, memberPlace} from '../core/names/member-prints.ts'

export interface IndexContent {
  readonly ecosystem: IndexHeader['ecosystem']
  readonly date: string
  readonly sources: Readonly<Record<string, number>>
  readonly figures: IndexHeader['figures']
  /** Most used first; ASCII, of at most 214 characters. */
  readonly names: readonly {readonly name: string; readonly figure: number}[]
  /** Every name of the ecosystem, or none where no complete list exists. */
  readonly members: readonly string[]
  /** Popular names of other ecosystems that this one does not have. */
  readonly foreign?: readonly {readonly ecosystem: IndexHeader['ecosystem']; readonly name: string}[]
}

type Tables = Readonly<Record<TableName, Uint8Array | Uint16Array | Uint32Array>>

/** The bytes of an index file. Throws where a name is none (see `IndexContent.names`). */
export function writeNameIndex(content: IndexContent): Uint8Array {
  const {ecosystem, date, sources, figures} = content
  const names = content.names.map(({name}) => name)
  const wrong = names.find((name) => name.length > LONGEST_NAME)
  if (wrong !== undefined) throw new Error(`a name of ${wrong.length} letters does not fit into an index`)
  const tables: Tables = {
    text: Buffer.from(names.join(''), 'latin1'),
    lengths: Uint8Array.from(names, (name) => name.length),
    blockStarts: blockStartsOf(names),
    figures: Uint16Array.from(figures === 'downloads' ? content.names : [], ({figure}) => packedDownloads(figure)),
    filter: filterOf(names, content.members),
    slots: slotsOf(names),
    ...memberTables(content.members),
    scopes: Buffer.from(largestScopes(names).join(''), 'latin1'),
    foreign: Buffer.from((content.foreign ?? []).map((one) => `${one.ecosystem}\t${one.name}\n`).join(''), 'latin1'),
  }
  const base = {ecosystem, date, sources, count: names.length, figures, isComplete: content.members.length > 0}
  return fileOf(base, tables)
}

function fileOf(base: Omit<IndexHeader, 'tables'>, tables: Tables): Uint8Array {
  // The offsets' digits are part of the header's length, so the header gets room to spare and is padded with spaces.
  const headerLength = 2048
  let end = aligned(PREFIX_LENGTH + headerLength)
  const places: Partial<Record<TableName, TablePlace>> = {}
  const ordered = (Object.keys(TABLE_WIDTHS) as TableName[]).map((name) => ({name, table: tables[name]}))
  for (const {name, table} of ordered) {
    places[name] = {offset: end, length: table.length}
    end = aligned(end + table.byteLength)
  }
  const header = JSON.stringify({...base, tables: places}).padEnd(headerLength)
  if (header.length > headerLength) throw new Error('the names of the sources are too long for the header of an index')
  const bytes = Buffer.alloc(end)
  bytes.write(MAGIC, 0, 'latin1')
  bytes.writeUInt32LE(FORMAT_VERSION, 8)
  bytes.writeUInt32LE(header.length, 12)
  bytes.write(header, PREFIX_LENGTH, 'latin1')
  for (const {name, table} of ordered) {
    bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), places[name]?.offset ?? 0)
  }
  return bytes
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8
}

function blockStartsOf(names: readonly string[]): Uint32Array {
  const starts = new Uint32Array(Math.ceil(names.length / NAMES_PER_BLOCK))
  let start = 0
  names.forEach((name, position) => {
    if (position % NAMES_PER_BLOCK === 0) starts[position / NAMES_PER_BLOCK] = start
    start += name.length
  })
  return starts
}

function filterOf(names: readonly string[], members: readonly string[]): Uint32Array {
  const bits = filterBits(Math.max(names.length, members.length))
  const filter = new Uint32Array(2 ** (bits - 5))
  for (const list of [names, members]) {
    for (const name of list) {
      const place = mixed(hashOf(name)) >>> (32 - bits)
      filter[place >>> 5] = (filter[place >>> 5] ?? 0) | (1 << (place & 31))
    }
  }
  return filter
}

/** At most two thirds full. The low bits of a hash choose the slot, its high bits stand above the position as a tag. */
function slotsOf(names: readonly string[]): Uint32Array {
  const bits = Math.ceil(Math.log2(Math.max(2, names.length * 1.5)))
  const slots = new Uint32Array(2 ** bits)
  names.forEach((name, position) => {
    const hash = mixed(hashOf(name))
    let slot = hash & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = (((hash >>> bits) << bits) | (position + 1)) >>> 0
  })
  return slots
}

function memberTables(members: readonly string[]): Pick<Tables, 'memberStarts' | 'memberPrints'> {
  if (members.length === 0) return {memberStarts: new Uint32Array(), memberPrints: new Uint8Array()}
  const bits = bucketBits(members.length)
  const places = members
    .map((name) => memberPlace(name, hashOf(name), bits))
    .sort((a, b) => a.bucket - b.bucket || a.print - b.print)
  const memberStarts = new Uint32Array(2 ** bits + 1)
  const memberPrints = new Uint8Array(places.length * BYTES_PER_PRINT)
  places.forEach(({bucket, print}, at) => {
    memberStarts[bucket + 1] = at + 1
    memberPrints.set([print >>> 16, (print >>> 8) & 0xff, print & 0xff], at * BYTES_PER_PRINT)
  })
  for (let bucket = 1; bucket <= 2 ** bits; bucket++) {
    memberStarts[bucket] = Math.max(memberStarts[bucket] ?? 0, memberStarts[bucket - 1] ?? 0)
  }
  return {memberStarts, memberPrints}
}

/** Scopes by how many names they hold, the larger first, in order of letters where equal: `@types/`. */
function largestScopes(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const name of names) {
    const slash = name.startsWith('@') ? name.indexOf('/') : -1
    if (slash > 0) counts.set(name.slice(0, slash + 1), (counts.get(name.slice(0, slash + 1)) ?? 0) + 1)
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return sorted.slice(0, KEPT_SCOPES).map(([scope]) => scope)
}
