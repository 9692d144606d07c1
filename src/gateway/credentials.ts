// What a request to a registry is sent with, by npm's own rules (`npm-registry-fetch`, auth.js): the credentials of the longest
// key that the address lies under, else those of the registry on the same host. Nothing goes to any other host.

import {readFileSync} from 'node:fs'
import type {Upstreams} from '../core/registry-detour.ts'

export interface Credentials {
  /** The value of the `authorization` header. */
  readonly authorization?: string
  /** A client's certificate and its key, in PEM. */
  readonly certificate?: {readonly cert: string; readonly key: string}
}

/** `registry`: the one that the request is meant for. */
export function credentialsFor(address: URL, registry: string, {credentials}: Upstreams): Credentials {
  const key = keyFor(address, credentials) ?? keyOfRegistry(address, registry, credentials)
  if (key === undefined) return {}
  const secret = (name: string): string | undefined => credentials.get(`${key}:${name}`)
  const certificate = certificateOf(secret('certfile'), secret('keyfile'))
  const token = secret('_authToken')
  if (token !== undefined) return {authorization: `Bearer ${token}`, ...certificate}
  const basic = secret('_auth')
  if (basic !== undefined) return {authorization: `Basic ${basic}`, ...certificate}
  const [user, password] = [secret('username'), secret('_password')]
  if (user === undefined || password === undefined) return certificate
  const plain = Buffer.from(password, 'base64').toString('utf8')
  return {authorization: `Basic ${Buffer.from(`${user}:${plain}`, 'utf8').toString('base64')}`, ...certificate}
}

function keyOfRegistry(address: URL, registry: string, credentials: Upstreams['credentials']): string | undefined {
  const url = new URL(registry)
  return url.host === address.host ? keyFor(url, credentials) : undefined
}

function keyFor({host, pathname}: URL, credentials: Upstreams['credentials']): string | undefined {
  for (let key = `//${host}${pathname}`; key.length > 2; key = key.replace(/(?:[^/]+|\/)$/, '')) {
    const has = (name: string): boolean => credentials.has(`${key}:${name}`)
    const isKey =
      has('_authToken') || has('_auth') || (has('username') && has('_password')) || (has('certfile') && has('keyfile'))
    if (isKey) return key
  }
  return undefined
}

function certificateOf(certFile: string | undefined, keyFile: string | undefined): Pick<Credentials, 'certificate'> {
  if (certFile === undefined || keyFile === undefined) return {}
  try {
    return {certificate: {cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8')}}
  } catch {
    // npm goes on without a certificate that is not there, and the registry says what it thinks of that.
    return {}
  }
}
