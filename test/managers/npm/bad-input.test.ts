// Hostile and broken input: a clear outcome, never a throw.

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {npm} from '../../../src/managers/npm/npm.ts'
import {invocationOf, read, summary} from './fake-project.ts'

const long = 'x'.repeat(10_000)

describe.each(['install', 'exec', 'init', 'pack', 'view'])('npm %s', (command) => {
  it.each([
    ['an empty word', ''],
    ['blanks', '   '],
    ['NUL', 'a\0b'],
    ['an escape', '\u001B[2Jexpress'],
    ['right-to-left text', 'ex\u202Epress'],
    ['a long name', long],
    ['a long scope', `@${long}/${long}`],
    ['a long address', `https://h.example/${long}`],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['half a scope', '@'],
    ['a scope without a name', '@a/'],
    ['a range of nothing', 'a@'],
    ['an alias of nothing', 'a@npm:'],
    ['an alias of an alias', 'a@npm:b@npm:c'],
    ['an alias of an address', 'a@npm:https://h.example/a.tgz'],
    ['an unknown protocol', 'gopher://h.example/a'],
    ['a broken address', 'http://['],
    ['a broken file address', 'file://\0/%zz'],
    ['percent signs', 'a@%E0%A4%A'],
    ['a lone surrogate', 'a\uD800'],
    ['a name that npm refuses', '_private'],
    ['node_modules', 'node_modules'],
  ])('%s', (_, word) => {
    for (const toolVersion of [null, '12.2.0']) {
      const intent = read(['npm', command, word], {toolVersion})
      expect(['fetch', 'passthrough', 'error']).toContain(intent.kind)
      if (intent.kind === 'fetch') {
        for (const {message} of intent.unclear) expect(message.length).toBeLessThan(400)
        for (const {source, name} of intent.artifacts) expect(source.kind === 'registry' && name === '').toBe(false)
      }
    }
  })
})

it.each(['', '_private', '@a', 'a b', 'a@npm:'])(
  'what npm cannot name (`%s`) is asked about, not let through',
  (word) => {
    expect(summary(read(['npm', 'install', '-g', word]))).toMatch(/^\?/)
  },
)

it.each(['--constructor', '--__proto__', '--toString=x', '--hasOwnProperty', '-constructor', '--no-valueOf', '---'])(
  'the option `%s` does no harm',
  (option) => {
    for (const command of [
      ['npm', option, 'install', 'evil'],
      ['npm', 'install', option, 'evil'],
      ['npx', option, 'evil'],
    ]) {
      expect(summary(read(command, {toolVersion: null}))).toContain('evil')
    }
  },
)

it('whatever is typed, npm and npx are read without a throw, and rewriting nothing changes nothing', () => {
  const word = fc.oneof(
    fc.string(),
    fc.string({unit: 'binary'}),
    fc.constantFrom('install', 'exec', 'init', '--', '-g'),
  )
  fc.assert(
    fc.property(fc.constantFrom('npm', 'npx'), fc.array(word, {maxLength: 8}), (tool, argv) => {
      read([tool, ...argv], {toolVersion: null})
      expect(npm.rewrite(invocationOf([tool, ...argv]), [])).toEqual(argv)
    }),
    {numRuns: 2000, seed: 20_261_127},
  )
})

it('whatever stands in a manifest, a lockfile or an npmrc, the project is read without a throw', () => {
  const dependencies = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue()))
  const manifest = fc.record({dependencies, overrides: fc.jsonValue(), workspaces: fc.jsonValue(), bin: fc.jsonValue()})
  const entry = fc.record({version: fc.string(), resolved: fc.oneof(fc.string(), fc.webUrl()), name: fc.jsonValue()})
  const packages = fc.dictionary(
    fc.string().map((name) => `node_modules/${name}`),
    fc.oneof(entry, fc.jsonValue()),
  )
  fc.assert(
    fc.property(manifest, packages, fc.string(), (content, places, npmrc) => {
      const files = {'package.json': content, 'package-lock.json': {packages: places}, '.npmrc': npmrc}
      read(['npm', 'ci'], {files})
      read(['npx', 'x'], {files})
    }),
    {numRuns: 2000, seed: 20_261_128},
  )
})

it.each(['12.2.0', null])('reads 10,000 words in less than a second (npm %s)', (toolVersion) => {
  const argv = Array.from({length: 10_000}, (_, at) => (at % 5 === 0 ? '--save' : `package-${at % 1000}`))
  const start = performance.now()
  const intent = read(['npm', 'install', ...argv], {toolVersion})
  expect(performance.now() - start).toBeLessThan(1000)
  expect(intent.kind === 'fetch' && intent.artifacts.length).toBe(8000)
})
