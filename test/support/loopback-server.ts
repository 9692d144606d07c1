import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {createServer as createSecureServer} from 'node:https'
import type {AddressInfo, Socket} from 'node:net'
import {TLSSocket} from 'node:tls'

export interface AccessLogEntry {
  readonly method: string
  /** As it came over the wire, still percent-encoded, with its query. */
  readonly path: string
  readonly status: number
  readonly hasAuthorization: boolean
  /** The common name of the certificate that the client showed; only where it was asked for one. */
  readonly client?: string
}

export interface Reply {
  readonly status: number
  readonly type?: string
  readonly body?: string | Buffer
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT`; no slash at the end. */
  readonly origin: string
  /** Every request that was answered, in the order of the answers. */
  readonly log: readonly AccessLogEntry[]
  readonly close: () => Promise<void>
}

export interface Guard {
  /** The `authorization` header that a request has to carry: 401 otherwise, and `answer` never sees it. */
  readonly authorization?: string
  /** Serves over TLS, for `localhost`. A client may be asked for a certificate, and refused without one. */
  readonly tls?: {
    readonly key: string
    readonly cert: string
    readonly ca?: string
    readonly client?: 'asked' | 'refused-without'
  }
}

/**
 * An HTTP server on a free loopback port that writes down what was asked of it. `answer` gets the path without its query.
 */
export async function startLoopbackServer(
  answer: (path: string, request: IncomingMessage) => Reply,
  {authorization: wanted, tls}: Guard = {},
): Promise<LoopbackServer> {
  const log: AccessLogEntry[] = []
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const {authorization} = request.headers
    const path = request.url ?? '/'
    const reply =
      wanted !== undefined && authorization !== wanted
        ? {status: 401, type: 'application/json', body: '{"error":"unauthorized"}'}
        : answer(path.split('?', 1)[0] ?? '/', request)
    log.push({
      method: request.method ?? '',
      path,
      status: reply.status,
      hasAuthorization: authorization !== undefined,
      ...clientOf(request.socket),
    })
    response.writeHead(reply.status, reply.type === undefined ? {} : {'content-type': reply.type})
    response.end(request.method === 'HEAD' ? undefined : reply.body)
    request.resume()
  }
  const server =
    tls === undefined
      ? createServer(listener)
      : createSecureServer(
          {...tls, requestCert: tls.client !== undefined, rejectUnauthorized: tls.client === 'refused-without'},
          listener,
        )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  return {
    origin: tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function clientOf(socket: Socket): Pick<AccessLogEntry, 'client'> {
  const name = socket instanceof TLSSocket ? socket.getPeerCertificate().subject?.CN : undefined
  return typeof name === 'string' ? {client: name} : {}
}
