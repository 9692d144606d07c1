// The keys of npm's public registry, from the trusted root of Sigstore (TUF target `keys.json` of that registry, 2025-09). With
// them its signatures are checked behind any mirror that passes them on, and nobody who serves keys can replace them.

import type {RegistryKey} from '../../core/packument/registry-keys.ts'

export const KNOWN_KEYS: readonly RegistryKey[] = [
  {
    keyid: 'SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA',
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==',
    expires: Date.UTC(2025, 0, 29),
  },
  {
    keyid: 'SHA256:DhQ8wR5APBvFHLF/+Tc+AYvPOdTpcIDqOhxsBHRwC7U',
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY6Ya7W++7aUPzvMTrezH6Ycx3c+HOKYCcNGybJZSCJq/fd7Qa8uuAKtdIkUQtQiEKERhAmE5lMMJhP8OkDOa2g==',
  },
]

const IDS: ReadonlySet<string> = new Set(KNOWN_KEYS.map(({keyid}) => keyid))

/** Whether no registry has to be asked for the key. */
export function isKnownKey(keyid: string): boolean {
  return IDS.has(keyid)
}
