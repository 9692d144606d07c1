// Which rules the policy's own words may excuse from.

/** `allow` speaks for a name. That it is known malware, denied, or comes from the wrong place is not said by its name. */
const NEVER_ALLOWED: ReadonlySet<string> = new Set([
  'denied',
  'malware-known',
  'dependency-confusion',
  'registry-not-allowed',
])

const NEVER_EXCEPTED: ReadonlySet<string> = new Set(['denied'])

export function mayBeAllowed(code: string): boolean {
  return !NEVER_ALLOWED.has(code)
}

export function mayBeExcepted(code: string): boolean {
  return !NEVER_EXCEPTED.has(code)
}
