// The keys that registries sign with: those that are remembered, or those that the registry serves now, asked for once.

import type {RegistryKey} from '../core/packument/registry-keys.ts'
import type {Moment} from '../core/release.ts'
import {registryKey} from '../reputation/cache/registry-key.ts'
import {askRegistryKeys} from '../reputation/signatures/ask-registry-keys.ts'
import {mergeKeys, readKeptKeys, writeKeptKeys} from '../reputation/signatures/kept-keys.ts'
import type {RegistryRequest} from '../reputation/signatures/registry-request.ts'
import type {ReleaseMemory} from './release-memory.ts'

const HOUR = 60 * 60 * 1000
/** For so long nobody asks again. What did not answer may be there again soon. */
const ASKED_EVERY = 24 * HOUR
const SILENT_FOR = HOUR

export interface KeySource {
  /** Empty where the registry has none, or does not say and none are remembered. */
  readonly of: (registry: string) => Promise<readonly RegistryKey[]>
}

export interface KeyParts {
  readonly requestsTo: (registry: string) => RegistryRequest
  readonly memory: () => Promise<ReleaseMemory>
  readonly now: Moment
  /** Told once of each registry that does not answer. */
  readonly onSilence: (registry: string) => void
}

export function keySource({requestsTo, memory, now, onSilence}: KeyParts): KeySource {
  const found = new Map<string, Promise<readonly RegistryKey[]>>()
  const find = async (registry: string): Promise<readonly RegistryKey[]> => {
    const {note, remember} = await memory()
    const place = `keys ${registryKey(registry) ?? ''}`
    const kept = readKeptKeys(note(place))
    // A time too far ahead is of another clock.
    if (kept !== undefined && now < kept.until && kept.until <= now + ASKED_EVERY) return kept.keys
    const answer = await askRegistryKeys(requestsTo(registry))
    const served = answer.kind === 'keys' ? answer.keys : []
    const keys = mergeKeys(kept?.keys ?? [], served)
    const isSilent = answer.kind === 'silent'
    if (isSilent) onSilence(registry)
    remember(place, writeKeptKeys({keys, until: now + (isSilent ? SILENT_FOR : ASKED_EVERY)}))
    return keys
  }
  return {
    of: (registry) => {
      const known = found.get(registry) ?? find(registry)
      found.set(registry, known)
      return known
    },
  }
}
