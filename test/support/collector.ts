import {createServer as createHttpServer, type ServerResponse} from 'node:http'
import {type AddressInfo, createServer, type Socket} from 'node:net'

export interface Collector {
  readonly port: number
  /** What was sent, one body or connection each, in their order. */
  readonly received: readonly string[]
  readonly headers: readonly Readonly<Record<string, string | readonly string[] | undefined>>[]
  readonly close: () => Promise<void>
}

/** An HTTP server that takes what is posted to it, and answers as it is told: with 204 unless it is told otherwise. */
export async function startCollector(answer: (response: ServerResponse) => void = accepting): Promise<Collector> {
  const received: string[] = []
  const headers: Collector['headers'][number][] = []
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push(Buffer.concat(chunks).toString())
      headers.push(request.headers)
      answer(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    headers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function accepting(response: ServerResponse): void {
  response.writeHead(204).end()
}

/** A TCP server that reads what comes and does with each connection as it is told. */
export async function startSyslog(treat: (socket: Socket) => void = () => undefined): Promise<Collector> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const index = received.push('') - 1
    socket.on('data', (chunk) => {
      received[index] += chunk.toString()
    })
    socket.on('error', () => undefined)
    treat(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    headers: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
