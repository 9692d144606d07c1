import type {Fetched, FetchLimits, Received, Validators} from './fetched.ts'
import type {SourceLocation} from './location.ts'
import {redirectTarget} from './redirect.ts'

const MOST_REDIRECTS = 5
/** A validator is sent back as it came; nobody has one that is longer. */
const LONGEST_VALIDATOR = 1024
class Stopped extends Error {}

export interface Manner {
  /** What the source is asked to answer with. */
  readonly accept: string
  /** `https`: to any host, but nothing else. `same-origin`: nowhere else, because the person named this host. */
  readonly redirects: 'https' | 'same-origin'
}

/** An address, and what may be told to it alone. */
export type Addressed = Omit<Extract<SourceLocation, {kind: 'address'}>, 'kind' | 'shown'>

/** Whoever takes the bytes could not, which says nothing of the source. */
class NotTaken extends Error {}

/** Gets what an address has. Every failure is an answer with its reason; redirects are few. */
export async function fetchAddress(
  address: Addressed,
  known: Validators,
  limits: FetchLimits,
  manner: Manner,
): Promise<Fetched> {
  const chunks: Uint8Array[] = []
  const received = await receiveAddress(address, known, {limits, manner}, (chunk) => void chunks.push(chunk))
  return received.kind === 'received' ? {...received, kind: 'content', bytes: Buffer.concat(chunks)} : received
}

/** The same, bit by bit: nothing is kept here. What `take` throws is thrown. */
export async function receiveAddress(
  {url, authorization}: Addressed,
  known: Validators,
  {limits, manner: {accept, redirects: mayLead}}: {readonly limits: FetchLimits; readonly manner: Manner},
  take: (chunk: Uint8Array) => void,
): Promise<Received> {
  const clock = watch(limits)
  try {
    const headers = {
      accept,
      ...(known.etag === undefined ? {} : {'if-none-match': known.etag}),
      ...(known.lastModified === undefined ? {} : {'if-modified-since': known.lastModified}),
    }
    let address = url
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      // Credentials are for the origin they were written for.
      const isSameOrigin = new URL(address).origin === new URL(url).origin
      const response = await fetch(address, {
        headers: isSameOrigin && authorization !== undefined ? {...headers, authorization} : headers,
        redirect: 'manual',
        signal: clock.signal,
      })
      clock.alive()
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      if (location === null) return await answerOf(response, known, limits, clock.alive, take)
      await response.body?.cancel()
      const target = redirectTarget(address, location, mayLead)
      if (target.kind === 'refused') return failed(target.reason)
      address = target.url
    }
    return failed(`it redirects more than ${MOST_REDIRECTS} times`)
  } catch (error) {
    if (error instanceof NotTaken) throw error.cause
    return failed(reasonOf(error))
  } finally {
    clock.stop()
  }
}

async function answerOf(
  response: Response,
  known: Validators,
  limits: FetchLimits,
  alive: () => void,
  take: (chunk: Uint8Array) => void,
): Promise<Received> {
  const {status, headers, body} = response
  const wasAsked = known.etag !== undefined || known.lastModified !== undefined
  if (status !== 200) await body?.cancel()
  if (status === 304 && wasAsked) return {kind: 'unchanged'}
  if (status === 401 || status === 403) return failed(`it answered ${status}: it wants credentials, or others`)
  if (status !== 200) return failed(`it answered ${status}`)
  const tooLarge = failed(`it is larger than ${limits.bytes} bytes`)
  if (Number(headers.get('content-length') ?? 0) > limits.bytes) {
    await body?.cancel()
    return tooLarge
  }
  let length = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    alive()
    length += chunk.length
    // Leaving the loop cancels the rest.
    if (length > limits.bytes) return tooLarge
    try {
      take(chunk)
    } catch (error) {
      throw new NotTaken('not taken', {cause: error})
    }
  }
  return {
    kind: 'received',
    ...validator('etag', headers.get('etag')),
    ...validator('lastModified', headers.get('last-modified')),
  }
}

function validator(key: keyof Validators, value: string | null): Validators {
  return value !== null && value !== '' && value.length <= LONGEST_VALIDATOR ? {[key]: value} : {}
}

/** Ends what takes too long as a whole, or says nothing for too long. */
function watch({idle, total}: FetchLimits) {
  const controller = new AbortController()
  const stop = (reason: string) => controller.abort(new Stopped(reason))
  const whole = setTimeout(() => stop(`it took longer than ${seconds(total)}`), total)
  const silence = setTimeout(() => stop(`it said nothing for ${seconds(idle)}`), idle)
  return {
    signal: controller.signal,
    alive: () => void silence.refresh(),
    stop: () => {
      clearTimeout(whole)
      clearTimeout(silence)
    },
  }
}

function seconds(milliseconds: number): string {
  const count = Math.round(milliseconds / 1000)
  return count === 1 ? '1 second' : `${count} seconds`
}

function reasonOf(error: unknown): string {
  if (error instanceof Stopped) return error.message
  const {message, cause} = error instanceof Error ? error : new Error(String(error))
  const {code, message: because} = (cause ?? {}) as NodeJS.ErrnoException
  const detail = because === undefined || because === '' ? code : because
  // `fetch` says "fetch failed" or "terminated" of everything; the cause says what it was.
  if (message === 'terminated') return `it broke off in the middle (${detail ?? 'connection closed'})`
  return `it could not be reached (${detail ?? message})`
}

function failed(reason: string): Extract<Fetched, {kind: 'failed'}> {
  return {kind: 'failed', reason}
}
