// Whether an address is reached through a proxy, and how: npm's own rules (`@npmcli/agent`, proxy.js).

import https from 'node:https'
import tls from 'node:tls'
import type {Upstreams} from '../core/registry-detour.ts'
import {http} from '../system/http.ts'

export function proxyFor(address: URL, {proxy, noProxy}: Upstreams): URL | undefined {
  if (proxy === undefined || !URL.canParse(proxy) || isWithoutProxy(address, noProxy ?? '')) return undefined
  return new URL(proxy)
}

/** Whole labels from the end: `acme.example` covers `npm.acme.example`, and not `notacme.example`. */
function isWithoutProxy({hostname}: URL, noProxy: string): boolean {
  const labels = hostname.split('.').reverse()
  return noProxy.split(',').some((written) => {
    const wanted = written.trim().split('.').filter(Boolean).reverse()
    return wanted.length > 0 && wanted.every((label, index) => labels[index] === label)
  })
}

/** Node makes an `authorization` header of what stands before the `@`, and that is for the registry to read. */
export function withoutUser(url: URL): URL {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain
}

export function proxyAuthorization({username, password}: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {'proxy-authorization': `Basic ${Buffer.from(plain, 'utf8').toString('base64')}`}
}

/** Requests to `https:` addresses, each through a tunnel that the proxy opens with CONNECT. */
export class TunnelAgent extends https.Agent {
  readonly #proxy: URL

  constructor(proxy: URL, options: https.AgentOptions) {
    super(options)
    this.#proxy = proxy
  }

  override createConnection(
    options: https.RequestOptions & {readonly servername?: string},
    callback?: (error: Error | null, stream: tls.TLSSocket) => void,
  ): undefined {
    const done = callback as (error: Error | null, stream?: tls.TLSSocket) => void
    const target = `${options.host}:${options.port}`
    const {request} = this.#proxy.protocol === 'https:' ? https : http
    const opening = request(withoutUser(this.#proxy), {
      method: 'CONNECT',
      path: target,
      headers: {host: target, ...proxyAuthorization(this.#proxy)},
      agent: false,
    })
    opening.once('error', (error) => done(error))
    opening.once('connect', ({statusCode}, socket) => {
      if (statusCode !== 200) {
        socket.destroy()
        done(Object.assign(new Error(`the proxy answered ${statusCode}`), {code: 'EPROXY'}))
        return
      }
      done(
        null,
        tls.connect({
          ...(options as tls.ConnectionOptions),
          socket,
          servername: options.servername ?? options.host ?? '',
        }),
      )
    })
    opening.end()
    return undefined
  }
}
