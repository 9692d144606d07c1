import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {officialLookalikes} from '../../../../src/core/names/docker/official-lookalikes.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['library', 'ngnix', ['nginx swap']],
  ['library', 'rabbit--mq', ['rabbitmq separator']],
  ['library', 'NGINX', ['nginx capitals']],
  ['library', 'temurin-eclipse', ['eclipse-temurin token-order']],
  ['library', 'ngіnx', ['nginx substitution', 'nginx homoglyph']],
  ['library', 'jenkns', ['jenkins/jenkins omission']],
  ['library', 'whatever', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...officialLookalikes({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(
    targets,
  )
})
