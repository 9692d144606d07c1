import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {imageAliases} from '../../../../src/core/names/docker/image-aliases.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))

it.each([
  ['library', 'postgresql', ['postgres alias']],
  ['library', 'go', ['golang alias']],
  ['library', 'mssql', ['mcr.microsoft.com/mssql/server alias']],
  ['library', 'postgres', []],
  ['library', 'constructor', []],
])('%s/%s: %j', (namespace, base, targets) => {
  expect([...imageAliases({namespace, base}, docker)].map(({name, technique}) => `${name} ${technique}`)).toEqual(
    targets,
  )
})
