// What a registry says of the releases of one package, as far as rules judge by it. A field that the registry does not serve is
// absent, and absent means unknown: mirrors leave out times, publishers and signatures. `core/packument` reads it.

/** Milliseconds since 1970. */
export type Moment = number

export interface Release {
  readonly version: string
  readonly publishedAt?: Moment
  /** The account that published it: npm's `_npmUser.name`. */
  readonly publisher?: string
  /** The lifecycle scripts that run at installation, by name; empty where it has none. */
  readonly installScripts?: Readonly<Record<string, string>>
  /** Whether it runs anything at installation, where the registry says only that (abbreviated packuments). */
  readonly hasInstallScript?: boolean
  /** Whether it was published with a provenance attestation. Absent where the registry serves no attestations at all. */
  readonly hasProvenance?: boolean
  /** Whether the registry's signature over name, version and integrity holds; absent where there is none, or no key. */
  readonly hasValidSignature?: boolean
  /** The author's words. */
  readonly deprecated?: string
  readonly license?: string
  /** Subresource integrity of the tarball, the strongest one: `sha512-…`. */
  readonly integrity?: string
  /** Address of the tarball as the registry gives it. */
  readonly tarball?: string
}

/** What rules about versions look at: one release, the one before it, and the package as a whole. */
export interface ReleaseFacts {
  readonly release: Release
  /** The release before it, by version, pre-releases only where it is one itself. Absent for the first, or where unknown. */
  readonly previous?: Release
  /** When the package's first release was published. */
  readonly packageCreatedAt?: Moment
  /** When the release before it in time was published, whatever its version. */
  readonly previousPublishedAt?: Moment
}
