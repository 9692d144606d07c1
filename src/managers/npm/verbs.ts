// What each npm command can bring onto the machine, read off npm 12's `lib/commands` (and 7 to 11 for commands that are gone).

/**
 * - `never`: no package comes in (metadata may).
 * - `tree`: builds the project's dependency tree; words on the command line name packages to add.
 * - `tree-only`: builds the tree; words name something else, or packages that are already there.
 * - `exec`, `init`: runs a package, fetching it when it is not there.
 * - `specs`: words are packages that are fetched, without a tree.
 * - `metadata`: words are looked up; only those that are no registry names can bring anything in (what npm reads from a
 *   repository it clones).
 * - `subcommand`: depends on the next word.
 */
export type VerbKind = 'never' | 'tree' | 'tree-only' | 'exec' | 'init' | 'specs' | 'metadata' | 'subcommand'

const VERDICTS: readonly (readonly [command: string, kind: VerbKind, why: string])[] = [
  ['access', 'never', 'changes who may publish, at the registry'],
  ['adduser', 'never', 'logs in'],
  ['approve-scripts', 'never', 'writes approvals of install scripts into package.json'],
  ['audit', 'subcommand', 'asks for advisories; with `fix` it builds the tree with other versions'],
  ['bin', 'never', 'prints a path'],
  ['birthday', 'never', 'prints a greeting'],
  ['bugs', 'metadata', 'reads a manifest and opens a browser'],
  ['cache', 'subcommand', 'with `add` it fetches what is named into the cache'],
  ['ci', 'tree-only', 'builds the tree of the lockfile; words are ignored'],
  ['completion', 'never', 'prints a shell script'],
  ['config', 'never', 'reads and writes npmrc files'],
  ['dedupe', 'tree-only', 'builds the tree anew with fewer copies'],
  ['deny-scripts', 'never', 'writes refusals of install scripts into package.json'],
  ['deprecate', 'never', 'marks a version, at the registry'],
  ['diff', 'subcommand', 'fetches and unpacks what `--diff` names; words are paths'],
  ['dist-tag', 'never', 'reads and moves tags, at the registry'],
  ['docs', 'metadata', 'reads a manifest and opens a browser'],
  ['doctor', 'never', 'checks the installation; asks the registry for the newest npm version'],
  ['edit', 'tree-only', 'opens an editor and rebuilds the package'],
  ['exec', 'exec', 'runs a command of a package'],
  ['explain', 'never', 'reads node_modules'],
  ['explore', 'never', 'starts a shell in an installed package; what that runs passes the gate by itself'],
  ['find-dupes', 'tree-only', 'builds the tree as `dedupe` does, without writing it'],
  ['fund', 'metadata', 'reads manifests'],
  ['get', 'never', 'prints a setting'],
  ['help', 'never', 'prints a page'],
  ['help-search', 'never', 'searches the pages'],
  ['hook', 'never', 'changes hooks, at the registry'],
  ['init', 'init', 'with a name it runs that initializer; with workspaces it builds the tree'],
  ['install', 'tree', 'adds packages and builds the tree'],
  ['install-ci-test', 'tree-only', '`ci`, then the tests'],
  ['install-scripts', 'never', 'writes approvals of install scripts into package.json'],
  ['install-test', 'tree', '`install`, then the tests'],
  ['link', 'tree', 'fetches what is not installed globally, and links it'],
  ['ll', 'never', 'reads node_modules'],
  ['login', 'never', 'logs in'],
  ['logout', 'never', 'logs out'],
  ['ls', 'never', 'reads node_modules'],
  ['org', 'never', 'changes members, at the registry'],
  ['outdated', 'never', 'asks for newer versions of what the manifest takes from the registry'],
  ['owner', 'metadata', 'reads metadata and changes owners'],
  ['pack', 'specs', 'fetches what is named and writes it as a tarball'],
  ['patch', 'subcommand', 'unpacks the package to be patched; `commit`, `update` and `rm` build the tree'],
  ['ping', 'never', 'asks whether the registry is there'],
  ['pkg', 'never', 'reads and writes package.json'],
  ['prefix', 'never', 'prints a path'],
  ['profile', 'never', 'reads and changes the profile, at the registry'],
  ['prune', 'tree-only', 'builds the tree without what nothing needs'],
  ['publish', 'specs', 'with a name it fetches that package to publish it again'],
  ['query', 'never', 'reads node_modules'],
  ['rebuild', 'tree-only', 'runs install scripts of what is installed'],
  ['repo', 'metadata', 'reads a manifest and opens a browser'],
  ['restart', 'never', "runs the project's own scripts; what those run passes the gate by itself"],
  ['root', 'never', 'prints a path'],
  ['run', 'never', "runs the project's own script; what that runs passes the gate by itself"],
  ['sbom', 'never', 'reads node_modules or the lockfile'],
  ['search', 'never', 'asks the registry'],
  ['set', 'never', 'writes a setting'],
  ['set-script', 'never', 'writes package.json'],
  ['shrinkwrap', 'tree-only', 'writes the lockfile under another name'],
  ['stage', 'subcommand', '`publish` fetches what is named, `download` a staged tarball'],
  ['star', 'never', 'marks a package, at the registry'],
  ['stars', 'never', 'asks the registry'],
  ['start', 'never', "runs the project's own script; what that runs passes the gate by itself"],
  ['stop', 'never', "runs the project's own script; what that runs passes the gate by itself"],
  ['team', 'never', 'changes teams, at the registry'],
  ['test', 'never', "runs the project's own script; what that runs passes the gate by itself"],
  ['token', 'never', 'changes tokens, at the registry'],
  ['trust', 'never', 'changes trusted publishers, at the registry'],
  ['undeprecate', 'never', 'unmarks a version, at the registry'],
  ['uninstall', 'tree-only', 'builds the tree without what is named'],
  ['unpublish', 'never', 'takes a version away, at the registry'],
  ['unstar', 'never', 'unmarks a package, at the registry'],
  ['update', 'tree-only', 'builds the tree with newer versions of what is named'],
  ['version', 'subcommand', 'writes package.json; with workspaces it builds the tree'],
  ['view', 'metadata', 'prints metadata'],
  ['whoami', 'never', 'asks the registry'],
]

const VERDICT_OF = new Map(VERDICTS.map(([command, kind, why]) => [command, {kind, why}]))

/** Deny: a command that is in no list is taken for one that fetches what its words name. */
export function verbKind(command: string): VerbKind {
  return VERDICT_OF.get(command)?.kind ?? 'specs'
}

/** What a command does, as the verb phrase of a sentence about it. */
export function verbWhy(command: string): string {
  return VERDICT_OF.get(command)?.why ?? 'is not known'
}
