/** Names of Docker Hub's registry; `docker.io` is the one that people write. */
const HUB_HOSTS: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
])

/**
 * A registry host as hosts are compared: `GHCR.IO` and `ghcr.io:443` are the registry `ghcr.io`, and Docker Hub under all of its
 * names is `docker.io`.
 */
export function comparableHost(host: string): string {
  const plain = host.toLowerCase().replace(/:443$/, '')
  return HUB_HOSTS.has(plain) ? 'docker.io' : plain
}
