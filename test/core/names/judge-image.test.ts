import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {canonicalImage} from '../../../src/core/docker-reference.ts'
import {KNOWN_REPOSITORIES} from '../../../src/core/names/docker/known-repositories.ts'
import {judgeImageName} from '../../../src/core/names/judge-image.ts'
import {openNameIndex} from '../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../data/docker.names', import.meta.url)))
const official = Array.from({length: docker.size}, (_, position) => docker.nameAt(position))
const judge = (name: string) => judgeImageName(canonicalImage(name), docker)

describe('names that ask nothing', () => {
  it('every Docker Official Image', () => {
    expect(official.filter((name) => judge(name).verdict !== 'ok')).toEqual([])
  })

  it('every Docker Official Image under the namespace of an architecture', () => {
    expect(official.filter((name) => judge(`arm64v8/${name}`).verdict !== 'ok')).toEqual([])
  })

  it('every known repository', () => {
    expect(KNOWN_REPOSITORIES.length).toBeGreaterThan(150)
    expect(new Set(KNOWN_REPOSITORIES).size).toBe(KNOWN_REPOSITORIES.length)
    expect(KNOWN_REPOSITORIES.filter((name) => judge(name).verdict !== 'ok')).toEqual([])
  })

  it('every official name on a registry of somebody else', () => {
    expect(official.filter((name) => judge(`ghcr.io/acme/${name}`).verdict !== 'ok')).toEqual([])
  })

  it.each([
    'acme/tool',
    'acme/nginx-proxy',
    'acme/docker-nginx',
    'acme/redis-exporter',
    'acme/api',
    'acme/nodes',
    'acme/r2',
    'acme/php8',
    'oracle/database',
    'persona/app',
    'rocker/verse',
    'bitnami/something-new',
    'n8n/n8n',
    'redis/redis',
    'hashicorp/anything',
    'library/hello-world',
    'docker.io/library/registry',
    'index.docker.io/library/redis',
    'a/b/c',
  ])('%s', (name) => expect(judge(name)).toMatchObject({verdict: 'ok', suggestions: []}))
})

describe('look-alikes', () => {
  it('every official name under a stranger’s namespace', () => {
    const missed = official.filter((name) => judge(`vibersastra/${name}`).suggestions[0]?.name !== name)
    expect(missed).toEqual([])
  })

  it('every known repository whose publisher has a letter doubled', () => {
    const missed = KNOWN_REPOSITORIES.filter((path) => judge(doubled(path)).suggestions[0]?.name !== path)
    expect(missed).toEqual([])
  })

  it('every known repository with namespace and name swapped, unless that is the name of a publisher', () => {
    const missed = KNOWN_REPOSITORIES.filter((path) => {
      const [publisher = '', name = ''] = path.split('/')
      const swapped = judge(`${name}/${publisher}`)
      return swapped.verdict === 'ok' && swapped.popularity.kind !== 'known' && !isPublisherOf(name)
    })
    expect(missed).toEqual([])
  })

  it.each([
    ['ngnix', 'nginx'],
    ['ngnix/ngnix', 'nginx'],
    ['foo/postgres', 'postgres'],
    ['postgres/postgres', 'postgres'],
    ['arm64v8/ngnix', 'arm64v8/nginx'],
    ['arm64v7/nginx', 'arm64v8/nginx'],
    ['rabbit_mq', 'rabbitmq'],
    ['temurin-eclipse', 'eclipse-temurin'],
    ['python-3.12', 'python'],
    ['node20', 'node'],
    ['ubuntu22.04', 'ubuntu'],
    ['alpine-linux', 'alpine'],
    ['dockernginx', 'nginx'],
    ['bitnami-redis', 'bitnami/redis'],
    ['terraform', 'hashicorp/terraform'],
    ['prometeus', 'prom/prometheus'],
    ['foo/openjdk', 'openjdk'],
    ['foo/jenkins', 'jenkins/jenkins'],
    ['pocosow/centos', 'quay.io/centos/centos'],
    ['hashi-corp/vault', 'hashicorp/vault'],
    ['hashicorp-official/terraform', 'hashicorp/terraform'],
    ['bitnarni/redis', 'bitnami/redis'],
    ['DOCKER.IO:443/library/ngnix', 'nginx'],
  ])('%s: %s', (name, target) => {
    const {verdict, suggestions} = judge(name)
    expect({verdict, target: suggestions[0]?.name}).toEqual({verdict: 'lookalike', target})
    expect(suggestions.length).toBeLessThanOrEqual(5)
  })

  it.each(['no-such-official-image', 'task', '__proto__', 'constructor'])(
    '%s is unknown and resembles nothing',
    (name) => expect(judge(name)).toMatchObject({verdict: 'unknown', suggestions: []}),
  )
})

function isPublisherOf(name: string): boolean {
  return judge(`${name}/postgres`).verdict === 'ok'
}

/** `grafanna/grafana`: the last letter but one of the publisher, so that no other publisher comes out. */
function doubled(path: string): string {
  const slash = path.indexOf('/')
  return `${path.slice(0, slash - 1)}${path[slash - 2]}${path.slice(slash - 1)}`
}
