import {readdirSync} from 'node:fs'
import {join} from 'node:path'

/** Folders that hold no project of one's own, and hidden ones beside them. */
const PASSED_OVER = new Set(['node_modules', 'bower_components', 'vendor', 'dist'])

/** Deeper than any checkout; a link is never followed, so there is no cycle. */
const DEEPEST = 32

/**
 * `root` and the folders below it that hold one of the `files`, in the order of their paths. Folders that cannot be read are
 * given to `onUnreadable`.
 */
export function foldersWith(
  root: string,
  files: ReadonlySet<string>,
  onUnreadable: (folder: string) => void,
): readonly string[] {
  const found: string[] = []
  const visit = (folder: string, depth: number): void => {
    try {
      const entries = readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))
      if (entries.some((entry) => files.has(entry.name))) found.push(folder)
      for (const entry of entries) {
        if (!entry.isDirectory() || entry.name.startsWith('.') || PASSED_OVER.has(entry.name)) continue
        if (depth < DEEPEST) visit(join(folder, entry.name), depth + 1)
        else onUnreadable(join(folder, entry.name))
      }
    } catch {
      onUnreadable(folder)
    }
  }
  visit(root, 0)
  return found
}
