import type {Fetched, FetchLimits, Validators} from './fetched.ts'
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

/** Gets what an address has. Every failure is an answer with its reason; redirects are few. */
export async function fetchAddress(
  {url, authorization}: Omit<Extract<SourceLocation, {kind: 'address'}>, 'kind' | 'shown'>,
  known: Validators,
  limits: FetchLimits,
  {accept, redirects: mayLead}: Manner,
): Promise<Fetched> {
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
      if (location === null) return await answerOf(response, known, limits, clock.alive)
      await response.body?.cancel()
      const target = redirectTarget(address, location, mayLead)
      if (target.kind === 'refused') return failed(target.reason)
      address = target.url
    }
    return failed(`it redirects more than ${MOST_REDIRECTS} times`)
  } catch (error) {
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
): Promise<Fetched> {
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
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    alive()
    length += chunk.length
    // Leaving the loop cancels the rest.
    if (length > limits.bytes) return tooLarge
    chunks.push(chunk)
  }
  return {
    kind: 'content',
    bytes: Buffer.concat(chunks),
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

function failed(reason: string): Fetched {
  return {kind: 'failed', reason}
}
