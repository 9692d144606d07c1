// What each docker command can bring onto the machine. Reviewed by hand; what is in no list is unread, never safe.

import {type FlagTable, type Placed, parseFlags} from './arguments.ts'

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
  ['plugin', ['create', 'disable', 'enable', 'inspect', 'ls', 'list', 'push', 'rm', 'remove', 'set']],
  ['service', ['inspect', 'logs', 'ls', 'list', 'ps', 'rm', 'remove']],
  ['stack', ['config', 'ls', 'list', 'ps', 'rm', 'remove', 'down', 'services']],
  ['swarm', ['ca', 'join-token', 'leave', 'unlock', 'unlock-key']],
  ['node', ['demote', 'inspect', 'ls', 'list', 'promote', 'ps', 'rm', 'remove']],
  ['secret', ['create', 'inspect', 'ls', 'list', 'rm', 'remove']],
  ['config', ['create', 'inspect', 'ls', 'list', 'rm', 'remove']],
  ['checkpoint', ['create', 'ls', 'list', 'rm', 'remove']],
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
      'push',
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
  // Not `inspect`: with `--bootstrap` it pulls the image of the builder.
  ['buildx', ['du', 'ls', 'prune', 'rm', 'stop', 'use', 'version']],
  ['builder', ['du', 'prune']],
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
  ['bake', 'may pull base images, which the bake file names and which are not read yet'],
  ['compose', 'may pull the images that the compose file names, which is not read yet'],
  ['stack', 'may pull the images that the stack file names, which is not read yet'],
  ['service', 'may make the swarm pull images, which is not read yet'],
  ['swarm', 'may make this machine run what a swarm tells it to, which is not read yet'],
  ['plugin', 'may install a plugin from a registry, which is not read yet'],
  ['import', 'may fetch an archive from an address, which is not read yet'],
  ['image import', 'may fetch an archive from an address, which is not read yet'],
  ['model', 'may pull a model, which is not read yet'],
  ['sandbox', 'may pull the image of a sandbox, which is not read yet'],
  ['scout', 'may pull the images that it looks at, which is not read yet'],
])

/** Flags that stand between a management command and its sub-command (Docker Compose and Buildx command-line references). */
const FLAGS_BETWEEN: ReadonlyMap<string, FlagTable> = new Map([
  [
    'compose',
    {
      withValue: new Set([
        'ansi',
        'env-file',
        'f',
        'file',
        'p',
        'parallel',
        'profile',
        'progress',
        'project-directory',
        'project-name',
        'workdir',
      ]),
      boolean: new Set(['all-resources', 'compatibility', 'dry-run', 'help', 'h', 'verbose', 'version', 'v']),
    },
  ],
  ['buildx', {withValue: new Set(['builder']), boolean: new Set(['D', 'debug', 'help', 'h'])}],
])

export interface FoundCommand {
  readonly kind: CommandKind
  /** In words: `image pull`. */
  readonly command: string
  /** What follows the command. */
  readonly rest: readonly Placed[]
}

/**
 * `words` begins with the first word after docker's own flags. A management command with an unknown flag before its
 * sub-command is unread: where its words begin is then not known.
 */
export function findCommand(words: readonly Placed[]): FoundCommand {
  const first = words[0]?.word ?? ''
  const below = wordsBelow(first, words.slice(1))
  const second = below[0]?.word
  const both = `${first} ${second ?? ''}`.trim()
  const pulling = PULLING.get(both)
  if (pulling !== undefined && second !== undefined) return {kind: pulling, command: both, rest: below.slice(1)}
  const direct = PULLING.get(first)
  if (direct !== undefined) return {kind: direct, command: first, rest: words.slice(1)}
  const safe = NEVER_BELOW.get(first)
  const isSafeBelow = safe !== undefined && (second === undefined || second === '--help' || safe.includes(second))
  if (NEVER.has(first) || isSafeBelow) {
    return {kind: {kind: 'never'}, command: isSafeBelow ? both : first, rest: []}
  }
  // Deny: whatever is in no list, a plugin of unknown behaviour included, may pull.
  const message = UNREAD.get(both) ?? UNREAD.get(first) ?? 'is not known, and may pull images'
  const command = safe === undefined ? first : both
  return {kind: {kind: 'unread', message: `\`docker ${command}\` ${message}`}, command, rest: []}
}

function wordsBelow(first: string, rest: readonly Placed[]): readonly Placed[] {
  const table = FLAGS_BETWEEN.get(first)
  const parsed = table && parseFlags(rest, table, true)
  return parsed?.kind === 'parsed' ? parsed.words : rest
}
