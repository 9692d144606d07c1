// npm's own registry, which this project never names: npm's grammar (`npm-package-arg`) knows it, and says in a purl when a
// registry is another one.

import npa from 'npm-package-arg'

const {toPurl} = npa as unknown as {readonly toPurl: (specifier: string, registry: string) => string}

const hosts = new Map<string, boolean>()

/** `host` with its port, as `URL` gives it. */
export function isDefaultRegistryHost(host: string): boolean {
  const known = hosts.get(host)
  if (known !== undefined) return known
  const answer = !toPurl('a@1.0.0', `https://${host}`).includes('?')
  // One host repeats in a lockfile; a hostile one may name a new host each time.
  if (hosts.size < 1000) hosts.set(host, answer)
  return answer
}
