import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A folder that only this person can read, for the settings of one command. */
export function configFolder(): {
  readonly file: string
  readonly write: (text: string) => void
  readonly remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-'))
  const file = join(folder, 'npmrc')
  return {
    file,
    write: (text) => writeFileSync(file, text, {mode: 0o600, flag: 'wx'}),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}
