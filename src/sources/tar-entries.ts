// Single files out of a tar archive that is in memory (POSIX.1-1988 ustar, as npm packs). Nothing is written anywhere, so a path in
// it leads nowhere.

const BLOCK = 512

export interface TarEntry {
  /** As it is written: `package/policy.yaml`. */
  readonly path: string
  readonly content: Uint8Array
}

/** Regular files, in their order; ends at the first block that is none of a header. Extended headers are passed over. */
export function* tarEntries(archive: Uint8Array): Generator<TarEntry> {
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK)
    const size = octal(header.subarray(124, 136))
    const start = at + BLOCK
    if (header[0] === 0 || size === undefined || start + size > archive.length) return
    // A file is of type 0, or of none in archives from before POSIX.
    if (header[156] === 0x30 || header[156] === 0) {
      const prefix = textIn(header.subarray(345, 500))
      const name = textIn(header.subarray(0, 100))
      yield {path: prefix === '' ? name : `${prefix}/${name}`, content: archive.subarray(start, start + size)}
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
}

function octal(field: Uint8Array): number | undefined {
  const text = textIn(field).trim()
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : undefined
}

function textIn(field: Uint8Array): string {
  const end = field.indexOf(0)
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString()
}
