import {constants, gzipSync} from 'node:zlib'

export interface ArchiveFile {
  /** Relative, with forward slashes, at most 100 bytes. */
  readonly path: string
  readonly content: string | Buffer
  readonly isExecutable?: boolean
}

const BLOCK = 512

/** A gzipped ustar archive; the same files give the same bytes, whatever the clock, user and machine. */
export function tarball(files: readonly ArchiveFile[]): Buffer {
  const blocks = files.flatMap((file) => {
    const content = Buffer.from(file.content)
    const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)
    return [header(file, content.length), content, padding]
  })
  // Level and strategy are fixed, and Node's gzip writes no time into its header.
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), {
    level: 6,
    strategy: constants.Z_DEFAULT_STRATEGY,
  })
}

/** One ustar header block (POSIX.1-1988): fields at fixed offsets, numbers in octal, the sum over the block itself. */
function header(file: ArchiveFile, size: number): Buffer {
  const name = Buffer.from(file.path)
  if (name.length > 100) throw new RangeError(`too long for a ustar name: ${file.path}`)
  const block = Buffer.alloc(BLOCK)
  name.copy(block, 0)
  const octal = (value: number, offset: number, digits: number): void => {
    block.write(`${value.toString(8).padStart(digits, '0')}\0`, offset, 'latin1')
  }
  octal(file.isExecutable === true ? 0o755 : 0o644, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  // 26 October 1985, the day npm gives everything it packs: some tools warn about 1970.
  octal(499_162_500, 136, 11)
  block.write('        0', 148, 'latin1')
  block.write('ustar\u000000', 257, 'latin1')
  let sum = 0
  for (const byte of block) sum += byte
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}
