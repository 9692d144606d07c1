import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {imageAffixes} from '../../../../src/core/names/docker/image-affixes.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['library', 'nginx-official', ['nginx affix']],
  ['library', 'official-nginx', ['nginx affix']],
  ['library', 'officialnginx', ['nginx affix']],
  ['library', 'nginx-alpine', ['nginx affix']],
  ['library', 'python3', ['python affix']],
  ['library', 'postgres-16.2', ['postgres affix']],
  ['library', 'golang-v1.22', ['golang affix']],
  ['library', 'jenkins-docker', ['jenkins/jenkins affix']],
  ['library', 'nginx-thing', []],
  ['library', 'docker', []],
  ['library', 'official', []],
  ['library', '7', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...imageAffixes({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(
    targets,
  )
})
