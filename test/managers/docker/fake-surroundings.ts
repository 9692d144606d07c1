import type {Surroundings} from '../../../src/core/invocation.ts'

/** A machine without a single file. Docker's reader looks at none. */
export const emptyMachine: Surroundings = {
  home: '/home/person',
  readFile: () => ({kind: 'absent'}),
  isDirectory: () => false,
  resolvePath: (...segments) => segments.join('/'),
  workspaceFolders: () => [],
}
