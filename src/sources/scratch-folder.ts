import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A folder of our own among the temporary files, for as long as something is done in it. */
export async function inScratchFolder<Result>(act: (folder: string) => Promise<Result>): Promise<Result> {
  // Made for this user alone (mode 0700).
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-'))
  try {
    return await act(folder)
  } finally {
    rmSync(folder, {recursive: true, force: true, maxRetries: 3})
  }
}
