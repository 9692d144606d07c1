import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {canonicalImage} from '../../../../src/core/docker-reference.ts'
import {IN_USE_DESPITE_A_NOTE, RETIRED_IMAGES} from '../../../../src/core/names/docker/retired-images.ts'
import {judgeRetired} from '../../../../src/core/names/docker/retirement.ts'
import {judgeImageName} from '../../../../src/core/names/judge-image.ts'
import {ABSENT, openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))
const retired = [...RETIRED_IMAGES]

describe('retired official images', () => {
  it('stand in the index while they are deprecated and are gone from it once removed', () => {
    expect(retired.filter(([name, {status}]) => (docker.find(name) === ABSENT) !== (status === 'removed'))).toEqual([])
  })

  it('are never a question: a deprecated one is ok, a removed one is unknown', () => {
    for (const [name, {status}] of retired) {
      const {verdict, remark} = judgeImageName(canonicalImage(name), docker)
      expect([name, verdict, remark?.code]).toEqual([name, status === 'deprecated' ? 'ok' : 'unknown', status])
    }
  })

  it('name successors that are in use themselves', () => {
    for (const successor of retired.flatMap(([, {successors}]) => successors)) {
      expect(judgeImageName(canonicalImage(successor), docker)).toMatchObject({verdict: 'ok', suggestions: []})
    }
  })

  it.each([
    ['openjdk', 'is a deprecated Docker Official Image, and `eclipse-temurin` takes its place'],
    ['unit', 'is a deprecated Docker Official Image, and its page names no successor'],
    ['vault', 'is a Docker Official Image no more: nobody updates it, and `hashicorp/vault` takes its place'],
  ])('says of %s that it %s', (name, sentence) => expect(judgeRetired(name)?.remark?.sentence).toBe(sentence))

  it('says nothing of images whose page only retires a tag', () => {
    for (const name of IN_USE_DESPITE_A_NOTE) expect(judgeRetired(name)).toBeUndefined()
  })
})
