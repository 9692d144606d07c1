import {hashOf, mixed} from '../core/names/hash.ts'
import {
  FORMAT_VERSION,
  type IndexHeader,
  KEPT_SCOPES,
  MAGIC,
  MEMBER_BITS_PER_NAME,
  PREFIX_LENGTH,
  packedDownloads,
} from '../core/names/index-format.ts'
import {memberBits} from '../core/names/name-index.ts'

export interface IndexContent {
  readonly ecosystem: IndexHeader['ecosystem']
  readonly date: string
  readonly sources: Readonly<Record<string, number>>
  readonly figures: IndexHeader['figures']
  /** Most used first; ASCII. */
  readonly names: readonly {readonly name: string; readonly figure: number}[]
  /** Every name of the ecosystem, or none where no complete list exists. */
  readonly members: readonly string[]
}

/** The bytes of an index file, the same for the same content. */
export function writeNameIndex({ecosystem, date, sources, figures, names, members}: IndexContent): Uint8Array {
  const starts = new Uint32Array(names.length + 1)
  names.forEach(({name}, position) => {
    starts[position + 1] = (starts[position] ?? 0) + name.length
  })
  const text = Buffer.from(names.map(({name}) => name).join(''), 'latin1')
  const figureTable =
    figures === 'downloads' ? Uint16Array.from(names, ({figure}) => packedDownloads(figure)) : new Uint16Array()
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, names.length * 1.5))))
  names.forEach(({name}, position) => {
    let slot = mixed(hashOf(name)) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = position + 1
  })
  const filter = new Uint32Array(Math.ceil((members.length * MEMBER_BITS_PER_NAME) / 32))
  for (const name of members) {
    for (const bit of memberBits(name, filter.length * 32))
      filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }

  const scopes = Buffer.from(largestScopes(names.map(({name}) => name)).join(''), 'latin1')
  const tables = {text, starts, figures: figureTable, slots, members: filter, scopes}
  const base = {ecosystem, date, sources, count: names.length, figures, isComplete: members.length > 0}
  const place = (headerLength: number) => {
    let offset = aligned(PREFIX_LENGTH + headerLength)
    return Object.fromEntries(
      Object.entries(tables).map(([name, table]) => {
        const entry = [name, {offset, length: table.length}] as const
        offset = aligned(offset + table.byteLength)
        return entry
      }),
    )
  }
  // The offsets' digits are part of the header's length, so the header gets room to spare and is padded with spaces.
  const headerLength = 1024
  const header = JSON.stringify({...base, tables: place(headerLength)}).padEnd(headerLength)
  const places = place(headerLength)
  const last = places.scopes ?? {offset: 0, length: 0}
  const bytes = Buffer.alloc(aligned(last.offset + scopes.byteLength))
  bytes.write(MAGIC, 0, 'latin1')
  bytes.writeUInt32LE(FORMAT_VERSION, 8)
  bytes.writeUInt32LE(header.length, 12)
  bytes.write(header, PREFIX_LENGTH, 'latin1')
  for (const [name, table] of Object.entries(tables)) {
    bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), places[name]?.offset ?? 0)
  }
  return bytes
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8
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
