import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {canonicalImage} from '../../../src/core/docker-reference.ts'
import {judgeImageName} from '../../../src/core/names/judge-image.ts'
import {openNameIndex} from '../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../data/docker.names', import.meta.url)))

describe('image names', () => {
  it.each([
    ['nginx', 'ok', undefined],
    ['library/nginx', 'ok', undefined],
    ['bitnami/redis', 'ok', undefined],
    ['mariadb/server', 'ok', undefined],
    ['acme/tool', 'ok', undefined],
    ['ghcr.io/acme/nginx', 'ok', undefined],
    ['ngnix', 'lookalike', 'nginx'],
    ['ngnix/ngnix', 'lookalike', 'nginx'],
    ['postgress', 'lookalike', 'postgres'],
    ['foo/postgres', 'lookalike', 'postgres'],
    ['no-such-official-image', 'unknown', undefined],
    ['java', 'unknown', 'eclipse-temurin'],
  ])('%s: %s', (name, verdict, target) => {
    const judgement = judgeImageName(canonicalImage(name), docker)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.suggestions[0]?.name).toBe(target)
  })

  it('asks nothing about any Docker Official Image', () => {
    const names = Array.from({length: docker.size}, (_, position) => docker.nameAt(position))
    expect(names.filter((name) => judgeImageName(canonicalImage(name), docker).verdict !== 'ok')).toEqual([])
  })
})
