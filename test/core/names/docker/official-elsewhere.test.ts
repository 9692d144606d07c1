import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {officialElsewhere} from '../../../../src/core/names/docker/official-elsewhere.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['foo', 'postgres', ['postgres official-elsewhere']],
  ['postgres', 'postgres', ['postgres official-elsewhere']],
  ['foo', 'official-postgres', ['postgres official-elsewhere']],
  ['foo', 'mysql5', ['mysql official-elsewhere']],
  ['foo', 'php8', []],
  ['foo', 'ngnix', ['nginx swap']],
  ['ngnix', 'ngnix', ['nginx swap']],
  ['foo', 'nginz', []],
  ['foo', 'centos', ['quay.io/centos/centos official-elsewhere']],
  ['foo', 'celery', []],
  ['foo', 'docker-nginx', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...officialElsewhere({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(
    targets,
  )
})
