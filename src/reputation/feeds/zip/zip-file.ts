// The files of a zip archive one after another, each checked against the directory before anybody sees it. Written by hand: the
// libraries make a stream for each file, which for hundreds of thousands of small ones takes longer than all the rest.

import {crc32, inflateRawSync} from 'node:zlib'
import {FileWindow} from '../file-window.ts'
import {
  type Broken,
  broken,
  entriesOf,
  findDirectory,
  LOCAL_LENGTH,
  type ZipDirectory,
  type ZipEntry,
} from './directory.ts'

export type ZipContent =
  | {readonly kind: 'content'; readonly name: string; readonly bytes: Buffer}
  /** It is there and left out. */
  | {readonly kind: 'too-large'; readonly name: string}
  | Broken

/** Those whose names `wants`. Of a file that is unpacked larger than `largest` nothing is unpacked. */
export function* filesOf(
  file: number,
  size: number,
  {wants, largest}: {readonly wants: (name: string) => boolean; readonly largest: number},
): Generator<ZipContent> {
  const forDirectory = new FileWindow(file, size)
  const directory = findDirectory(forDirectory)
  if ('kind' in directory) {
    yield directory
    return
  }
  const fault = faultIn(forDirectory, directory)
  if (fault !== undefined) {
    yield fault
    return
  }
  const forContent = new FileWindow(file, directory.start)
  for (const entry of entriesOf(forDirectory, directory)) {
    if ('kind' in entry) {
      yield entry
      return
    }
    const {name} = entry
    if (!wants(name)) continue
    if (entry.size > largest) {
      yield {kind: 'too-large', name}
      continue
    }
    const content = contentOf(entry, forContent)
    yield content
    if (content.kind === 'broken') return
  }
}

/** Looks at the whole directory before anything is unpacked. */
function faultIn(file: FileWindow, directory: ZipDirectory): Broken | undefined {
  let together = 0
  for (const entry of entriesOf(file, directory)) {
    if ('kind' in entry) return entry
    together += entry.packed + LOCAL_LENGTH
    if (entry.offset + entry.packed + LOCAL_LENGTH > directory.start)
      return broken(`\`${entry.name.slice(0, 60)}\` lies outside of it`)
  }
  // Files that share their bytes are how a small archive holds more than a disk does.
  return together > directory.start ? broken('its files overlap') : undefined
}

function contentOf({name, method, crc, packed, size, offset}: ZipEntry, file: FileWindow): ZipContent {
  const damaged = (what: string): Broken => broken(`\`${name.slice(0, 60)}\` in it is damaged: ${what}`)
  const header = file.read(offset, LOCAL_LENGTH)
  if (header.length < LOCAL_LENGTH || header.readUInt32LE(0) !== 0x04_03_4b_50) return damaged('it has no header')
  const nameLength = header.readUInt16LE(26)
  const start = LOCAL_LENGTH + nameLength + header.readUInt16LE(28)
  const whole = file.read(offset, start + packed)
  if (whole.length < start + packed) return damaged('it breaks off')
  const isSame =
    whole.readUInt16LE(8) === method && whole.toString('utf8', LOCAL_LENGTH, LOCAL_LENGTH + nameLength) === name
  if (!isSame) return damaged('its header says something else than the directory')
  const bytes = unpackedOf(whole.subarray(start), method, size)
  if (bytes === undefined || bytes.length !== size) return damaged('it has another size than the directory says')
  if (crc32(bytes) !== crc) return damaged('its checksum is wrong')
  return {kind: 'content', name, bytes}
}

function unpackedOf(packed: Buffer, method: number, size: number): Buffer | undefined {
  if (method === 0) return packed
  try {
    // Never more than the directory says; an empty file is a byte at most.
    return inflateRawSync(packed, {maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size)})
  } catch {
    return undefined
  }
}
