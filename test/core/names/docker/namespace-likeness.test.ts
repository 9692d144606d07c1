import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {namespaceLikeness} from '../../../../src/core/names/docker/namespace-likeness.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['bitnmai', 'redis', ['bitnami/redis swap']],
  ['grafanna', 'grafana', ['grafana/grafana doubling']],
  ['hashi.corp', 'vault', ['hashicorp/vault separator']],
  ['bitnarni', 'redis', ['bitnami/redis drawn-alike']],
  ['grafanalabs', 'grafana', ['grafana/grafana affix']],
  ['libary', 'nginx', ['nginx omission']],
  ['arm64v7', 'nginx', ['arm64v8/nginx digit']],
  ['prm', 'prometheus', ['prom/prometheus omission']],
  ['prm', 'tool', []],
  ['hashicrop', 'tool', ['hashicorp/tool swap']],
  ['grafanalabs', 'tool', []],
  ['acme', 'redis', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...namespaceLikeness({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(
    targets,
  )
})
