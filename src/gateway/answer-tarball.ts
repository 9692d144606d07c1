// A tarball that npm fetches through the gateway: served for a version that was judged in this run, or stands in the lockfile
// that was judged before it.

import type {IncomingMessage, ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {readTarballAddress} from '../core/tarball-address.ts'
import {endToEnd, forUpstream} from './headers.ts'
import type {Owner} from './packuments.ts'
import {refuse} from './refuse.ts'
import {addressUnder, scopeOf} from './registry-for.ts'
import type {RequestParts} from './request-parts.ts'

export async function answerTarball(
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
  const name = readTarballAddress(`http://localhost${pathname}`)?.name
  const file = pathname.slice(pathname.lastIndexOf('/') + 1)
  const prefix = name === undefined ? '' : `${name.slice(name.indexOf('/') + 1)}-`
  if (name === undefined || !file.startsWith(prefix) || !file.endsWith('.tgz')) return undefined
  return {name, version: decodeURIComponent(file.slice(prefix.length, -'.tgz'.length))}
}
