// One request of npm, from its secret to its answer.

import type {IncomingMessage, ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {assertNever} from '../core/assert-never.ts'
import {isSameSecret} from '../system/digest.ts'
import {answerTarball} from './answer-tarball.ts'
import {cleanAnswer, FILTERED_ANSWER, UNREPEATABLE_ANSWER, upstreamValidator} from './cache-words.ts'
import {endToEnd, forUpstream} from './headers.ts'
import {refuse} from './refuse.ts'
import type {RequestParts} from './request-parts.ts'
import {routeOf} from './route.ts'

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

function isKnown(authorization: string | undefined, secret: string): boolean {
  const [kind = '', value = ''] = (authorization ?? '').split(' ')
  const given =
    kind === 'Basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^sallyport:/, '')
      : value
  return isSameSecret(given, secret)
}

/** Names no address: what stands in it may be secret. */
function troubleOf(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException
  return `the registry could not be reached or broke off: ${code ?? message}`
}
