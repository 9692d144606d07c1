// Registry hosts of the vendors' own documentation. A table: a host in it, or below one in it, is nobody's look-alike.

/** Registries that people write in image names. Each is also a target: what resembles one is suspicious. */
export const REGISTRY_HOSTS: readonly string[] = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'registry.k8s.io',
  'registry.gitlab.com',
  'nvcr.io',
  'registry-1.docker.io',
  'index.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
  'us.gcr.io',
  'eu.gcr.io',
  'asia.gcr.io',
  'k8s.gcr.io',
  'mirror.gcr.io',
  'marketplace.gcr.io',
  'docker.pkg.dev',
  'docker.elastic.co',
  'registry.redhat.io',
  'registry.access.redhat.com',
  'registry.connect.redhat.com',
  'cgr.dev',
  'dhi.io',
  'lscr.io',
  'docker.pkg.github.com',
  'containers.pkg.github.com',
  'registry.fedoraproject.org',
  'registry.centos.org',
  'registry.opensuse.org',
  'registry.suse.com',
  'registry.suse.de',
  'registry.altlinux.org',
  'container-registry.oracle.com',
  'docker.cloudsmith.io',
  'icr.io',
  'cp.icr.io',
  'ocir.io',
  'azurecr.io',
  'azurecr.cn',
  'azurecr.us',
  'amazonaws.com',
  'amazonaws.com.cn',
  'jfrog.io',
  'scw.cloud',
  'aliyuncs.com',
  'myhuaweicloud.com',
  'tencentcloudcr.com',
  'ccr.ccs.tencentyun.com',
  'vultrcr.com',
  'container-registry.ovh.net',
  'registry.digitalocean.com',
  'registry.heroku.com',
  'registry.fly.io',
  'registry.cloudflare.com',
  'registry.hf.space',
  'registry.jetbrains.team',
  'registry.replicated.com',
  'proxy.replicated.com',
  'projects.registry.vmware.com',
  'projects.packages.broadcom.com',
  'docker.mirror.hashicorp.services',
  'docker.n8n.io',
  'docker.gitea.com',
  'docker.dragonflydb.io',
  'docker.redpanda.com',
  'docker.getcollate.io',
  'docker.osgeo.org',
  'docker.angie.software',
  'cr.weaviate.io',
  'cr.fluentbit.io',
  'cr.l5d.io',
  'cr.kgateway.dev',
  'cr.yandex',
  'cr.selcloud.ru',
  'oci.stackable.tech',
  'containers.intersystems.com',
  'gitlab-registry.cern.ch',
  'registry.cern.ch',
  'codeberg.org',
  'gitea.com',
  'ttl.sh',
]

/** Domains whose owners run a registry somewhere below; what they put there is theirs. Not targets. */
const OWNER_DOMAINS: readonly string[] = [
  'docker.com',
  'github.com',
  'gitlab.com',
  'google.com',
  'googleapis.com',

  'k8s.io',
  'kubernetes.io',
  'microsoft.com',
  'azure.com',
  'amazon.com',
  'redhat.com',
  'redhat.io',
  'openshift.com',
  'openshift.org',
  'fedoraproject.org',
  'opensuse.org',
  'suse.com',
  'suse.de',
  'oracle.com',
  'oraclecloud.com',
  'ibm.com',
  'bluemix.net',
  'nvidia.com',
  'elastic.co',
  'digitalocean.com',
  'gitea.io',
  'jfrog.com',
]

/** Domains under which a customer's own part comes first, so that a suggestion keeps it: `acme.azurecr.io`. */
export const SHARED_DOMAINS: ReadonlySet<string> = new Set([
  'gcr.io',
  'docker.pkg.dev',
  'icr.io',
  'ocir.io',
  'azurecr.io',
  'azurecr.cn',
  'azurecr.us',
  'amazonaws.com',
  'amazonaws.com.cn',
  'jfrog.io',
  'scw.cloud',
  'aliyuncs.com',
  'myhuaweicloud.com',
  'tencentcloudcr.com',
  'vultrcr.com',
  'container-registry.ovh.net',
])

const HOSTS: ReadonlySet<string> = new Set([...REGISTRY_HOSTS, 'pkg.dev'])
const OWNERS: ReadonlySet<string> = new Set(OWNER_DOMAINS)

/** Whether it is a known registry or lies below one. `host` in lower case, without a port. */
export function isKnownHost(host: string): boolean {
  return isAtOrBelow(host, HOSTS)
}

/** Whether it lies in the domain of somebody who runs a known registry. */
export function isOwnersHost(host: string): boolean {
  return isAtOrBelow(host, OWNERS)
}

/** Whole labels only: `evildocker.io` is not below `docker.io`. */
function isAtOrBelow(host: string, domains: ReadonlySet<string>): boolean {
  for (let at = 0; at !== -1; ) {
    if (domains.has(host.slice(at))) return true
    const dot = host.indexOf('.', at)
    at = dot === -1 ? -1 : dot + 1
  }
  return false
}
