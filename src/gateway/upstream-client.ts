// Requests to the registries, as npm would make them: credentials, proxies, certificates and redirects by the person's own
// settings. Bodies are streams; nothing is retried, because npm retries what it is told of.

import {readFileSync} from 'node:fs'
import type {IncomingMessage, OutgoingHttpHeaders} from 'node:http'
import https from 'node:https'
import type {Readable} from 'node:stream'
import tls from 'node:tls'
import type {Upstreams} from '../core/registry-detour.ts'
import {http} from '../system/http.ts'
import {type Credentials, credentialsFor} from './credentials.ts'
import {proxyAuthorization, proxyFor, TunnelAgent, withoutUser} from './proxy.ts'

export interface UpstreamRequest {
  readonly method: string
  readonly url: URL
  /** The registry that it is meant for, whose credentials may go with it. */
  readonly registry: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: Readable
  /** Ends the request when whoever wanted the answer is gone. */
  readonly signal: AbortSignal
}

export interface UpstreamClient {
  readonly send: (request: UpstreamRequest) => Promise<IncomingMessage>
  readonly close: () => void
}

/** npm follows as many (`minipass-fetch`). */
const MOST_REDIRECTS = 20

export function upstreamClient(upstreams: Upstreams): UpstreamClient {
  const authorities = certificateAuthorities(upstreams)
  const connection = {
    keepAlive: true,
    ...(upstreams.localAddress === undefined ? {} : {localAddress: upstreams.localAddress}),
  }
  const plain = new http.Agent(connection)
  const secure = new Map<string, https.Agent>()
  // One for each certificate: what an agent is made with outranks what a request says. A file of all authorities of a machine
  // takes milliseconds to read, so it is not read for each connection.
  const secureThrough = (proxy: URL | undefined, certificate: Credentials['certificate']): https.Agent => {
    const id = JSON.stringify([proxy?.href, certificate])
    const known = secure.get(id)
    if (known !== undefined) return known
    const options = {
      ...connection,
      secureContext: tls.createSecureContext({...authorities, ...certificate}),
      // Only an explicit setting decides, as in npm; without one Node's own variable does not reach here either.
      rejectUnauthorized: upstreams.isStrictAboutCertificates,
    }
    const agent = proxy === undefined ? new https.Agent(options) : new TunnelAgent(proxy, options)
    secure.set(id, agent)
    return agent
  }

  const sendOnce = (request: UpstreamRequest): Promise<IncomingMessage> => {
    const {method, url, registry, body, signal} = request
    const proxy = proxyFor(url, upstreams)
    const {authorization, certificate} = credentialsFor(url, registry, upstreams)
    const headers = {...request.headers, host: url.host, ...(authorization === undefined ? {} : {authorization})}
    const options = {method, headers: withoutAbsent(headers), signal}
    return new Promise((resolve, reject) => {
      const outgoing =
        url.protocol === 'https:'
          ? https.request(url, {...options, agent: secureThrough(proxy, certificate)})
          : proxy === undefined
            ? http.request(url, {...options, agent: plain})
            : http.request(withoutUser(proxy), {
                ...options,
                path: withoutUser(url).href,
                headers: {...options.headers, ...proxyAuthorization(proxy)},
                agent: plain,
              })
      outgoing.once('error', reject)
      outgoing.once('response', resolve)
      if (body === undefined) outgoing.end()
      else body.pipe(outgoing)
    })
  }

  const send = async (request: UpstreamRequest): Promise<IncomingMessage> => {
    let current = request
    for (let redirects = 0; ; redirects++) {
      const response = await sendOnce(current)
      const {location} = response.headers
      const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0) && location !== undefined
      if (!isRedirect || request.method !== 'GET' || redirects >= MOST_REDIRECTS) return response
      if (!URL.canParse(location, current.url.href)) return response
      const url = new URL(location, current.url.href)
      if (url.protocol !== 'https:' && url.protocol !== 'http:') return response
      response.resume()
      // Credentials are found anew for the new address; another host gets none unless the person's settings have some for it.
      current = {...current, url}
    }
  }
  return {
    send,
    close: () => {
      for (const agent of [plain, ...secure.values()]) agent.destroy()
    },
  }
}

function certificateAuthorities({authorities, authoritiesFile}: Upstreams): {readonly ca?: string | string[]} {
  if (authoritiesFile !== undefined) {
    try {
      return {ca: readFileSync(authoritiesFile, 'utf8')}
    } catch {
      // As npm does: a file that is not there changes nothing.
    }
  }
  return authorities.length === 0 ? {} : {ca: [...authorities]}
}

function withoutAbsent(headers: UpstreamRequest['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : [...value]]],
    ),
  )
}
