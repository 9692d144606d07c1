// Finds the signatures of one release in the text of a packument, without reading the megabytes around it. What is found is a
// guess: a hostile text can have anything anywhere. Whoever uses it checks the signatures against the integrity that npm demands,
// and reads the packument where they do not hold.

import {type RegistrySignature, signaturesOf} from './signed-release.ts'

/** Between an integrity and the end of the signatures beside it there is an address, and little else. */
const FARTHEST = 4000
const SIGNATURES = /"signatures"\s*:\s*(\[[^[\]]*\])/

export function signaturesBeside(text: string, integrity: string): readonly RegistrySignature[] {
  const at = text.indexOf(JSON.stringify(integrity))
  const list = at === -1 ? undefined : SIGNATURES.exec(text.slice(at, at + FARTHEST))?.[1]
  if (list === undefined) return []
  try {
    return signaturesOf({dist: {signatures: JSON.parse(list) as unknown}})
  } catch {
    return []
  }
}

/** Whether the text speaks of the integrity, and of signatures nowhere. */
export function isWithoutSignatures(text: string, integrity: string): boolean {
  return !text.includes('"signatures"') && text.includes(JSON.stringify(integrity))
}
