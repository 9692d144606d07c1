// A tarball that npm fetches through the gateway: served for a version that was judged in this run, or stands in the lockfile
// that was judged before it. What its registry signed is checked before a byte of it is served.

import type {IncomingMessage, ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {readTarballAddress} from '../core/tarball-address.ts'
import {endToEnd, forUpstream} from './headers.ts'
import type {JudgedPackage, Owner} from './judged-package.ts'
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
  const {packuments, registryFor, locked, isReplaced} = parts
  const {pathname} = new URL(path, 'http://localhost')
  const owner = packuments.ownerOf(pathname) ?? locked.ownerOf(pathname) ?? ownerBy(pathname)
  if (owner === undefined) return refuse(response, 403, 'sallyport: this tarball belongs to no package that was judged')
  const {name, version} = owner
  const id = `${name}@${version}`
  const lockedAddress = locked.addressOf(id)
  // For what the lockfile holds no packument is fetched: there may be a thousand of them.
  const judged = await (lockedAddress === undefined ? packuments.lookUp(name) : packuments.known(name))
  const isListed = judged?.versions.has(version) === true
  if (lockedAddress === undefined && !isListed)
    return refuse(response, 403, `sallyport: ${id} was not judged, because its registry does not list it`)
  if (isListed && (await mayNotPass(owner, judged, request, parts)))
    return refuse(response, 403, `sallyport: ${id} may not simply pass`)
  const address = lockedAddress ?? judged?.addressOf(version) ?? ''
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

async function mayNotPass(
  {name, version}: Owner,
  judged: JudgedPackage,
  request: IncomingMessage,
  {guard, record}: RequestParts,
): Promise<boolean> {
  const id = `${name}@${version}`
  if (!judged.verdicts.has(version)) {
    const verdict = await guard.objectionTo({name, version}, judged, demandedIntegrity(request))
    if (verdict === undefined) return false
    record.putAside.set(id, {name, version, verdict})
  }
  record.wanted.add(id)
  return true
}

/** What npm will hold the tarball against (`pacote`, remote.js). Undefined where it says nothing, or leaves a choice. */
function demandedIntegrity({headers}: IncomingMessage): string | undefined {
  const integrity = headers['pacote-integrity']
  return typeof integrity === 'string' && /^sha\d+-[A-Za-z0-9+/=]+$/.test(integrity) ? integrity : undefined
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
