import type {IncomingHttpHeaders} from 'node:http'

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What is between two neighbours only (RFC 9110, 7.6.1), and what a side makes anew. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export function endToEnd(headers: IncomingHttpHeaders): Headers {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/))
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !named.has(name) && name !== 'expect'),
  )
}

/** Headers of a request for the registry: ours is not the host, and the token of the gateway is nobody else's. */
export function forUpstream(headers: IncomingHttpHeaders): Headers {
  const {authorization: _, host: __, ...rest} = endToEnd(headers)
  return rest
}
