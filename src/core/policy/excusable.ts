// Which rules the policy's own words may excuse from, and which only after a second thought.

/** `allow` speaks for a name. That it is known malware, denied, forged, or comes from the wrong place is not said by its name. */
const NEVER_ALLOWED: ReadonlySet<string> = new Set([
  'denied',
  'malware-known',
  'dependency-confusion',
  'registry-not-allowed',
  'lockfile-poisoned',
  'signature-invalid',
])

/** A `deny` list is mended in its own place. The others are about a command or an exception, not about an artifact. */
const NEVER_EXCEPTED: ReadonlySet<string> = new Set([
  'denied',
  'unclear',
  'data-old',
  'policy-old',
  'exception-expired',
])

/** What is excused by hand and with care, never because a refusal proposes it. */
const GRAVE: ReadonlySet<string> = new Set([
  'malware-known',
  'dependency-confusion',
  'registry-lookalike',
  'quarantined',
  'signature-invalid',
  'vulnerable',
])

/** About one version: excused for a whole name, the next bad version is excused too. */
const ABOUT_ONE_VERSION: ReadonlySet<string> = new Set(['malware-known', 'vulnerable'])

export function mayBeAllowed(code: string): boolean {
  return !NEVER_ALLOWED.has(code)
}

export function mayBeExcepted(code: string): boolean {
  return !NEVER_EXCEPTED.has(code)
}

export function isGrave(code: string): boolean {
  return GRAVE.has(code)
}

export function isAboutOneVersion(code: string): boolean {
  return ABOUT_ONE_VERSION.has(code)
}
