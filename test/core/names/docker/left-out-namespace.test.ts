import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {leftOutNamespace} from '../../../../src/core/names/docker/left-out-namespace.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['library', 'terraform', ['hashicorp/terraform left-out-scope']],
  ['library', 'terrafrom', ['hashicorp/terraform swap']],
  ['library', 'grafana', ['grafana/grafana left-out-scope', 'bitnami/grafana left-out-scope']],
  ['library', 'server', []],
  ['library', 'agent', []],
  ['library', 'tool', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...leftOutNamespace({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(
    targets,
  )
})
