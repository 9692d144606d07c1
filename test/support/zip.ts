import {crc32} from 'node:zlib'
import type {ArchiveFile} from './tar.ts'

/** 1 January 1980 00:00, the first moment a zip file can hold, as DOS date and time. */
const DATE = 0x0021
const VERSION_MADE_BY_UNIX = 0x0314

/** A zip archive whose files are stored, not compressed; the same files give the same bytes. */
export function zip(files: readonly ArchiveFile[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = Buffer.from(file.path)
    const content = Buffer.from(file.content)
    // The part both headers share: version, flags, method, time, date, CRC, both sizes, lengths of name and extra field.
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(DATE, 8)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(content.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const start = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, content])
    const made = Buffer.alloc(2)
    made.writeUInt16LE(VERSION_MADE_BY_UNIX)
    // Comment length, disk, internal attributes, external attributes (Unix mode in the upper half), offset.
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((file.isExecutable === true ? 0o100755 : 0o100644) * 0x1_00_00, 6)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\u0001\u0002', 'latin1'), made, shared, tail, name)
    local.push(start)
    offset += start.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
