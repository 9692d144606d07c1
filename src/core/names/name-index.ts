// A prebuilt table of names, opened from bytes without building anything: which names exist, and how much each is used.
// It answers look-ups; what resembles what is judged elsewhere.

import type {Ecosystem} from '../artifact.ts'
import type {IndexDate, Popularity} from '../name-judgement.ts'
import {hashOf, mixed} from './hash.ts'
import {
  downloadsOf,
  FORMAT_VERSION,
  type IndexHeader,
  LONGEST_NAME,
  MAGIC,
  NAMES_PER_BLOCK,
  PREFIX_LENGTH,
  TABLE_WIDTHS,
  type TableName,
} from './index-format.ts'
import {BYTES_PER_PRINT, MemberPrints} from './member-prints.ts'

const AT_SIGN = 0x40

/** Not found. */
export const ABSENT = -1

export interface NameIndex {
  readonly ecosystem: Ecosystem
  readonly date: IndexDate
  /** Too old for the absence of a name to say much: new packages have come since. */
  readonly isStale: boolean
  readonly size: number
  readonly header: IndexHeader
  readonly popularity: (name: string) => Popularity
  /** Position in order of popularity (0 is the most used), or `ABSENT`. */
  readonly find: (name: string, hash?: number) => number
  /** False where no listed name has this hash, and nearly always where none has: a cheap first look before a string is made. */
  readonly mayHold: (hash: number) => boolean
  /** The same for every name of the ecosystem, listed or not; always false where the index does not cover the ecosystem. */
  readonly mayBeMember: (hash: number) => boolean
  /** Scopes with many names, `@types/`; the larger first. */
  readonly scopes: () => readonly string[]
  /** Popular names of other ecosystems that this one does not have. */
  readonly foreign: () => ReadonlyMap<string, Ecosystem>
  readonly nameAt: (position: number) => string
  /** Code of the first letter of the name at a position, of its scope where it has one; cheaper than the name. */
  readonly initialAt: (position: number) => number
  /** Comparable weight of a position: downloads a month, or an estimate from the rank. */
  readonly weightAt: (position: number) => number
  readonly popularityAt: (position: number) => Popularity
  /** Whether the ecosystem has such a name at all; undefined where the index does not cover the whole ecosystem. */
  readonly exists: (name: string) => boolean | undefined
}

export class NameIndexError extends Error {
  override readonly name = 'NameIndexError'
}

/**
 * An index older than `freshSince` is stale; without it the index counts as fresh. Throws `NameIndexError` when the bytes are no
 * index, of another version, or cut short.
 */
export function openNameIndex(bytes: Uint8Array, freshSince?: IndexDate): NameIndex {
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
  const place = (name: TableName): [ArrayBufferLike, number, number] => {
    const {offset, length} = header.tables[name]
    if (offset % 8 !== 0 || offset < 0 || length < 0 || offset + length * TABLE_WIDTHS[name] > bytes.byteLength) {
      throw new NameIndexError('it is cut short')
    }
    return [buffer.memory, buffer.base + offset, length]
  }
  // Dates of this form compare as text.
  const isStale = freshSince !== undefined && header.date < freshSince
  return tableIndex(header, isStale, {
    text: new Uint8Array(...place('text')),
    lengths: new Uint8Array(...place('lengths')),
    blockStarts: new Uint32Array(...place('blockStarts')),
    figures: new Uint16Array(...place('figures')),
    filter: new Uint32Array(...place('filter')),
    slots: new Uint32Array(...place('slots')),
    memberStarts: new Uint32Array(...place('memberStarts')),
    memberPrints: new Uint8Array(...place('memberPrints')),
    scopes: new Uint8Array(...place('scopes')),
    foreign: new Uint8Array(...place('foreign')),
  })
}

interface Tables {
  readonly text: Uint8Array
  readonly lengths: Uint8Array
  readonly blockStarts: Uint32Array
  readonly figures: Uint16Array
  readonly filter: Uint32Array
  readonly slots: Uint32Array
  readonly memberStarts: Uint32Array
  readonly memberPrints: Uint8Array
  readonly scopes: Uint8Array
  readonly foreign: Uint8Array
}

/** Deny: tables that contradict each other would answer anything. */
function checkFit({count, figures}: IndexHeader, tables: Tables): void {
  const {slots, memberStarts, memberPrints} = tables
  const fits =
    isPowerOfTwo(slots.length) &&
    isPowerOfTwo(tables.filter.length) &&
    slots.length > count &&
    tables.lengths.length === count &&
    tables.blockStarts.length === Math.ceil(count / NAMES_PER_BLOCK) &&
    tables.figures.length === (figures === 'downloads' ? count : 0) &&
    (memberStarts.length === 0 || (memberStarts.length > 256 && isPowerOfTwo(memberStarts.length - 1))) &&
    memberPrints.length === (memberStarts.at(-1) ?? 0) * BYTES_PER_PRINT
  if (!fits) throw new NameIndexError('its tables do not fit each other')
}

function isPowerOfTwo(count: number): boolean {
  return count > 0 && (count & (count - 1)) === 0
}

function tableIndex(header: IndexHeader, isStale: boolean, tables: Tables): NameIndex {
  checkFit(header, tables)
  const {text, lengths, blockStarts, figures, filter, slots} = tables
  const {count} = header
  const mask = slots.length - 1
  const positionBits = Math.log2(slots.length)
  const members = new MemberPrints(tables.memberStarts, tables.memberPrints)
  const startOf = (position: number): number => {
    const block = Math.floor(position / NAMES_PER_BLOCK)
    let start = blockStarts[block] ?? 0
    for (let before = block * NAMES_PER_BLOCK; before < position; before++) start += lengths[before] ?? 0
    return start
  }
  const hasName = (position: number, name: string): boolean => {
    if (lengths[position] !== name.length) return false
    const start = startOf(position)
    for (let index = 0; index < name.length; index++) {
      if (text[start + index] !== name.charCodeAt(index)) return false
    }
    return true
  }
  const find = (name: string, hash = hashOf(name)): number => {
    const bits = mixed(hash)
    let slot = bits & mask
    // Every hit is compared letter by letter; the walk ends at an empty slot, or after the whole table if it is damaged.
    for (let walked = 0; walked <= mask; walked++) {
      const entry = slots[slot] ?? 0
      if (entry === 0) return ABSENT
      const position = (entry & mask) - 1
      if ((entry ^ bits) >>> positionBits === 0 && position < count && hasName(position, name)) return position
      slot = (slot + 1) & mask
    }
    return ABSENT
  }
  const filterShift = 27 - Math.log2(filter.length)
  const passesFilter = (bits: number): boolean => {
    const place = bits >>> filterShift
    return (((filter[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1
  }
  const mayHold = (hash: number): boolean => {
    const bits = mixed(hash)
    if (!passesFilter(bits)) return false
    let slot = bits & mask
    for (let walked = 0; walked <= mask; walked++) {
      const entry = slots[slot] ?? 0
      if (entry === 0) return false
      if ((entry ^ bits) >>> positionBits === 0) return true
      slot = (slot + 1) & mask
    }
    return false
  }
  const popularityAt = (position: number): Popularity => {
    if (header.figures === 'downloads') return {kind: 'downloads', perMonth: downloadsOf(figures[position] ?? 0)}
    return header.figures === 'rank' ? {kind: 'rank', rank: position + 1} : {kind: 'official-image'}
  }
  const exists = (name: string): boolean | undefined => {
    const hash = hashOf(name)
    if (find(name, hash) !== ABSENT) return true
    return header.isComplete ? members.has(name, hash) : undefined
  }
  let foreign: ReadonlyMap<string, Ecosystem> | undefined
  let scopes: readonly string[] | undefined
  return {
    ecosystem: header.ecosystem,
    date: header.date,
    isStale,
    size: count,
    header,
    find,
    exists,
    mayHold,
    mayBeMember: (hash) => passesFilter(mixed(hash)) && members.mayHold(hash),
    scopes: () => {
      scopes ??= latin.decode(tables.scopes).match(/[^/]+\//g) ?? []
      return scopes
    },
    foreign: () => {
      foreign ??= readForeign(latin.decode(tables.foreign))
      return foreign
    },
    popularityAt,
    nameAt: (position) => {
      const start = startOf(position)
      return ascii(text.subarray(start, start + Math.min(lengths[position] ?? 0, LONGEST_NAME)))
    },
    initialAt: (position) => {
      const start = startOf(position)
      const first = text[start] ?? 0
      return first === AT_SIGN ? (text[start + 1] ?? 0) : first
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

function readForeign(text: string): ReadonlyMap<string, Ecosystem> {
  const names = new Map<string, Ecosystem>()
  for (const line of text.split('\n')) {
    const [ecosystem, name] = line.split('\t')
    if ((ecosystem === 'npm' || ecosystem === 'pypi' || ecosystem === 'docker') && name) names.set(name, ecosystem)
  }
  return names
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

const TABLES = Object.keys(TABLE_WIDTHS) as TableName[]

function isHeader(header: unknown): header is IndexHeader {
  const {tables, count, date, ecosystem} = header as Partial<IndexHeader>
  return (
    typeof count === 'number' &&
    Number.isInteger(count) &&
    count >= 0 &&
    typeof date === 'string' &&
    typeof ecosystem === 'string' &&
    TABLES.every((name) => Number.isInteger(tables?.[name]?.offset) && Number.isInteger(tables?.[name]?.length))
  )
}

/** For long texts; a name is read faster letter by letter. */
const latin = new TextDecoder('latin1')

function ascii(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
