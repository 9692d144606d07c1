// Docker Official Images that are deprecated or were removed, and what takes their place: what their own pages name
// (docker-library/docs, the `deprecated.md` of each image, also of those that are gone), else where the project itself
// publishes now. A table; it judges nothing.

export interface RetiredImage {
  /** `removed`: not published any more. Tags that were pushed may still be there; nobody mends them. */
  readonly status: 'deprecated' | 'removed'
  /** Best first, familiar names. Empty where there is none. A successor that was retired itself is followed to its own. */
  readonly successors: readonly string[]
}

const deprecated = (...successors: readonly string[]): RetiredImage => ({status: 'deprecated', successors})
const removed = (...successors: readonly string[]): RetiredImage => ({status: 'removed', successors})

export const RETIRED_IMAGES: ReadonlyMap<string, RetiredImage> = new Map([
  ['clearlinux', deprecated()],
  ['clefos', deprecated()],
  ['emqx', deprecated('emqx/emqx', 'emqx/emqx-enterprise')],
  ['liquibase', deprecated('liquibase/liquibase', 'liquibase/liquibase-secure')],
  ['mongo-express', deprecated()],
  ['notary', deprecated()],
  ['openjdk', deprecated('eclipse-temurin', 'amazoncorretto', 'ibm-semeru-runtimes', 'ibmjava', 'sapmachine')],
  ['php-zendserver', deprecated()],
  ['plone', deprecated('plone/plone-backend', 'plone/plone-frontend', 'plone/plone-zeo')],
  ['rockylinux', deprecated('rockylinux/rockylinux')],
  ['unit', deprecated()],

  ['adoptopenjdk', removed('eclipse-temurin')],
  ['celery', removed('python')],
  ['centos', removed('quay.io/centos/centos')],
  ['consul', removed('hashicorp/consul')],
  ['couchdb-nouveau', removed('couchdb')],
  ['crux', removed()],
  ['django', removed('python')],
  ['docker-dev', removed('docker')],
  ['euleros', removed()],
  ['express-gateway', removed()],
  ['fsharp', removed('mcr.microsoft.com/dotnet/sdk')],
  ['glassfish', removed()],
  ['hello-seattle', removed('hello-world')],
  ['hipache', removed('haproxy', 'nginx')],
  ['hola-mundo', removed('hello-world')],
  ['iojs', removed('node')],
  ['java', removed('eclipse-temurin', 'amazoncorretto')],
  ['jenkins', removed('jenkins/jenkins')],
  ['jobber', removed()],
  ['kaazing-gateway', removed()],
  ['known', removed()],
  ['lightstreamer-server', removed('lightstreamer')],
  ['mono', removed()],
  ['mosquitto', removed('eclipse-mosquitto')],
  ['nats-streaming', removed('nats')],
  ['notary-server', removed()],
  ['notary-signer', removed()],
  ['nuxeo', removed()],
  ['opensuse', removed('opensuse/leap', 'opensuse/tumbleweed')],
  ['owncloud', removed('owncloud/server')],
  ['piwik', removed('matomo')],
  ['rails', removed('ruby')],
  ['rapidoid', removed()],
  ['sentry', removed()],
  ['sl', removed()],
  ['sourcemage', removed()],
  ['swarm', removed()],
  ['thrift', removed()],
  ['ubuntu-debootstrap', removed('ubuntu')],
  ['ubuntu-upstart', removed('ubuntu')],
  ['vault', removed('hashicorp/vault')],
  ['zend-php', removed('php')],
])

/** Pages that carry a note which retires no more than some tags (`amazonlinux:1`) or recommends another edition. */
export const IN_USE_DESPITE_A_NOTE: ReadonlySet<string> = new Set(['amazonlinux', 'nextcloud'])
