import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export interface ConfigFolder {
  readonly file: string
  /** Why it cannot be written, in a sentence; undefined where it is. */
  readonly write: (text: string) => string | undefined
  readonly remove: () => void
}

export type OpenedConfigFolder =
  | {readonly kind: 'folder'; readonly config: ConfigFolder}
  | {readonly kind: 'failed'; readonly reason: string}

/** A folder that only this person can read, for the settings of one command. */
export function configFolder(): OpenedConfigFolder {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-'))
    const file = join(folder, 'npmrc')
    const config: ConfigFolder = {
      file,
      write: (text) => {
        try {
          writeFileSync(file, text, {mode: 0o600, flag: 'wx'})
          return undefined
        } catch (error) {
          return reasonOf(error)
        }
      },
      remove: () => rmSync(folder, {recursive: true, force: true}),
    }
    return {kind: 'folder', config}
  } catch (error) {
    return {kind: 'failed', reason: reasonOf(error)}
  }
}

function reasonOf(error: unknown): string {
  const {code} = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  return `\`${tmpdir()}\` cannot be written (${code})`
}
