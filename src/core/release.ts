// What a registry says of the releases of one package, as far as rules judge by it. A field that the registry does not serve is
// absent, and absent means unknown: mirrors leave out times, publishers and signatures. `core/packument` reads it.

/** Milliseconds since 1970. */
export type Moment = number

export interface Release {
  readonly version: string
  readonly publishedAt?: Moment | undefined
  /** The account that published it: npm's `_npmUser.name`. */
  readonly publisher?: string | undefined
  /** Whether the registry took it from a CI system that the package trusts (npm's `_npmUser.trustedPublisher`). */
  readonly hasTrustedPublisher?: boolean | undefined
  /** The lifecycle scripts that run at installation, by name; empty where it has none. */
  readonly installScripts?: Readonly<Record<string, string>> | undefined
  /** Whether it runs anything at installation, where the registry says only that (abbreviated packuments). */
  readonly hasInstallScript?: boolean | undefined
  /** Whether it was published with a provenance attestation. Absent where the registry serves no attestations at all. */
  readonly hasProvenance?: boolean | undefined
  /** What became of checking that attestation; absent where nobody did, and the registry's word stands. */
  readonly attested?: Attested | undefined
  /** Whether the registry's signature over name, version and integrity holds; absent where there is none, or no key. */
  readonly hasValidSignature?: boolean | undefined
  /** True where the registry has keys to sign with, and this release has no signature. */
  readonly isUnsigned?: boolean | undefined
  /** The author's words. */
  readonly deprecated?: string | undefined
  /** As it is written: an SPDX expression, mostly. */
  readonly license?: string | undefined
  /** Where its source is, without what differs in spelling only: `github.com/acme/tool`. */
  readonly repository?: string | undefined
  /** Subresource integrity of the tarball, the strongest one: `sha512-…`. */
  readonly integrity?: string | undefined
  /** Address of the tarball as the registry gives it. */
  readonly tarball?: string | undefined
}

/** What a provenance attestation (Sigstore bundle with a SLSA statement) was found to be worth. */
export type Attested =
  /** It holds, for this name, version and integrity. `repository` is in the form of `Release.repository`. */
  | {readonly kind: 'verified'; readonly repository: string; readonly workflow: string}
  /** It is about something else, or was changed. The reason is the end of a sentence about it. */
  | {readonly kind: 'invalid'; readonly reason: string}
  /** It could not be checked, or not against what is trusted here: worth nothing, and no proof of anything. */
  | {readonly kind: 'unverified'; readonly reason: string}

/** Where something changed: the first release of the run that the judged one ends, and the last release before that run. */
export interface Turn {
  readonly first: Release
  readonly before: Release
}

/** No release was published between these two. */
export interface Silence {
  readonly from: Moment
  readonly to: Moment
}

/** The first release of the judged one's publisher, and who published before. */
export interface PublisherTurn extends Turn {
  /** Each once, the latest first. */
  readonly earlierPublishers: readonly string[]
}

/** What rules about versions look at: one release, the ones before it, and the package as a whole. */
export interface ReleaseFacts {
  readonly release: Release
  /** When it was seen first, where these facts are remembered and nobody has asked the registry now. */
  readonly firstSeen?: Moment | undefined
  /** The release before it, by version, pre-releases only where it is one itself. Absent for the first, or where unknown. */
  readonly previous?: Release | undefined
  /** When the package's first release was published. */
  readonly packageCreatedAt?: Moment | undefined
  /** When something of the package last changed: no release of it is younger. */
  readonly packageModifiedAt?: Moment | undefined
  /** When the release before it in time was published, whatever its version. */
  readonly previousPublishedAt?: Moment | undefined
  /** The silences of a day and more that it, or a release before it in time, ended; the latest first. */
  readonly silences?: readonly Silence[] | undefined
  /** By version: since when there is an install script of a kind that the releases before had not. */
  readonly scriptTurn?: Turn | undefined
  /** By version: since when no release says how it was built, where those before did. */
  readonly provenanceTurn?: Turn | undefined
  /** In time: since when its publisher publishes, where others did before. */
  readonly publisherTurn?: PublisherTurn | undefined
}
