// Whether an npm registry has a name, asked the way npm asks: one GET of the packument, of which only the status is read.

/** The abbreviated packument, which every registry has ready (npm/registry, docs/responses/package-metadata.md). */
const ACCEPT = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*'

/** Undefined when the registry did not say: no connection, no answer in time, or any status but 200 and 404. */
export async function registryHas(registry: string, name: string, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    const base = registry.endsWith('/') ? registry : `${registry}/`
    const response = await fetch(new URL(encodeURIComponent(name).replace(/^%40/, '@'), base), {
      headers: {accept: ACCEPT},
      signal,
    })
    await response.body?.cancel()
    return response.status === 200 ? true : response.status === 404 ? false : undefined
  } catch {
    return undefined
  }
}
