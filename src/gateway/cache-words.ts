// What npm's own HTTP cache is told of a packument that the gateway serves. The registry's validator travels inside of ours, so
// that npm brings it back and the registry can answer "not modified".

import type {IncomingHttpHeaders} from 'node:http'

const MARK = 'sallyport1.'

/** Headers of the registry that say how long its answer holds. */
const FRESHNESS = ['cache-control', 'age', 'date', 'expires', 'vary'] as const

/** For an answer in which every version passes: it holds as long as the registry says. */
export function cleanAnswer(headers: IncomingHttpHeaders): Record<string, string> {
  const words: Record<string, string> = {}
  for (const name of FRESHNESS) {
    const value = headers[name]
    if (typeof value === 'string') words[name] = value
  }
  if (headers.etag !== undefined) words.etag = `"${MARK}${Buffer.from(headers.etag).toString('base64url')}"`
  return words
}

/** The registry's own validator, where npm brings ours back. */
export function upstreamValidator({'if-none-match': written}: IncomingHttpHeaders): string | undefined {
  const inner = /^(?:W\/)?"sallyport1\.([\w-]+)"$/.exec(written ?? '')?.[1]
  return inner === undefined ? undefined : Buffer.from(inner, 'base64url').toString('utf8')
}

/** Something is held back: what passes changes with time, so npm asks each time. Offline, this is still what was judged. */
export const FILTERED_ANSWER = {'cache-control': 'no-cache'} as const

/** It rests on an answer of a person for this one command, or waits for one: nobody else may find it. */
export const UNREPEATABLE_ANSWER = {'cache-control': 'no-store'} as const
