// A tool that fetches through the gateway instead of from its registries: how the gateway reaches those in the tool's place,
// and what the tool is given so that it asks the gateway. Managers make these values; `src/gateway` uses them.

/** Everything that decides how the tool itself would reach its registries. Addresses end with a slash. */
export interface Upstreams {
  /** Absent where the tool's own default is in force. */
  readonly registry?: string
  /** By scope: `@acme`. */
  readonly scopes: ReadonlyMap<string, string>
  /** The scope whose registry serves names without a scope (`--scope`). */
  readonly ownScope?: string
  /** Credentials by npm's keys, `//npm.acme.example/path/:_authToken`. Secret: never shown, logged or put in an argv. */
  readonly credentials: ReadonlyMap<string, string>
  readonly proxy?: string
  /** Hosts that are reached without the proxy, as npm writes them: separated by commas. */
  readonly noProxy?: string
  /** Certificates in PEM that take the place of the built-in authorities. */
  readonly authorities: readonly string[]
  /** A file of such certificates; wins over `authorities`. Absolute. */
  readonly authoritiesFile?: string
  readonly isStrictAboutCertificates: boolean
  readonly localAddress?: string
  /** Whether the tool would ask its registry for a tarball whose address names this other host. */
  readonly isReplaced: (address: URL) => boolean
}

/** An entry of the lockfile that a registry serves. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  /** Empty where the lockfile leaves it to the registry. */
  readonly address: string
  readonly integrity?: string
  /** Where in the tree it stands: `node_modules/a`. */
  readonly place: string
  /** The packages that lead to it, `name@version`, from what the project asks for on down. */
  readonly via: readonly string[]
}

/**
 * How a package came into the tree. `bundle`: inside of another one's tarball. `inner-lockfile`: by a lockfile inside of another
 * package.
 */
export type Provenance = 'registry' | 'git' | 'url' | 'file' | 'bundle' | 'inner-lockfile'

/** One package of a tree as the tool has it on record. */
export interface InstalledPackage {
  /** In the tree: `node_modules/a/node_modules/b`. */
  readonly place: string
  readonly name: string
  readonly version: string
  readonly provenance: Provenance
  /** Where it was fetched from, as it is written down; empty where it is not. */
  readonly address: string
}

/** Where the gateway listens for one command. */
export interface GatewayAddress {
  readonly port: number
  /** What stands between the port and a package's name; ends with a slash. Another for every state of policy and feed. */
  readonly path: string
  /** Whoever knows it may ask the gateway. */
  readonly secret: string
  /** A file that only this person can read, where the tool finds more settings. Absolute. */
  readonly configFile: string
  /** Whether the command takes packages from addresses that are no registry's. */
  readonly hasForeignAddresses: boolean
}

/** The command as it runs behind the gateway. */
export interface BehindGateway {
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What has to stand in the `configFile`. */
  readonly configText: string
}

/** The tool has nothing: no tree, no lockfile, no cache. It will ask its registries for all that it needs, and in this way. */
export interface FreshStart {
  /** Its `accept` header. */
  readonly accept: string
  readonly userAgent: string
}

export interface Detour {
  /** The folder that the tool works on. Absolute. */
  readonly folder: string
  /** Whether the command builds the tree of that folder; another one fetches for a place that is not read. */
  readonly isTreeBuilt: boolean
  /** Whether it may take versions that no range of the manifests allows (`npm audit fix --force`). */
  readonly isBeyondRanges: boolean
  /** Further folders whose manifests the command may write. */
  readonly memberFolders: readonly string[]
  readonly upstreams: Upstreams
  /** Whether the tool asks the gateway only for what is not in its cache. */
  readonly isCacheFirst: boolean
  readonly freshStart?: FreshStart
  readonly locked: () => readonly LockedPackage[]
  /** What stands in the tree now. Undefined where the command is about no tree of the folder, or nothing is on record. */
  readonly installed: () => readonly InstalledPackage[] | undefined
  readonly behind: (address: GatewayAddress) => BehindGateway
}
