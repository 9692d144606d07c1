import {createHash} from 'node:crypto'
import {lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs'
import {join} from 'node:path'

/**
 * Every file and link below a folder, by path in code-unit order, with what proves it unchanged: mode and SHA-256 of a file,
 * target of a link. Two equal digests mean byte-identical trees. An absent folder is empty.
 */
export function treeDigest(folder: string): ReadonlyMap<string, string> {
  const digests: [string, string][] = []
  const walk = (relative: string): void => {
    for (const name of namesIn(join(folder, relative))) {
      const path = relative === '' ? name : `${relative}/${name}`
      const absolute = join(folder, path)
      const status = lstatSync(absolute)
      if (status.isDirectory()) {
        digests.push([`${path}/`, (status.mode & 0o7777).toString(8)])
        walk(path)
      } else if (status.isSymbolicLink()) digests.push([path, `-> ${readlinkSync(absolute)}`])
      else {
        const mode = (status.mode & 0o7777).toString(8)
        const content = status.isFile() ? createHash('sha256').update(readFileSync(absolute)).digest('hex') : 'special'
        digests.push([path, `${mode} ${content}`])
      }
    }
  }
  walk('')
  return new Map(digests.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
