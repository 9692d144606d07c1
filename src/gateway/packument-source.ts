// Where packuments come from: the registry, and for the bodies that are small enough to be kept, the memory.

import type {IncomingMessage} from 'node:http'
import {Packument} from '../core/packument/packument.ts'
import type {PackumentReading} from './judged-package.ts'
import {readBody} from './read-body.ts'
import {bytesOf, codingOf, decoded} from './response-body.ts'
import type {UpstreamClient} from './upstream-client.ts'

/** What npm asks for when it installs: the form without readmes, publishers and times. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*'

/** Bytes of packuments, as registries send them, that are kept to say why npm was stopped. */
const MOST_KEPT = 8 * 1024 * 1024
export const LOOK_UP_PATIENCE = 30_000

export interface Fetched {
  readonly response: IncomingMessage
  readonly body: Buffer
}

export interface PackumentSource {
  /** Undefined where the registry has no such. */
  readonly abbreviated: (name: string, registry: string, signal: AbortSignal) => Promise<Fetched | undefined>
  readonly whole: (name: string, registry: string, signal: AbortSignal) => Promise<Packument | undefined>
  /** How to come by it again: from its body, or from the registry where too much would have to be kept for that. */
  readonly keep: (name: string, registry: string, response: IncomingMessage, body: Buffer) => PackumentReading
}

export function packumentSource(client: UpstreamClient): PackumentSource {
  let kept = 0

  const fetched = async (name: string, registry: string, accept: string, signal: AbortSignal) => {
    const headers = {accept, 'accept-encoding': 'gzip'}
    const response = await client.send({method: 'GET', url: packumentUrl(registry, name), registry, headers, signal})
    const body = await bytesOf(response)
    return response.statusCode === 200 ? {response, body} : undefined
  }

  const abbreviated: PackumentSource['abbreviated'] = (name, registry, signal) =>
    fetched(name, registry, ABBREVIATED, signal)

  const whole: PackumentSource['whole'] = async (name, registry, signal) => {
    try {
      const found = await fetched(name, registry, 'application/json', signal)
      if (found === undefined) return undefined
      const read = readBody(await decoded(codingOf(found.response), found.body), name)
      return read.kind === 'packument' ? read.packument : undefined
    } catch {
      // What only the whole form says is unknown then, and counted as that.
      return undefined
    }
  }

  const readWhole = (name: string, registry: string) => () =>
    whole(name, registry, AbortSignal.timeout(LOOK_UP_PATIENCE))

  const fromRegistry = (name: string, registry: string): PackumentReading => ({
    text: undefined,
    read: async () => {
      const fresh = await abbreviated(name, registry, AbortSignal.timeout(LOOK_UP_PATIENCE))
      return fresh === undefined ? new Packument({}, name) : again(codingOf(fresh.response), fresh.body, name)
    },
    readWhole: readWhole(name, registry),
  })

  // Apart from the other, which would hold on to the body as well.
  const fromBody = (name: string, registry: string, coding: string, body: Buffer): PackumentReading => ({
    text: () => decoded(coding, body),
    read: () => again(coding, body, name),
    readWhole: readWhole(name, registry),
  })

  return {
    abbreviated,
    whole,
    keep: (name, registry, response, body) => {
      if (kept + body.length > MOST_KEPT) return fromRegistry(name, registry)
      kept += body.length
      return fromBody(name, registry, codingOf(response), body)
    },
  }
}

async function again(coding: string, body: Buffer, name: string): Promise<Packument> {
  const read = readBody(await decoded(coding, body), name)
  if (read.kind !== 'packument') throw new Error('a packument that was read once cannot be read again')
  return read.packument
}

export function packumentUrl(registry: string, name: string): URL {
  return new URL(registry + pathOf(name))
}

/** As npm writes it. */
export function pathOf(name: string): string {
  return name.replace('/', '%2f')
}
