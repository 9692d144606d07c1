import type {Rule} from './rule.ts'

export const localPath: Rule = {
  code: 'local-path',
  meaning: 'comes from a file or folder on this machine',
  judge({source, requestedIn}) {
    // A project's own folders in its manifest and lockfile (workspaces) are not worth a word.
    if (requestedIn.kind !== 'argv' || (source.kind !== 'file' && source.kind !== 'directory')) return undefined
    return {message: `comes from the ${source.kind} \`${source.path}\` on this machine`, suggestions: []}
  },
}
