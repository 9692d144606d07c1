import {posix} from 'node:path'
import type {Surroundings} from '../../../src/core/invocation.ts'

/** A machine that has just these files (path to text) and folders, all absolute; the person lives in `/home/person`. */
export function fakeMachine(
  files: Readonly<Record<string, string>> = {},
  folders: readonly string[] = ['/p'],
): Surroundings {
  const texts = new Map(Object.entries(files))
  return {
    home: '/home/person',
    readFile: (path) => {
      const text = texts.get(path)
      return text === undefined ? {kind: 'absent'} : {kind: 'text', text}
    },
    isDirectory: (path) => folders.includes(path),
    resolvePath: (...segments) => posix.resolve('/p', ...segments),
    workspaceFolders: () => [],
  }
}
