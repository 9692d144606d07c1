import {globSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import type {FileReading, Surroundings} from '../core/invocation.ts'

/** The largest manifest or lockfile that is read, in bytes. The largest lockfiles seen in the wild are a tenth of it. */
const LARGEST_FILE = 256 * 1024 * 1024

export function surroundingsOf(home: string, cwd: string): Surroundings {
  return {
    home,
    readFile,
    isDirectory,
    resolvePath: (...segments) => resolve(cwd, ...segments),
    workspaceFolders,
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    // Whatever cannot be looked at (absent, too long a name, a NUL in it) is not a folder that a tool could use.
    return false
  }
}

function readFile(path: string): FileReading {
  try {
    const {size} = statSync(path)
    if (size > LARGEST_FILE) return {kind: 'unreadable', reason: `larger than ${LARGEST_FILE} bytes`}
    return {kind: 'text', text: readFileSync(path, 'utf8')}
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (ABSENT.has(code ?? '')) return {kind: 'absent'}
    return {kind: 'unreadable', reason: REASONS.get(code ?? '') ?? code ?? 'unknown error'}
  }
}

/** No such file, or a name that no file can have. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

const REASONS = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its symbolic links form a loop'],
  ['EMFILE', 'too many open files'],
])

/**
 * npm's reading of a `workspaces` field (`@npmcli/map-workspaces`): patterns in order, a leading `!` takes folders out
 * again, a folder counts when it holds a package.json, nothing below a `node_modules` does.
 */
function workspaceFolders(root: string, patterns: readonly string[]): readonly string[] {
  const folders = new Set<string>()
  for (const pattern of patterns) {
    const isNegated = pattern.startsWith('!')
    const bare = pattern
      .replace(/^!+/, '')
      .replace(/^\.?\/+/, '')
      .replace(/\/+$/, '')
    if (bare === '' || bare.includes('\0')) continue
    for (const manifest of globSync(`${bare}/package.json`, {cwd: root, exclude: (name) => name === 'node_modules'})) {
      const folder = join(root, dirname(manifest))
      if (isNegated) folders.delete(folder)
      else folders.add(folder)
    }
  }
  return [...folders].sort()
}
