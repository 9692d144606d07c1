// The shim starts npm at once for some first words, before any reading. Each of them must be one that the reader lets through
// as well, in every npm version: a word too many there is a hole.

import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {derefCommand} from '../../../src/managers/npm/command-lookup.ts'
import {NEWEST_MAJOR, OLDEST_MAJOR} from '../../../src/managers/npm/npm-majors.ts'
import {verbKind} from '../../../src/managers/npm/verbs.ts'
import {read, summary} from './fake-project.ts'

const shim = readFileSync(new URL('../../../shims/shim.sh', import.meta.url), 'utf8')
const npmPart = shim.slice(shim.indexOf('\n  npm)'), shim.indexOf('\n  npx)'))
const words = [...npmPart.matchAll(/\*:([\w-]+)/g)].flatMap(([, word]) => word ?? [])
const alone = [...shim.matchAll(/\b1:([\w-]+)/g)].flatMap(([, word]) => word ?? [])

test('the shim has such words', () => {
  expect(words).toContain('run')
  expect(words.length).toBeGreaterThan(20)
  expect(alone).toContain('--version')
})

test.each(words)('npm %s', (word) => {
  for (let major = OLDEST_MAJOR; major <= NEWEST_MAJOR; major++) {
    const command = derefCommand(word, major)
    if (command !== undefined) expect(['never', 'metadata']).toContain(verbKind(command))
    expect(summary(read(['npm', word, 'ls', 'x'], {toolVersion: `${major}.0.0`}))).toBe('pass')
  }
})

test.each(['--version', '-v', '--help', '-h'])('%s is let through alone, and not with words behind it', (flag) => {
  expect(summary(read(['npm', flag], {toolVersion: null}))).toBe('pass')
  expect(summary(read(['npx', flag], {toolVersion: null}))).toBe('pass')
  expect(summary(read(['npm', flag, 'false', 'install', 'x']))).toBe('x')
})
