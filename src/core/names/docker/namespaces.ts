// Namespaces on Docker Hub whose owners may use the names of official images: publishers of known repositories, further
// publishers of the projects themselves, and Docker's own namespaces for architectures.

import {KNOWN_REPOSITORIES} from './known-repositories.ts'

/** Docker builds every official image under these too (docker-library/official-images, "Architectures other than amd64?"). */
const ARCHITECTURES: ReadonlySet<string> = new Set([
  'amd64',
  'arm32v5',
  'arm32v6',
  'arm32v7',
  'arm64v8',
  'i386',
  'mips64le',
  'ppc64le',
  'riscv64',
  's390x',
  'winamd64',
])

const FURTHER_PUBLISHERS: readonly string[] = [
  'adoptopenjdk',
  'aerospike',
  'argoproj',
  'azul',
  'balena',
  'balenalib',
  'bellsoft',
  'bitnamilegacy',
  'bitnamisecure',
  'bonitasoft',
  'centos',
  'chainguard',
  'circleci',
  'composer',
  'convertigo',
  'couchbase',
  'debian',
  'devopsfaith',
  'dhi',
  'dockereng',
  'dotnet',
  'eclipse',
  'fedora',
  'friendica',
  'geonetwork',
  'gradle',
  'ibmcom',
  'influxdata',
  'jenkinsci',
  'keycloak',
  'krakend',
  'matomo',
  'mcp',
  'microsoft',
  'monicahq',
  'natsio',
  'neo4j',
  'nimlang',
  'nodesource',
  'odoo',
  'oracle',
  'rabbitmqoperator',
  'redislabs',
  'rustlang',
  'swiftlang',
  'varnish',
  'vmware',
  'weaveworks',
  'xwiki',
  'yourls',
]

const PUBLISHERS: ReadonlySet<string> = new Set([
  ...KNOWN_REPOSITORIES.map((path) => path.slice(0, path.indexOf('/'))),
  ...FURTHER_PUBLISHERS,
])

export const KNOWN_NAMESPACES: readonly string[] = ['library', ...PUBLISHERS, ...ARCHITECTURES]

export function isPublisher(namespace: string): boolean {
  return PUBLISHERS.has(namespace)
}

export function isArchitecture(namespace: string): boolean {
  return ARCHITECTURES.has(namespace)
}
