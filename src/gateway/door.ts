// The gateway's place on the machine: a loopback port that is open before the tool is started, and a secret. Nothing but
// `node:net` is needed for it, so the tool starts at once; who answers is loaded while the tool does.

import {type AddressInfo, createServer, type Server, type Socket} from 'node:net'
import {randomKey} from '../system/digest.ts'

export interface Door {
  readonly port: number
  readonly secret: string
  /** Whoever knocked before there was anybody to answer comes first. */
  readonly answerWith: (answer: (socket: Socket) => void) => void
  readonly close: () => void
}

export type OpenedDoor = {readonly kind: 'door'; readonly door: Door} | {readonly kind: 'shut'; readonly reason: string}

/** Ports that are tried before any free one, so that npm finds its cache again under the same address. */
const STABLE_PORTS = 8
/** Below the ports that Linux (32768) and macOS (49152) give to outgoing connections, in a part of the range that is little used. */
const FIRST_PORT = 21_000
const PORT_RANGE = 8000

/** `user`: a number that stays the same for one person on this machine. */
export async function openDoor(user: number): Promise<OpenedDoor> {
  const start = (user * 37) % PORT_RANGE
  const stable = Array.from({length: STABLE_PORTS}, (_, index) => FIRST_PORT + ((start + index) % PORT_RANGE))
  let reason = 'no port'
  for (const port of [...stable, 0]) {
    const waiting: Socket[] = []
    let answer: ((socket: Socket) => void) | undefined
    const server = createServer((socket) => {
      if (answer !== undefined) answer(socket)
      else waiting.push(socket)
    })
    const failure = await listen(server, port)
    if (failure !== undefined) {
      reason = failure
      continue
    }
    return {
      kind: 'door',
      door: {
        port: (server.address() as AddressInfo).port,
        secret: randomKey(32).toString('hex'),
        answerWith: (given) => {
          answer = given
          for (const socket of waiting.splice(0)) given(socket)
        },
        close: () => {
          server.close()
          for (const socket of waiting.splice(0)) socket.destroy()
        },
      },
    }
  }
  return {kind: 'shut', reason}
}

function listen(server: Server, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({port, host: '127.0.0.1', exclusive: true}, () => resolve(undefined))
  })
}
