// Attacks on the printed fragments: whatever stands in a policy or in the path of its file, a fragment holds the settings that
// it says it does and nothing else.

import fc from 'fast-check'
import {decode} from 'ini'
import {parse as parseToml} from 'smol-toml'
import {describe, expect, it, test} from 'vitest'
import {parse as parseYaml} from 'yaml'
import {nativeTools} from '../../../src/core/native/all-native-tools.ts'
import {npm} from '../../../src/core/native/npm.ts'
import {npmrcValue, quoted} from '../../../src/core/native/quoted.ts'
import {parsePattern, rangeProblem} from '../../../src/core/policy/pattern.ts'
import {parseRegistry} from '../../../src/core/policy/registry.ts'
import {fragmentOf, printedValues, readBack} from '../../support/native-fragments.ts'
import {layerOf, someDocument} from '../../support/policy-documents.ts'

const anyText = fc.string({unit: 'binary'})
const odd = fc
  .array(
    fc.constantFrom(
      ...'\n\r\0"\'\\#;=[]{}$%:,|&*!?@ \t`~^()<>+-_.aZ9\u2028\u202e\u{1f600}'.split(''),
      ['$', '{HOME}'].join(''),
      'x\ny=1',
    ),
    {maxLength: 12},
  )
  .map((parts) => parts.join(''))

describe('a value', () => {
  it('in YAML and TOML is one string', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, odd), (text) => {
        const line = quoted(text)
        expect(line).toMatch(/^[ -~]+$/)
        expect(parseYaml(`a: ${line}`)).toEqual({a: text.toWellFormed()})
        expect(parseToml(`a = ${line}`)).toEqual({a: text.toWellFormed()})
      }),
      {numRuns: 1000},
    )
  })

  it('in an npmrc is one string', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, odd), (text) => {
        // npm reads these three words as what they say.
        fc.pre(!['true', 'false', 'null', ''].includes(text))
        const line = npmrcValue(text)
        expect(line).toMatch(/^[ -~]+$/)
        expect(decode(`a=${line}`)).toEqual({a: text})
      }),
      {numRuns: 1000},
    )
  })
})

/** What the schema of the policy lets through. */
function isPattern(text: string): boolean {
  const parsed = parsePattern(text)
  return parsed.kind === 'pattern' && rangeProblem(parsed.pattern) === undefined
}

const pattern = (home: 'npm' | 'pypi') =>
  fc
    .tuple(fc.oneof(odd, fc.constantFrom('@acme/*', 'left-pad', 'acme-*')), fc.constantFrom('', '@1.0.0', '@^1'))
    .map(([name, range]) => `${home}:${name}${range}`)
    .filter(isPattern)
const registry = (home: 'npm' | 'pypi') =>
  fc
    .oneof(odd, anyText)
    .map((path) => `${home}:https://r.example/${path}`)
    .filter((text) => parseRegistry(text).kind === 'registry')

const hostileDocument = (home: 'npm' | 'pypi') =>
  fc.record(
    {
      rules: fc.constant({'too-new': 'block', 'install-scripts': 'ask'} as const),
      allow: fc.array(pattern(home), {maxLength: 4}),
      deny: fc.array(pattern(home), {maxLength: 2}),
      internal: fc.array(fc.record({match: pattern(home), registry: registry(home)}, {requiredKeys: ['match']}), {
        maxLength: 3,
      }),
      registries: fc.array(registry(home), {maxLength: 2}),
    },
    {requiredKeys: ['rules']},
  )

describe.each(nativeTools)('the fragment of --$option', ({load}) => {
  it('holds the values that it says and no others, whatever the policy and the path of its file are made of', async () => {
    const tool = await load()
    fc.assert(
      fc.property(hostileDocument(tool.ecosystem), fc.oneof(odd, anyText), (document, path) => {
        const layers = [{...layerOf('user', document), path: `/${path}\nregistry=https://evil.example/`}]
        expectExactly(tool, layers)
      }),
      {numRuns: 300},
    )
  })

  it('of any policy can be read by the format that it is in', async () => {
    const tool = await load()
    fc.assert(
      fc.property(someDocument, (document) => expectExactly(tool, [layerOf('user', document)])),
      {numRuns: 200},
    )
  })
})

function expectExactly(...[tool, layers]: Parameters<typeof printedValues>): void {
  const text = fragmentOf(tool, layers)
  const read = readBack(tool, text)
  const observes = text.includes('the policy only observes')
  const printed = observes ? [] : [...printedValues(tool, layers)]
  const prefix = tool.file.format === 'pip' ? 'global.' : ''
  const wanted = Object.fromEntries(printed.map(([key, value]) => [`${prefix}${key}`, asText(value)]))
  expect(Object.fromEntries(flat(read).map(([key, value]) => [key, asText(value)]))).toEqual(wanted)
}

/** `[install]` of a TOML file is part of the key; everything deeper is a value. */
function flat(read: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const {install, ...rest} = read
  const inner = Object.entries(install ?? {}).map(([key, value]) => [`install.${key}`, value] as const)
  return [...Object.entries(rest), ...inner]
}

/** Lists of npm are one text with commas, the indexes of uv are tables. */
function asText(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'object')) {
    return value.map(({url}: {readonly url: string}) => url).join(',')
  }
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : JSON.stringify(value)
}

test.for([
  ['a line break in the path of the policy', '/a\nregistry=https://evil.example/'],
  ['an escape sequence in it', '/\u001B[2J\u202Eevil'],
] as const)('%s stays in the comment, visibly', ([, path]) => {
  const text = fragmentOf(npm, [{...layerOf('user', {rules: {'too-new': 'block'}}), path}])
  expect(readBack(npm, text)).not.toHaveProperty('registry')
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
})

test('names that no registry has are left out of every list, and said to be', () => {
  const names = ['npm:{a,b}', 'npm:!x', 'npm:#x', 'npm:[a-z]', 'npm:a,b', "npm:x'"]
  const layers = [layerOf('user', {allow: names})]
  expect(printedValues(npm, layers).get('min-release-age-exclude')).toBeUndefined()
  for (const name of names) expect(fragmentOf(npm, layers).replaceAll('\n;    ', '')).toContain(name)
})
