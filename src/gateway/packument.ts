// A registry's answer about one package, as far as the gateway looks into it. Everything in it is outside text, and any field
// may be missing or of another type than npm's documentation says.

export interface Packument {
  readonly name?: unknown
  readonly 'dist-tags'?: Readonly<Record<string, unknown>>
  readonly versions: Readonly<Record<string, VersionManifest>>
  /** In the full form: when each version was published. */
  readonly time?: Readonly<Record<string, unknown>>
  /** In the abbreviated form: when anything of it last changed. */
  readonly modified?: unknown
  readonly policyRestrictions?: unknown
  readonly [field: string]: unknown
}

export interface VersionManifest {
  readonly name?: unknown
  readonly version?: unknown
  readonly dist?: {readonly tarball?: unknown; readonly integrity?: unknown; readonly shasum?: unknown}
  readonly [field: string]: unknown
}

export type ReadPackument =
  | {readonly kind: 'packument'; readonly packument: Packument}
  /** npm finds no version in it either: no JSON, an error, a package that was taken away. */
  | {readonly kind: 'nothing'}
  /** Something that npm may make more of than we can judge. */
  | {readonly kind: 'odd'}

export function readPackument(text: string): ReadPackument {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {kind: 'nothing'}
  }
  if (!isRecord(value)) return {kind: 'nothing'}
  if (value.versions === undefined && value.policyRestrictions === undefined && value.stagedVersions === undefined)
    return {kind: 'nothing'}
  // Deny: a form that the judge does not know may still hold something that npm would take.
  if (!isRecord(value.versions) || !Object.values(value.versions).every(isRecord)) return {kind: 'odd'}
  return {kind: 'packument', packument: value as Packument}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
