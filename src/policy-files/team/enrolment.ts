// What is remembered of the team's policy, in `team.json` beside it: where it comes from, which key signs it, which files are
// the ones that were accepted. Read by every judged command, so nothing is loaded for it.

/** Times are ISO 8601, UTC; digests SHA-256 in hexadecimal. */
export interface Enrolment {
  /** As `team-source.ts` writes it. Holds no credential. */
  readonly source: string
  /** The key that was given on enrolling, and the one that signs by now. Both absent for a file that nobody signs. */
  readonly enrolledKey?: string
  readonly key?: string
  readonly serial?: number
  /** Digests of the policy and of its signature. */
  readonly policy: string
  readonly signature?: string
  /** Of both files, where their server gives them. A date would do only by the second, and two releases may fall into one. */
  readonly etags?: Etags
  readonly enrolled: string
  /** When the source last confirmed or replaced the policy. */
  readonly checked: string
}

export interface Etags {
  readonly policy?: string
  readonly signature?: string
}

export interface TeamRecord {
  readonly current: Enrolment
  /** Set while it is taking the place of `current`, so that a crash between two writes leaves one of them whole. */
  readonly pending?: Enrolment
  /** When the source was last asked, whatever it said. */
  readonly attempted?: string
  readonly lastFailure?: Failure
}

export interface Failure {
  readonly time: string
  readonly reason: string
}

/** In bytes. */
export const LARGEST_RECORD = 64 * 1024
export const LARGEST_SIGNATURE = 64 * 1024

const SCHEMA = 'sallyport/team/1'

export function printRecord(record: TeamRecord): string {
  return `${JSON.stringify({schema: SCHEMA, ...record}, null, 2)}\n`
}

/** Undefined for what is no record. */
export function readRecord(text: string): TeamRecord | undefined {
  try {
    const value = objectOf(JSON.parse(text))
    const current = enrolmentOf(value?.current)
    if (value?.schema !== SCHEMA || current === undefined) return undefined
    const pending = enrolmentOf(value.pending)
    const {time, reason} = objectOf(value.lastFailure) ?? {}
    return {
      current,
      ...(pending === undefined ? {} : {pending}),
      ...textIn(value, 'attempted'),
      ...(typeof time === 'string' && typeof reason === 'string' ? {lastFailure: {time, reason}} : {}),
    }
  } catch {
    return undefined
  }
}

/**
 * The enrolment that the files in place are of. While one takes the place of another, the signature comes first: the new
 * signature beside the old policy is the old one still. Undefined for files that nobody accepted.
 */
export function enrolmentInPlace(
  {current, pending}: TeamRecord,
  policy: string,
  signature: string | undefined,
): Enrolment | undefined {
  const isOf = (one: Enrolment): boolean => one.signature === undefined || one.signature === signature
  if (pending?.policy === policy && isOf(pending)) return pending
  if (current.policy !== policy) return undefined
  return isOf(current) || (pending !== undefined && isOf(pending)) ? current : undefined
}

function enrolmentOf(value: unknown): Enrolment | undefined {
  const read = objectOf(value)
  if (read === undefined) return undefined
  const {source, policy, enrolled, checked, serial} = read
  if (typeof source !== 'string' || typeof policy !== 'string') return undefined
  if (typeof enrolled !== 'string' || typeof checked !== 'string') return undefined
  const etags = objectOf(read.etags)
  return {
    source,
    ...textIn(read, 'enrolledKey'),
    ...textIn(read, 'key'),
    ...(typeof serial === 'number' && Number.isSafeInteger(serial) ? {serial} : {}),
    policy,
    ...textIn(read, 'signature'),
    ...(etags === undefined ? {} : {etags: {...textIn(etags, 'policy'), ...textIn(etags, 'signature')}}),
    enrolled,
    checked,
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
}

function textIn<Key extends string>(
  value: Readonly<Record<string, unknown>>,
  key: Key,
): {readonly [key in Key]?: string} {
  const text = value[key]
  return typeof text === 'string' ? ({[key]: text} as {readonly [key in Key]?: string}) : {}
}
