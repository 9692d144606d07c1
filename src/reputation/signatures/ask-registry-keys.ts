// Asks a registry for the keys that it signs with.

import {type RegistryKey, readRegistryKeys} from '../../core/packument/registry-keys.ts'
import {parsedJson, type RegistryRequest} from './registry-request.ts'

export type RegistryKeys =
  | {readonly kind: 'keys'; readonly keys: readonly RegistryKey[]}
  /** It says that it has none: it does not sign. */
  | {readonly kind: 'none'}
  /** It did not answer, or not with keys. That is not the same as having none. */
  | {readonly kind: 'silent'}

const PATH = '/-/npm/v1/keys'
/** What registries answer that do not know the path (npm takes 400 and 404 for that). */
const UNKNOWN_PATH: ReadonlySet<number> = new Set([400, 404, 405, 410, 501])

export async function askRegistryKeys(request: RegistryRequest): Promise<RegistryKeys> {
  const answer = await request(PATH)
  if (answer === undefined) return {kind: 'silent'}
  if (UNKNOWN_PATH.has(answer.status)) return {kind: 'none'}
  const keys = answer.status === 200 ? readRegistryKeys(parsedJson(answer.text)) : undefined
  if (keys === undefined) return {kind: 'silent'}
  return keys.length === 0 ? {kind: 'none'} : {kind: 'keys', keys}
}
