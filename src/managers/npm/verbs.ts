// What each npm command can bring onto the machine, read off npm 12's `lib/commands` (and 8 to 11 for commands that are gone).

/**
 * - `never`: no package comes in (metadata may).
 * - `tree`: builds the project's dependency tree; words on the command line name packages to add.
 * - `tree-only`: builds the tree; words name something else, or packages that are already there.
 * - `exec`, `init`: runs a package, fetching it when it is not there.
 * - `specs`: words are packages that are fetched, without a tree.
 * - `metadata`: words are looked up; only those that are no registry names can bring anything in.
 * - `subcommand`: depends on the next word.
 */
export type VerbKind = 'never' | 'tree' | 'tree-only' | 'exec' | 'init' | 'specs' | 'metadata' | 'subcommand'

const KINDS: Readonly<Record<VerbKind, readonly string[]>> = {
  tree: ['install', 'install-test', 'link'],
  'tree-only': [
    'ci',
    'install-ci-test',
    'update',
    'uninstall',
    'prune',
    'dedupe',
    'find-dupes',
    'shrinkwrap',
    'edit',
    'rebuild',
  ],
  exec: ['exec'],
  init: ['init'],
  // `publish` may be given the specifier of something to fetch and publish again.
  specs: ['pack', 'publish'],
  // A manifest read from git is a clone whose prepare scripts run; from the registry it is metadata only.
  metadata: ['bugs', 'docs', 'fund', 'owner', 'repo', 'view'],
  subcommand: ['audit', 'cache', 'diff', 'patch', 'stage', 'version'],
  never: [
    'access',
    'adduser',
    'approve-scripts',
    'bin',
    'completion',
    'config',
    'deny-scripts',
    'deprecate',
    'dist-tag',
    'doctor',
    'explain',
    'explore',
    'get',
    'help',
    'help-search',
    'hook',
    'install-scripts',
    'll',
    'login',
    'logout',
    'ls',
    'org',
    'outdated',
    'ping',
    'pkg',
    'prefix',
    'profile',
    'query',
    'restart',
    'root',
    'run',
    'sbom',
    'search',
    'set',
    'set-script',
    'star',
    'stars',
    'start',
    'stop',
    'team',
    'test',
    'token',
    'trust',
    'undeprecate',
    'unpublish',
    'unstar',
    'whoami',
  ],
}

const KIND_OF: ReadonlyMap<string, VerbKind> = new Map(
  (Object.entries(KINDS) as [VerbKind, readonly string[]][]).flatMap(([kind, verbs]) =>
    verbs.map((verb) => [verb, kind]),
  ),
)

/** Deny: a command that is in no list is taken for one that fetches what its words name. */
export function verbKind(command: string): VerbKind {
  return KIND_OF.get(command) ?? 'specs'
}
