// One request of npm, from its secret to its answer.

import {timingSafeEqual} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {assertNever} from '../core/assert-never.ts'
import {tarballName} from '../managers/npm/lockfile-address.ts'
import {cleanAnswer, FILTERED_ANSWER, UNREPEATABLE_ANSWER, upstreamValidator} from './cache-words.ts'
import {endToEnd, forUpstream} from './headers.ts'
import type {Locked} from './locked.ts'
import type {Owner, Packuments} from './packuments.ts'
import {addressUnder, type RegistryFor, scopeOf} from './registry-for.ts'
import {routeOf} from './route.ts'
import type {RunRecord} from './run-record.ts'
import type {UpstreamClient} from './upstream-client.ts'

export interface RequestParts {
  readonly secret: string
  /** The gateway's path, with slashes at both ends. */
  readonly root: string
  readonly client: UpstreamClient
  readonly packuments: Packuments
  readonly registryFor: RegistryFor
  readonly locked: Locked
  /** Whether npm would ask its own registry for what stands at this address. */
  readonly isReplaced: (address: URL) => boolean
  readonly record: RunRecord
}

export function answerRequests(parts: RequestParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // Deny: whoever does not know the secret is not the command that this gateway is for.
    if (!isKnown(request.headers.authorization, parts.secret)) {
      request.resume()
      refuse(response, 403, 'this address belongs to another command')
      return
    }
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    answer(request, response, parts, gone.signal).catch((error: unknown) => {
      if (gone.signal.aborted) return
      if (!response.headersSent) parts.record.troubles.add(troubleOf(error))
      // npm gets what it would have got from the registry: a broken connection, and tries again as often as it is set to.
      response.destroy()
    })
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: RequestParts,
  signal: AbortSignal,
): Promise<void> {
  const {method = 'GET', url = '/'} = request
  const route = routeOf(method, url, parts.root, (pathname) => parts.packuments.ownerOf(pathname) !== undefined)
  switch (route.kind) {
    case 'packument':
      return answerPackument(route.name, route.path, request, response, parts, signal)
    case 'tarball':
      return answerTarball(route.path, request, response, parts, signal)
    case 'question':
      parts.record.wanted.add(`${route.name}@${route.version}`)
      return refuse(response, 403, `sallyport: ${route.name}@${route.version} waits for an answer`)
    case 'other':
      return passOn(route.path, parts.registryFor(route.scope), request, response, parts, signal)
    case 'refused':
      request.resume()
      return refuse(response, 403, `sallyport: ${route.because}`)
    default:
      return assertNever(route)
  }
}

async function answerPackument(
  name: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  {packuments}: RequestParts,
  signal: AbortSignal,
): Promise<void> {
  const validator = upstreamValidator(request.headers)
  const {'if-none-match': _, 'if-modified-since': __, ...rest} = forUpstream(request.headers)
  const headers = {...rest, 'accept-encoding': 'gzip', ...(validator === undefined ? {} : {'if-none-match': validator})}
  const answered = await packuments.answer(name, path, headers, signal)
  switch (answered.kind) {
    case 'as-it-is': {
      const {body, response: upstream} = answered
      const words = upstream.statusCode === 304 ? cleanAnswer({etag: validator, ...upstream.headers}) : {}
      if (upstream.statusCode === 304) upstream.resume()
      response.writeHead(upstream.statusCode ?? 502, {...endToEnd(upstream.headers), ...words})
      if (upstream.statusCode === 304) response.end()
      else if (body === undefined) await pipeline(upstream, response)
      else response.end(body)
      return
    }
    case 'clean': {
      const {'last-modified': ___, etag: ____, ...kept} = endToEnd(answered.response.headers)
      const words = cleanAnswer(answered.response.headers)
      response.writeHead(200, {...kept, ...words, 'content-length': answered.body.length})
      response.end(answered.body)
      return
    }
    case 'filtered': {
      const body = Buffer.from(answered.text)
      const words = answered.isRepeatable ? FILTERED_ANSWER : UNREPEATABLE_ANSWER
      response.writeHead(200, {'content-type': answered.type, 'content-length': body.length, ...words})
      response.end(body)
      return
    }
    case 'odd':
      // Deny: what it would bring in cannot be said.
      return refuse(
        response,
        403,
        `sallyport: what the registry says of ${name} cannot be judged: it ${answered.reason}`,
      )
    default:
      return assertNever(answered)
  }
}

async function answerTarball(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: RequestParts,
  signal: AbortSignal,
): Promise<void> {
  const {packuments, registryFor, locked, record, isReplaced} = parts
  const {pathname} = new URL(path, 'http://localhost')
  const owner = packuments.ownerOf(pathname) ?? locked.ownerOf(pathname) ?? ownerBy(pathname)
  if (owner === undefined) return refuse(response, 403, 'sallyport: this tarball belongs to no package that was judged')
  const {name, version} = owner
  const id = `${name}@${version}`
  let address = locked.addressOf(id)
  if (address === undefined) {
    const judged = await packuments.lookUp(name)
    if (judged === undefined || !judged.versions.has(version))
      return refuse(response, 403, `sallyport: ${id} was not judged, because its registry does not list it`)
    if (judged.verdicts.has(version)) {
      record.wanted.add(id)
      return refuse(response, 403, `sallyport: ${id} may not simply pass`)
    }
    address = judged.addressOf(version)
  }
  const registry = registryFor(scopeOf(name))
  const url = tarballUrl(address, registryFor(undefined), isReplaced)
  if (url === undefined) return refuse(response, 403, `sallyport: the address of ${id} is none that can be fetched`)
  const upstream = await parts.client.send({
    method: 'GET',
    url,
    registry,
    headers: forUpstream(request.headers),
    signal,
  })
  response.writeHead(upstream.statusCode ?? 502, endToEnd(upstream.headers))
  await pipeline(upstream, response)
}

/** Where npm itself would have fetched it: with its registry's host in place of those that it replaces. */
function tarballUrl(address: string, registry: string, isReplaced: RequestParts['isReplaced']): URL | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  return isReplaced(url) ? addressUnder(registry, url.pathname + url.search) : url
}

/** A registry's own way of writing it: `/<name>/-/<file>-<version>.tgz`. */
function ownerBy(pathname: string): Owner | undefined {
  const name = tarballName(new URL(pathname, 'http://localhost'))
  const file = pathname.slice(pathname.lastIndexOf('/') + 1)
  const prefix = name === undefined ? '' : `${name.slice(name.indexOf('/') + 1)}-`
  if (name === undefined || !file.startsWith(prefix) || !file.endsWith('.tgz')) return undefined
  return {name, version: decodeURIComponent(file.slice(prefix.length, -'.tgz'.length))}
}

async function passOn(
  path: string,
  registry: string,
  request: IncomingMessage,
  response: ServerResponse,
  {client}: RequestParts,
  signal: AbortSignal,
): Promise<void> {
  const {method = 'GET'} = request
  const url = new URL(registry + path.slice(1))
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
  const body = hasBody ? {body: request} : {}
  const upstream = await client.send({method, url, registry, headers: forUpstream(request.headers), signal, ...body})
  response.writeHead(upstream.statusCode ?? 502, endToEnd(upstream.headers))
  await pipeline(upstream, response)
}

function refuse(response: ServerResponse, status: number, error: string): void {
  const body = JSON.stringify({error})
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...UNREPEATABLE_ANSWER,
  }
  response.writeHead(status, headers)
  response.end(body)
}

function isKnown(authorization: string | undefined, secret: string): boolean {
  const [kind = '', value = ''] = (authorization ?? '').split(' ')
  const given =
    kind === 'Basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^sallyport:/, '')
      : value
  const [one, other] = [Buffer.from(given), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Names no address: what stands in it may be secret. */
function troubleOf(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException
  return `the registry could not be reached or broke off: ${code ?? message}`
}
