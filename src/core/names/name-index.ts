// A prebuilt table of names, opened from bytes without building anything: which names exist, and how much each is used.
// It answers look-ups; what resembles what is judged elsewhere.

import type {Ecosystem} from '../artifact.ts'
import type {IndexDate, Popularity} from '../name-judgement.ts'
import {hashOf, mixed} from './hash.ts'
import {
  downloadsOf,
  FORMAT_VERSION,
  type IndexHeader,
  MAGIC,
  MEMBER_PROBES,
  PREFIX_LENGTH,
  type TablePlace,
} from './index-format.ts'

/** npm's limit; no ecosystem has longer names. */
const LONGEST_NAME = 214

/** Not found. */
export const ABSENT = -1

export interface NameIndex {
  readonly ecosystem: Ecosystem
  readonly date: IndexDate
  readonly size: number
  readonly header: IndexHeader
  readonly popularity: (name: string) => Popularity
  /** Position in order of popularity (0 is the most used), or `ABSENT`. */
  readonly find: (name: string, hash?: number) => number
  /** False only where no name has this hash's slot: a cheap first look before a string is made. */
  readonly mayHold: (hash: number) => boolean
  /** Scopes with many names, `@types/`; the larger first. */
  readonly scopes: () => readonly string[]
  readonly nameAt: (position: number) => string
  /** Comparable weight of a position: downloads a month, or an estimate from the rank. */
  readonly weightAt: (position: number) => number
  readonly popularityAt: (position: number) => Popularity
  /** Whether the ecosystem has such a name at all; undefined where the index does not cover the whole ecosystem. */
  readonly exists: (name: string) => boolean | undefined
}

export class NameIndexError extends Error {
  override readonly name = 'NameIndexError'
}

/** Throws `NameIndexError` when the bytes are no index, of another version, or cut short. */
export function openNameIndex(bytes: Uint8Array): NameIndex {
  if (bytes.byteLength < PREFIX_LENGTH || ascii(bytes.subarray(0, 8)) !== MAGIC) {
    throw new NameIndexError('it is no sallyport name index')
  }
  // Typed tables need aligned memory, which a slice of a pooled buffer is not.
  const buffer =
    bytes.byteOffset % 8 === 0
      ? {memory: bytes.buffer, base: bytes.byteOffset}
      : {memory: bytes.slice().buffer, base: 0}
  const [version = 0, headerLength = 0] = new Uint32Array(buffer.memory, buffer.base + 8, 2)
  if (version !== FORMAT_VERSION) throw new NameIndexError(`it has format ${version}, expected ${FORMAT_VERSION}`)
  const header = readHeader(bytes, headerLength)
  const place = ({offset, length}: TablePlace, width: number): [ArrayBufferLike, number, number] => {
    if (offset % 8 !== 0 || offset < 0 || length < 0 || offset + length * width > bytes.byteLength) {
      throw new NameIndexError('it is cut short')
    }
    return [buffer.memory, buffer.base + offset, length]
  }
  const {tables} = header
  return tableIndex(header, {
    text: new Uint8Array(...place(tables.text, 1)),
    starts: new Uint32Array(...place(tables.starts, 4)),
    figures: new Uint16Array(...place(tables.figures, 2)),
    slots: new Uint32Array(...place(tables.slots, 4)),
    members: new Uint32Array(...place(tables.members, 4)),
    scopes: new Uint8Array(...place(tables.scopes, 1)),
  })
}

interface Tables {
  readonly text: Uint8Array
  readonly starts: Uint32Array
  readonly figures: Uint16Array
  readonly slots: Uint32Array
  readonly members: Uint32Array
  readonly scopes: Uint8Array
}

function tableIndex(header: IndexHeader, {text, starts, figures, slots, members, scopes}: Tables): NameIndex {
  const {count} = header
  const mask = slots.length - 1
  const figureCount = header.figures === 'downloads' ? count : 0
  if (
    slots.length === 0 ||
    (slots.length & mask) !== 0 ||
    starts.length !== count + 1 ||
    figures.length !== figureCount
  ) {
    throw new NameIndexError('its tables do not fit each other')
  }
  const hasName = (position: number, name: string): boolean => {
    const start = starts[position] ?? 0
    if ((starts[position + 1] ?? 0) - start !== name.length) return false
    for (let index = 0; index < name.length; index++) {
      if (text[start + index] !== name.charCodeAt(index)) return false
    }
    return true
  }
  const find = (name: string, hash = hashOf(name)): number => {
    let slot = mixed(hash) & mask
    // Every hit is compared letter by letter; the walk ends at an empty slot, or after the whole table if it is damaged.
    for (let walked = 0; walked <= mask; walked++) {
      const entry = slots[slot] ?? 0
      if (entry === 0) return ABSENT
      if (entry <= count && hasName(entry - 1, name)) return entry - 1
      slot = (slot + 1) & mask
    }
    return ABSENT
  }
  const popularityAt = (position: number): Popularity => {
    if (header.figures === 'downloads') return {kind: 'downloads', perMonth: downloadsOf(figures[position] ?? 0)}
    return header.figures === 'rank' ? {kind: 'rank', rank: position + 1} : {kind: 'official-image'}
  }
  const exists = (name: string): boolean | undefined => {
    if (find(name) !== ABSENT) return true
    if (!header.isComplete) return undefined
    return hasMember(members, name)
  }
  return {
    ecosystem: header.ecosystem,
    date: header.date,
    size: count,
    header,
    find,
    exists,
    scopes: () => ascii(scopes).match(/[^/]+\//g) ?? [],
    mayHold: (hash) => slots[mixed(hash) & mask] !== 0,
    popularityAt,
    // Bounded, so that a damaged place cannot make a name of megabytes; checking every place would cost more than reading.
    nameAt: (position) => {
      const start = starts[position] ?? 0
      return ascii(text.subarray(start, Math.min(starts[position + 1] ?? 0, start + LONGEST_NAME)))
    },
    // Downloads fall about as 1/rank (Zipf); the constant puts rank 1 of PyPI where its downloads are.
    weightAt: (position) =>
      header.figures === 'downloads' ? downloadsOf(figures[position] ?? 0) : 2e9 / (position + 1),
    popularity: (name) => {
      const position = find(name)
      if (position !== ABSENT) return popularityAt(position)
      return exists(name) === true ? {kind: 'known'} : {kind: 'unlisted'}
    },
  }
}

/** Bloom filter: every probe's bit is set for a member; all set for a stranger is rare. */
function hasMember(members: Uint32Array, name: string): boolean {
  if (members.length === 0) return false
  for (const bit of memberBits(name, members.length * 32)) {
    if ((((members[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 0) return false
  }
  return true
}

/** The filter's bits of a name, by double hashing (Kirsch and Mitzenmacher 2006). */
export function memberBits(name: string, size: number): readonly number[] {
  const hash = hashOf(name)
  const first = mixed(hash)
  const second = mixed(hash ^ 0x5bd1e995) | 1
  return Array.from({length: MEMBER_PROBES}, (_, probe) => ((first + Math.imul(probe, second)) >>> 0) % size)
}

function readHeader(bytes: Uint8Array, length: number): IndexHeader {
  if (PREFIX_LENGTH + length > bytes.byteLength) throw new NameIndexError('it is cut short')
  try {
    const header: unknown = JSON.parse(ascii(bytes.subarray(PREFIX_LENGTH, PREFIX_LENGTH + length)))
    if (isHeader(header)) return header
  } catch {
    // Falls through to the one complaint for every damage.
  }
  throw new NameIndexError('its header is damaged')
}

const TABLES = ['text', 'starts', 'figures', 'slots', 'members', 'scopes'] as const

function isHeader(header: unknown): header is IndexHeader {
  const {tables, count, date, ecosystem} = header as Partial<IndexHeader>
  return (
    Number.isInteger(count) &&
    typeof date === 'string' &&
    typeof ecosystem === 'string' &&
    TABLES.every((name) => Number.isInteger(tables?.[name]?.offset) && Number.isInteger(tables?.[name]?.length))
  )
}

function ascii(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
