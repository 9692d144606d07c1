// Small JSON documents of a registry that npm did not ask for: its keys, an attestation, the manifest of one version.

import type {RegistryRequest} from '../reputation/signatures/registry-request.ts'
import {bytesOf, codingOf, decoded} from './response-body.ts'
import type {UpstreamClient} from './upstream-client.ts'

const MOST_BYTES = 4 * 1024 * 1024
/** Milliseconds. A tarball waits for it. */
const PATIENCE = 10_000

/** As npm would ask: with the person's own credentials, proxy and certificates. */
export function requestsTo(registry: string, client: UpstreamClient): RegistryRequest {
  return async (path) => {
    const url = new URL(registry + path.slice(1))
    const headers = {accept: 'application/json', 'accept-encoding': 'gzip'}
    try {
      const signal = AbortSignal.timeout(PATIENCE)
      const response = await client.send({method: 'GET', url, registry, headers, signal})
      const body = await bytesOf(response, MOST_BYTES)
      return {status: response.statusCode ?? 0, text: await decoded(codingOf(response), body, MOST_BYTES)}
    } catch {
      return undefined
    }
  }
}
