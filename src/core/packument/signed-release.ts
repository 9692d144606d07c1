// What a registry signs of a release: name, version and integrity (npm documentation, "ECDSA registry signatures"). Here the
// parts are read; who knows keys and can compute checks them.

import type {Attested, Moment} from '../release.ts'
import {type JsonObject, objectOf, textOf} from './json.ts'

export interface RegistrySignature {
  readonly keyid: string
  /** Base64. */
  readonly sig: string
}

export interface SignedRelease {
  readonly name: string
  readonly version: string
  readonly integrity: string
  readonly signatures: readonly RegistrySignature[]
  readonly publishedAt: Moment | undefined
}

/** What others found out about a release, to be told together with what its packument says. */
export interface ReleaseChecks {
  readonly signatures?: SignatureCheck | undefined
  readonly attested?: Attested | undefined
}

export interface SignatureCheck {
  /** Whether any key of the registry is known. */
  readonly hasKeys: boolean
  /** Undefined where no key is known that could have made one of the signatures. */
  readonly holds: (signed: SignedRelease) => boolean | undefined
}

/** More than a registry that changes its key needs. */
const MOST_SIGNATURES = 8

export function signaturesOf(manifest: JsonObject): readonly RegistrySignature[] {
  const signatures = objectOf(manifest.dist)?.signatures
  if (!Array.isArray(signatures)) return []
  return signatures.slice(0, MOST_SIGNATURES).flatMap((one) => {
    const {keyid, sig} = objectOf(one) ?? {}
    return typeof keyid === 'string' && typeof sig === 'string' && sig.length < 1000 ? [{keyid, sig}] : []
  })
}

const ALGORITHMS = ['sha512', 'sha384', 'sha256', 'sha1'] as const

/**
 * The strongest one; made of `shasum` where a release of long ago has nothing else. Deny: of several of one kind npm takes any, and
 * nobody has signed that. They come out together, and match nothing.
 */
export function integrityOf(manifest: JsonObject): string | undefined {
  const dist = objectOf(manifest.dist)
  return strongestIntegrity(textOf(dist?.integrity)) ?? fromShasum(textOf(dist?.shasum))
}

/** Whether it is one of those that the manifest gives; a lockfile of long ago has the weakest. */
export function carriesIntegrity(manifest: JsonObject, integrity: string): boolean {
  const dist = objectOf(manifest.dist)
  const written = textOf(dist?.integrity)?.trim().split(/\s+/) ?? []
  return written.some((one) => one.split('?', 1)[0] === integrity) || fromShasum(textOf(dist?.shasum)) === integrity
}

function strongestIntegrity(integrity: string | undefined): string | undefined {
  const hashes = integrity?.trim().split(/\s+/) ?? []
  for (const algorithm of ALGORITHMS) {
    const ofKind = hashes.filter((one) => one.startsWith(`${algorithm}-`))
    // What follows a question mark are options, which nothing uses.
    if (ofKind.length > 0) return [...new Set(ofKind.map((one) => one.split('?', 1)[0]))].join(' ')
  }
  return undefined
}

function fromShasum(shasum: string | undefined): string | undefined {
  if (shasum === undefined || !/^[0-9a-f]{40}$/i.test(shasum)) return undefined
  const bytes = shasum.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? []
  return `sha1-${btoa(bytes.join(''))}`
}
