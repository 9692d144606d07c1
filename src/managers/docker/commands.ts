// What each docker command can bring onto the machine. Reviewed by hand; what is in no list is unread, never safe.

export type CommandKind =
  | {readonly kind: 'never'}
  | {readonly kind: 'pull'}
  | {readonly kind: 'run'; readonly table: 'run' | 'create'}
  /** May pull, and what it pulls stands in files or services that are not read yet. */
  | {readonly kind: 'unread'; readonly message: string}

const NEVER: ReadonlySet<string> = new Set([
  'attach',
  'commit',
  'cp',
  'diff',
  'events',
  'exec',
  'export',
  'help',
  'history',
  'images',
  'info',
  'inspect',
  'kill',
  'load',
  'login',
  'logout',
  'logs',
  'pause',
  'port',
  'ps',
  'push',
  'rename',
  'restart',
  'rm',
  'rmi',
  'save',
  'search',
  'start',
  'stats',
  'stop',
  'tag',
  'top',
  'unpause',
  'update',
  'version',
  'wait',
])

/** Management commands whose sub-commands never pull, apart from those named in `UNREAD` and `PULLING`. */
const NEVER_BELOW: ReadonlyMap<string, readonly string[]> = new Map([
  ['image', ['history', 'inspect', 'load', 'ls', 'list', 'prune', 'push', 'rm', 'remove', 'save', 'tag']],
  [
    'container',
    [
      'attach',
      'commit',
      'cp',
      'diff',
      'exec',
      'export',
      'inspect',
      'kill',
      'logs',
      'ls',
      'list',
      'ps',
      'pause',
      'port',
      'prune',
      'rename',
      'restart',
      'rm',
      'remove',
      'start',
      'stats',
      'stop',
      'top',
      'unpause',
      'update',
      'wait',
    ],
  ],
  ['network', ['connect', 'create', 'disconnect', 'inspect', 'ls', 'list', 'prune', 'rm', 'remove']],
  ['volume', ['create', 'inspect', 'ls', 'list', 'prune', 'rm', 'remove', 'update']],
  ['context', ['create', 'export', 'import', 'inspect', 'ls', 'list', 'rm', 'remove', 'show', 'update', 'use']],
  ['system', ['df', 'events', 'info', 'prune', 'dial-stdio']],
  ['manifest', ['annotate', 'create', 'inspect', 'push', 'rm']],
  ['trust', ['inspect', 'revoke', 'sign']],
  [
    'compose',
    [
      'config',
      'convert',
      'down',
      'events',
      'exec',
      'images',
      'kill',
      'logs',
      'ls',
      'pause',
      'port',
      'ps',
      'restart',
      'rm',
      'start',
      'stats',
      'stop',
      'top',
      'unpause',
      'version',
      'volumes',
      'wait',
    ],
  ],
  ['buildx', ['du', 'history', 'inspect', 'ls', 'prune', 'rm', 'stop', 'use', 'version']],
])

const PULLING: ReadonlyMap<string, CommandKind> = new Map<string, CommandKind>([
  ['pull', {kind: 'pull'}],
  ['image pull', {kind: 'pull'}],
  ['run', {kind: 'run', table: 'run'}],
  ['container run', {kind: 'run', table: 'run'}],
  ['create', {kind: 'run', table: 'create'}],
  ['container create', {kind: 'run', table: 'create'}],
])

const UNREAD: ReadonlyMap<string, string> = new Map([
  ['build', 'may pull base images, which the Dockerfile names and which are not read yet'],
  ['builder', 'may pull base images, which the Dockerfile names and which are not read yet'],
  ['image build', 'may pull base images, which the Dockerfile names and which are not read yet'],
  ['buildx', 'may pull base images and builders, which are not read yet'],
  ['compose', 'may pull the images that the compose file names, which is not read yet'],
  ['stack', 'may pull the images that the stack file names, which is not read yet'],
  ['service', 'may make the swarm pull images, which is not read yet'],
  ['plugin', 'may install a plugin from a registry, which is not read yet'],
  ['import', 'may fetch an archive from an address, which is not read yet'],
  ['image import', 'may fetch an archive from an address, which is not read yet'],
])

export interface FoundCommand {
  readonly kind: CommandKind
  /** How many words the command has. */
  readonly length: number
  readonly command: string
}

/**
 * A management command with a flag before its sub-command is unread: where its words begin is then not known.
 */
export function commandKind(first: string, second: string | undefined): FoundCommand {
  const both = `${first} ${second ?? ''}`
  const pulling = PULLING.get(both)
  if (pulling !== undefined) return {kind: pulling, length: 2, command: both}
  const direct = PULLING.get(first)
  if (direct !== undefined) return {kind: direct, length: 1, command: first}
  if (NEVER.has(first)) return {kind: {kind: 'never'}, length: 1, command: first}
  const below = NEVER_BELOW.get(first)
  if (below !== undefined && (second === undefined || second === '--help' || below.includes(second))) {
    return {kind: {kind: 'never'}, length: 2, command: both.trim()}
  }
  // Deny: whatever is in no list, a plugin of unknown behaviour included, may pull.
  const message = UNREAD.get(both) ?? UNREAD.get(first) ?? 'is not known, and may pull images'
  return {kind: {kind: 'unread', message: `\`docker ${both.trim()}\` ${message}`}, length: 1, command: first}
}
