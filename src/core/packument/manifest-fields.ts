// Fields of a manifest that are asked of every release of a package: who published it, and how it was built.

import {type JsonObject, objectOf, textOf} from './json.ts'

/** npm's account names are shorter than package names. */
const LONGEST_ACCOUNT = 214

export function publisherOf(manifest: JsonObject): string | undefined {
  return textOf(objectOf(manifest._npmUser)?.name, LONGEST_ACCOUNT)
}

/** Undefined where the registry does not say who published it. */
export function hasTrustedPublisher(manifest: JsonObject): boolean | undefined {
  const account = objectOf(manifest._npmUser)
  return account === undefined ? undefined : objectOf(account.trustedPublisher) !== undefined
}

export function hasProvenance(manifest: JsonObject | undefined): boolean {
  return objectOf(objectOf(objectOf(manifest?.dist)?.attestations)?.provenance) !== undefined
}
