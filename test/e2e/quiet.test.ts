// A question must be rare: what everybody installs asks nothing.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {openNameIndex} from '../../src/core/names/name-index.ts'
import {checkout} from '../support/checkout.ts'
import {Scratch} from '../support/scratch.ts'

const MOST_POPULAR = 2000

function namesOf(ecosystem: 'npm' | 'pypi' | 'docker'): readonly string[] {
  const index = openNameIndex(readFileSync(join(checkout, 'data', `${ecosystem}.names`)))
  return Array.from({length: Math.min(MOST_POPULAR, index.size)}, (_, position) => index.nameAt(position))
}

describe.each([
  ['npm', 'npm', 'install'],
  ['pypi', 'pip', 'install'],
  ['docker', 'docker', 'pull'],
] as const)('%s', (ecosystem, tool, verb) => {
  test(`the ${MOST_POPULAR} most popular names (every Docker Official Image) in one command pass`, async () => {
    const scratch = new Scratch().withNode().withFakeTool({name: tool}).installShims()
    onTestFinished(() => scratch.remove())
    const names = namesOf(ecosystem)
    expect(names.length).toBeGreaterThan(100)
    const {code, stderr} = await scratch.run(tool, [verb, ...names])
    const questions = stderr.split('\n').filter((line) => !/\((?:latest-tag|deprecated), policy/.test(line))
    expect({code, stderr: questions}).toEqual({
      code: 0,
      stderr: [''],
    })
    expect(scratch.callsOf(tool)).toEqual([[verb, ...names]])
  })
})
