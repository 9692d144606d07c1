// The keys of a registry as they are kept between runs. A key that is known stays what it was: who serves another one under its
// name, or none any more, does not take its place. An end that a registry gives a key holds from then on.

import {type RegistryKey, readRegistryKeys} from '../../core/packument/registry-keys.ts'
import {parsedJson} from './registry-request.ts'

export interface KeptKeys {
  /** Empty for a registry that has none, or did not say. */
  readonly keys: readonly RegistryKey[]
  /** When the registry has to be asked again, milliseconds since 1970. */
  readonly until: number
}

/** A registry that changes its keys every month has fewer in a year. */
const MOST_KEYS = 12

export function mergeKeys(known: readonly RegistryKey[], served: readonly RegistryKey[]): readonly RegistryKey[] {
  const ends = new Map(served.map(({keyid, expires}) => [keyid, expires]))
  const kept = known.map((key) => {
    const ending = [key.expires, ends.get(key.keyid)].filter((one) => one !== undefined)
    return ending.length === 0 ? key : {...key, expires: Math.min(...ending)}
  })
  const ids = new Set(known.map(({keyid}) => keyid))
  return [...kept, ...served.filter(({keyid}) => !ids.has(keyid))].slice(0, MOST_KEYS)
}

export function writeKeptKeys({keys, until}: KeptKeys): string {
  const written = keys.map(({expires, ...key}) => ({
    ...key,
    expires: expires === undefined ? null : new Date(expires).toISOString(),
  }))
  return JSON.stringify({until, keys: written})
}

/** Undefined where the text is none of ours. */
export function readKeptKeys(text: string | undefined): KeptKeys | undefined {
  const json = text === undefined ? undefined : parsedJson(text)
  const keys = readRegistryKeys(json)
  const until = (json as {readonly until?: unknown} | undefined)?.until
  return keys === undefined || typeof until !== 'number' ? undefined : {keys, until}
}
