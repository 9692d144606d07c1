// One GET to a registry, for small JSON documents. Without credentials; the gateway has a client of its own that sends them.

/** `path` begins with a slash and is below the registry's own. Undefined: no answer. */
export type RegistryRequest = (path: string) => Promise<RegistryAnswer | undefined>

export interface RegistryAnswer {
  readonly status: number
  readonly text: string
}

/** Keys and attestations are some kilobytes. */
const MOST_BYTES = 4 * 1024 * 1024

export function plainRegistryRequest(registry: string, signal: AbortSignal): RegistryRequest {
  const base = registry.replace(/\/+$/, '')
  return async (path) => {
    try {
      const response = await fetch(`${base}${path}`, {headers: {accept: 'application/json'}, signal})
      const chunks: Uint8Array[] = []
      let length = 0
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        length += chunk.length
        if (length > MOST_BYTES) return undefined
        chunks.push(chunk)
      }
      return {status: response.status, text: Buffer.concat(chunks).toString()}
    } catch {
      return undefined
    }
  }
}

/** Undefined for what is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
