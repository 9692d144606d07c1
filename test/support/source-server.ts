import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export interface SourceServer {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly origin: string
  readonly requests: IncomingMessage[]
  /** What is answered from now on. */
  readonly answerWith: (answer: Answer) => void
  /** Resolves at the next request. */
  readonly asked: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A server on a free loopback port that may behave as badly as a test wants: the answer has the whole connection. */
export async function startSourceServer(first: Answer): Promise<SourceServer> {
  let answer = first
  const requests: IncomingMessage[] = []
  let waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(response, request)
    for (const tell of waiting) tell()
    waiting = []
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    answerWith: (next) => {
      answer = next
    },
    asked: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Served {
  readonly etag?: string
  readonly lastModified?: string
}

/** A well-behaved source: honours the validators that it gives. */
export function serving(body: string | Uint8Array, {etag, lastModified}: Served = {}): Answer {
  return (response, {headers}) => {
    if (etag !== undefined) response.setHeader('etag', etag)
    if (lastModified !== undefined) response.setHeader('last-modified', lastModified)
    const isKnown = etag !== undefined && headers['if-none-match'] === etag
    response.statusCode = isKnown ? 304 : 200
    response.end(isKnown ? undefined : body)
  }
}

/** Bytes as they are on the wire, then the end of the connection or, with `stay`, nothing more. */
export function raw(text: string, stay = false): Answer {
  return ({socket}) => {
    socket?.write(text)
    if (!stay) socket?.end()
  }
}

/** A header, and a body that never comes. */
export const hanging: Answer = () => undefined

export function answering(status: number, body = ''): Answer {
  return (response) => {
    response.writeHead(status).end(body)
  }
}
