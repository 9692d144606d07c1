import {createServer as createHttpServer, request as httpRequest, type IncomingMessage} from 'node:http'
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net'

export interface Wire {
  readonly origin: string
  /** Every byte that came in. */
  readonly received: () => string
  readonly close: () => Promise<void>
}

/** Passes everything on to a port on loopback, and keeps what was sent there. */
export async function startWiretap(port: number): Promise<Wire> {
  const chunks: Buffer[] = []
  const server = createServer((socket) => {
    const target = connect(port, '127.0.0.1')
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.pipe(target).pipe(socket)
    for (const side of [socket, target]) side.on('error', () => side.destroy())
  })
  return wireOf(server, chunks)
}

/** An HTTP proxy: requests in absolute form, and tunnels. What comes in is kept: request lines and headers. */
export async function startProxy(): Promise<Wire & {readonly targets: () => readonly string[]}> {
  const chunks: Buffer[] = []
  const targets: string[] = []
  const keep = ({method, url, rawHeaders}: IncomingMessage): void => {
    targets.push(`${method} ${url}`)
    chunks.push(Buffer.from(`${method} ${url} ${rawHeaders.join(' ')}\n`))
  }
  const server = createHttpServer((request, response) => {
    keep(request)
    const {url = '', method = 'GET', headers} = request
    if (!URL.canParse(url)) {
      response.writeHead(400).end()
      return
    }
    const {'proxy-authorization': _, ...rest} = headers
    const onward = httpRequest(url, {method, headers: rest}, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    keep(request)
    const [host, port] = (request.url ?? '').split(':')
    const target = connect(Number(port), host === 'localhost' ? '127.0.0.1' : host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(target).pipe(socket)
    })
    for (const side of [socket, target]) side.on('error', () => side.destroy())
  })
  return {...(await wireOf(server, chunks)), targets: () => targets}
}

async function wireOf(server: Server, chunks: readonly Buffer[]): Promise<Wire> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    received: () => Buffer.concat(chunks).toString('latin1'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
