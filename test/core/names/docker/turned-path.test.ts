import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {turnedPath} from '../../../../src/core/names/docker/turned-path.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['server', 'mariadb', ['mariadb/server token-order']],
  ['nginx', 'library', ['nginx token-order']],
  ['redis', 'arm64v8', ['arm64v8/redis token-order']],
  ['library', 'grafana-grafana', ['grafana/grafana separator']],
  ['library', 'mariadbserver', ['mariadb/server separator']],
  [
    'home-assistant',
    'homeassistant',
    ['homeassistant/home-assistant token-order', 'homeassistant/home-assistant separator'],
  ],
  ['grafana', 'grafana', []],
  ['acme', 'tool', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...turnedPath({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(targets)
})
