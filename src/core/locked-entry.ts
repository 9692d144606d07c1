// What a lockfile writes of one place in the tree, beside the artifact that is judged for it. Text from a repository.

export interface LockedEntry {
  /** The folder below `node_modules`: `lodash`, `@acme/tool`. */
  readonly installedAs: string
  /** The package that it says is there: its `name` where that is written (an alias), else that of the folder. */
  readonly name: string
  readonly version: string
  /** The address that npm fetches it from. */
  readonly resolved?: string
  readonly integrity?: string
  /** For an alias: whether a manifest, or another entry of the lockfile, asks for one under this folder's name. */
  readonly isAliasAsked?: boolean
}
