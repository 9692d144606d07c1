// The central directory of a zip archive (PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 4.3.12 to 4.3.16), with what is
// needed of ZIP64. Nothing is ever extracted to a path, and still an archive that tries to leave its folder is none of ours.

import type {FileWindow} from '../file-window.ts'

export interface ZipEntry {
  readonly name: string
  /** 0: stored, 8: deflated. */
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  /** Of the local header. */
  readonly offset: number
}

export interface ZipDirectory {
  readonly entries: number
  readonly start: number
  readonly end: number
}

/** A sentence about the archive. */
export interface Broken {
  readonly kind: 'broken'
  readonly reason: string
}

const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const ENTRY_LENGTH = 46
export const LOCAL_LENGTH = 30
const MOST_ENTRIES = 2_000_000
const UNSET = 0xffff_ffff

/** Where the directory lies. The last record of the file says it, in front of a comment at most. */
export function findDirectory(file: FileWindow): ZipDirectory | Broken {
  const tailStart = Math.max(0, file.size - END_LENGTH - LONGEST_COMMENT)
  const tail = file.read(tailStart, file.size - tailStart)
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06_05_4b_50 || tail.readUInt16LE(at + 20) !== tail.length - at - END_LENGTH)
      continue
    const small = {
      entries: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      start: tail.readUInt32LE(at + 16),
    }
    // Before the file is read anywhere else.
    const isPartOfMany = tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0
    const isLarge = small.entries === 0xffff || small.length === UNSET || small.start === UNSET
    const limit = tailStart + at
    const {entries, length, start} = isLarge ? (largeDirectory(file, limit) ?? small) : small
    if (isPartOfMany && !isLarge) return broken('it is one of several volumes')
    if (entries > MOST_ENTRIES) return broken(`it holds more than ${MOST_ENTRIES} files`)
    if (start + length > limit || entries * ENTRY_LENGTH > length) return broken('its directory lies outside of it')
    return {entries, start, end: start + length}
  }
  return broken('it breaks off: it has no directory at its end')
}

/** ZIP64: the locator stands before the end record, and says where the large end record is. */
function largeDirectory(file: FileWindow, end: number): {entries: number; length: number; start: number} | undefined {
  const locator = file.read(end - 20, 20)
  if (end < 20 || locator.length < 20 || locator.readUInt32LE(0) !== 0x07_06_4b_50) return undefined
  const record = file.read(Number(locator.readBigUInt64LE(8)), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06_06_4b_50) return undefined
  const number = (at: number): number => Number(record.readBigUInt64LE(at))
  return {entries: number(32), length: number(40), start: number(48)}
}

/** Every entry, or where the directory is broken. */
export function* entriesOf(file: FileWindow, {entries, start, end}: ZipDirectory): Generator<ZipEntry | Broken> {
  let at = start
  for (let index = 0; index < entries; index++) {
    const header = file.read(at, ENTRY_LENGTH)
    if (header.length < ENTRY_LENGTH || header.readUInt32LE(0) !== 0x02_01_4b_50) {
      yield broken(`entry ${index + 1} of its directory is damaged`)
      return
    }
    const nameLength = header.readUInt16LE(28)
    const extraLength = header.readUInt16LE(30)
    const length = ENTRY_LENGTH + nameLength + extraLength + header.readUInt16LE(32)
    const whole = file.read(at, ENTRY_LENGTH + nameLength + extraLength)
    at += length
    if (at > end || whole.length < ENTRY_LENGTH + nameLength + extraLength) {
      yield broken(`entry ${index + 1} of its directory is damaged`)
      return
    }
    yield entryIn(whole, nameLength)
  }
}

function entryIn(bytes: Buffer, nameLength: number): ZipEntry | Broken {
  const name = bytes.toString('utf8', ENTRY_LENGTH, ENTRY_LENGTH + nameLength)
  const flags = bytes.readUInt16LE(8)
  const method = bytes.readUInt16LE(10)
  if (/[\\\0]|^\/|^[a-z]:|(?:^|\/)\.\.(?:\/|$)/i.test(name))
    return broken(`it holds \`${name.slice(0, 60)}\`, a path that leads out of it`)
  if ((flags & 1) !== 0) return broken('it is encrypted')
  if (method !== 0 && method !== 8) return broken(`it is packed by a method that is not known (${method})`)
  const small = {packed: bytes.readUInt32LE(20), size: bytes.readUInt32LE(24), offset: bytes.readUInt32LE(42)}
  const numbers = {...small, ...largeNumbers(bytes.subarray(ENTRY_LENGTH + nameLength), small)}
  return {name, method, crc: bytes.readUInt32LE(16), ...numbers}
}

/** ZIP64 extended information: the numbers that did not fit, in this order (4.5.3). */
function largeNumbers(extra: Buffer, small: Pick<ZipEntry, 'packed' | 'size' | 'offset'>): Partial<typeof small> {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1 && end <= extra.length) {
      const numbers: {-readonly [Key in keyof typeof small]?: number} = {}
      let next = at + 4
      for (const key of ['size', 'packed', 'offset'] as const) {
        if (small[key] !== UNSET || next + 8 > end) continue
        numbers[key] = Number(extra.readBigUInt64LE(next))
        next += 8
      }
      return numbers
    }
    at = end
  }
  return {}
}

export function broken(reason: string): Broken {
  return {kind: 'broken', reason}
}
