import {closeSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** Gives an open file with this content to `act`. */
export async function withOpenFile<T>(
  content: string | Uint8Array,
  act: (file: number, size: number) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-file-'))
  const path = join(folder, 'file')
  writeFileSync(path, content)
  const file = openSync(path, 'r')
  try {
    return await act(file, Buffer.byteLength(content))
  } finally {
    closeSync(file)
    rmSync(folder, {recursive: true})
  }
}
