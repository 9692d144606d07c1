// What tools are set to, compared with the policy.

import {describe, expect, it, test} from 'vitest'
import {bun} from '../../../src/core/native/bun.ts'
import {driftsOf} from '../../../src/core/native/drift.ts'
import type {NativeTool} from '../../../src/core/native/native-tool.ts'
import {npm} from '../../../src/core/native/npm.ts'
import {pip} from '../../../src/core/native/pip.ts'
import {pnpm} from '../../../src/core/native/pnpm.ts'
import {daysOf} from '../../../src/core/native/strictness.ts'
import {uv} from '../../../src/core/native/uv.ts'
import {yarn} from '../../../src/core/native/yarn.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {NOW, wishesOf} from '../../support/native-fragments.ts'
import {layerOf} from '../../support/policy-documents.ts'

const ACME = 'https://npm.acme.example/'
const QUIET = {
  'too-new': 'off',
  'install-scripts': 'off',
  'not-from-registry': 'off',
  'provenance-lost': 'off',
} as const

/** Labels of the settings that drift. */
function labels(
  tool: NativeTool,
  document: Omit<PolicyDocument, 'version'>,
  set: Readonly<Record<string, unknown>>,
  version?: string,
): readonly string[] {
  return texts(tool, document, set, version).map((text) => text.split(' ')[1] ?? '')
}

function texts(
  tool: NativeTool,
  document: Omit<PolicyDocument, 'version'>,
  set: Readonly<Record<string, unknown>>,
  version?: string,
): readonly string[] {
  const found = new Map(Object.entries(set))
  return driftsOf(tool, wishesOf([layerOf('user', document)], tool.ecosystem), {
    settingAt: (key) => (found.has(key.join('.')) ? {value: found.get(key.join('.')), setBy: '/f'} : undefined),
    where: tool === npm || tool === pip ? '' : ' in /f',
    ...(version === undefined ? {} : {version}),
  })
}

const age = {rules: {...QUIET, 'too-new': {action: 'ask', days: 7}}} as const

test('a sentence says what is set, by whom, and what the policy wants', () => {
  expect(texts(npm, {rules: {}}, {'allow-git': ['none'], 'allow-remote': ['root']})).toEqual([
    'npm: min-release-age is not set (policy: 3 days, built-in)',
    'npm: allow-remote is `root` in /f (policy: ask, built-in)',
  ])
  expect(texts(bun, age, {})).toEqual([
    'bun: install.minimumReleaseAge is not set in /f (policy: 7 days, /user.yaml:1)',
  ])
})

test('a tool that is too old for a setting is said to be', () => {
  expect(texts(npm, age, {'min-release-age': ['9']}, '11.9.0')).toEqual([
    'npm: min-release-age needs npm 11.10, this is 11.9.0 (policy: 7 days, /user.yaml:1)',
  ])
  expect(texts(npm, age, {'min-release-age': ['9']}, '11.10.0')).toEqual([])
})

test('nothing drifts from a policy that only observes', () => {
  expect(texts(npm, {...age, mode: 'observe'}, {})).toEqual([])
})

test('secrets in what is set are masked', () => {
  const document = {rules: QUIET, registries: [`npm:${ACME}`]}
  const set = {registry: ['https://ann:secret@evil.example/']}
  expect(texts(npm, document, set)[0]).toContain('npm: registry is `https://***@evil.example/` in /f')
})

describe('as strict or stricter is no drift, weaker is', () => {
  test.for<readonly [NativeTool, string, unknown, boolean]>([
    [npm, 'min-release-age', ['7'], true],
    [npm, 'min-release-age', ['30'], true],
    [npm, 'min-release-age', ['6'], false],
    [npm, 'min-release-age', ['week'], false],
    [pip, 'uploaded-prior-to', 'P7D', true],
    [pip, 'uploaded-prior-to', 'P6D', false],
    [pip, 'uploaded-prior-to', '2026-11-01T00:00:00Z', true],
    [pip, 'uploaded-prior-to', '2026-11-23', false],
    [pnpm, 'minimumReleaseAge', 7 * 1440, true],
    [pnpm, 'minimumReleaseAge', 1440, false],
    [yarn, 'npmMinimalAgeGate', '1w', true],
    [yarn, 'npmMinimalAgeGate', 10080, true],
    [yarn, 'npmMinimalAgeGate', '10079', false],
    [yarn, 'npmMinimalAgeGate', '3d', false],
    [uv, 'exclude-newer', '7 days', true],
    [uv, 'exclude-newer', 'P1W', true],
    [uv, 'exclude-newer', '24 hours', false],
    [uv, 'exclude-newer', '2020-01-01', true],
    [bun, 'install.minimumReleaseAge', 604800, true],
    [bun, 'install.minimumReleaseAge', 604799, false],
  ])('$0.name: $1 of $2', ([tool, key, value, isFine]) => {
    expect(labels(tool, age, {[key]: value})).toEqual(isFine ? [] : [key])
  })
})

describe('who is excused', () => {
  const document = {...age, allow: ['npm:left-pad', 'pypi:left-pad']}

  test.for<readonly [NativeTool, Readonly<Record<string, unknown>>, string]>([
    [npm, {'min-release-age': ['7']}, 'min-release-age-exclude'],
    [pnpm, {minimumReleaseAge: 10080}, 'minimumReleaseAgeExclude'],
    [yarn, {npmMinimalAgeGate: 10080}, 'npmPreapprovedPackages'],
    [bun, {'install.minimumReleaseAge': 604800}, 'install.minimumReleaseAgeExcludes'],
  ])('of $0.name may be fewer than by the policy, not more', ([tool, set, key]) => {
    expect(labels(tool, document, set)).toEqual([])
    expect(labels(tool, document, {...set, [key]: ['left-pad']})).toEqual([])
    expect(labels(tool, document, {...set, [key]: ['left-pad', '*']})).toEqual([key])
  })

  it('of uv is a table', () => {
    const set = {'exclude-newer': '7 days'}
    expect(labels(uv, document, {...set, 'exclude-newer-package': {'left-pad': false}})).toEqual([])
    expect(labels(uv, document, {...set, 'exclude-newer-package': {other: false}})).toEqual(['exclude-newer-package'])
  })

  it('of npm may be one text with commas', () => {
    const set = {'min-release-age': ['7'], 'min-release-age-exclude': ['left-pad,*']}
    expect(labels(npm, document, set)).toEqual(['min-release-age-exclude'])
  })

  it('of Yarn may hide in a scope', () => {
    const set = {npmMinimalAgeGate: 10080, npmScopes: {evil: {npmMinimalAgeGate: 0}}}
    expect(labels(yarn, document, set)).toEqual(['npmScopes'])
  })
})

describe('scripts', () => {
  const document = {rules: {...QUIET, 'install-scripts': 'block'}} as const

  it('need the switch of npm, which another switch must not undo', () => {
    expect(labels(npm, document, {})).toEqual(['strict-allow-scripts'])
    const set = {'strict-allow-scripts': ['true']}
    expect(labels(npm, document, set)).toEqual([])
    expect(labels(npm, document, {...set, 'dangerously-allow-all-scripts': ['true']})).toEqual([
      'dangerously-allow-all-scripts',
    ])
    expect(labels(npm, document, {...set, 'allow-scripts': ['esbuild']})).toEqual(['allow-scripts'])
  })

  it('are off by themselves in pnpm and Yarn', () => {
    expect(labels(pnpm, document, {})).toEqual([])
    expect(labels(pnpm, document, {strictDepBuilds: false, dangerouslyAllowAllBuilds: true})).toEqual([
      'strictDepBuilds',
      'dangerouslyAllowAllBuilds',
    ])
    expect(labels(yarn, document, {enableScripts: true})).toEqual(['enableScripts'])
  })
})

test('git and addresses are off by themselves from npm 12 on', () => {
  const document = {rules: {...QUIET, 'not-from-registry': 'ask'}} as const
  expect(labels(npm, document, {}, '11.20.0')).toEqual(['allow-git', 'allow-remote'])
  expect(labels(npm, document, {}, '12.0.0')).toEqual([])
  expect(labels(npm, document, {'allow-git': ['all']}, '12.0.0')).toEqual(['allow-git'])
})

describe('addresses', () => {
  const document = {
    rules: QUIET,
    registries: ['npm:default', `npm:${ACME}`, 'pypi:https://pypi.acme.example/'],
    internal: ['npm:@acme/*'],
  } as const
  const asked = () => structuredClone(document) as unknown as Omit<PolicyDocument, 'version'>

  it('may be below what the policy lists, and nowhere else', () => {
    const set = {'@acme:registry': [`${ACME}hosted/`]}
    expect(labels(npm, asked(), {})).toEqual(['@acme:registry'])
    expect(labels(npm, asked(), set)).toEqual([])
    expect(labels(npm, asked(), {...set, registry: ['https://npm.acme.example.evil.example/']})).toEqual(['registry'])
    expect(labels(npm, asked(), {...set, 'strict-ssl': ['false']})).toEqual(['strict-ssl'])
  })

  it('of pip are every index, and hosts whose certificate does not count', () => {
    const set = {'index-url': 'https://pypi.acme.example/simple'}
    expect(labels(pip, asked(), {})).toEqual(['index-url'])
    expect(labels(pip, asked(), {...set, 'find-links': '/opt/wheels'})).toEqual([])
    const more = {'extra-index-url': 'https://pypi.acme.example/x\nhttps://evil.example/simple', 'trusted-host': 'x'}
    expect(labels(pip, asked(), {...set, ...more})).toEqual(['extra-index-url', 'trusted-host'])
  })

  it('of uv, Bun and Yarn are where those have them', () => {
    expect(labels(uv, asked(), {index: [{url: 'https://pypi.acme.example/simple', default: true}]})).toEqual([])
    expect(labels(uv, asked(), {index: [{url: 'https://evil.example/'}]})).toEqual(['index'])
    expect(labels(bun, asked(), {'install.scopes': {acme: {url: ACME, token: 'x'}}})).toEqual([])
    expect(labels(bun, asked(), {'install.scopes': {acme: 'https://evil.example/'}})).toEqual(['install.scopes'])
    expect(labels(yarn, asked(), {npmScopes: {acme: {npmRegistryServer: ACME}}})).toEqual([])
    expect(labels(yarn, asked(), {npmScopes: {}})).toEqual(['npmScopes'])
  })

  it('that are no settings at all are drift, not a crash', () => {
    for (const value of ['x', 1, true, [], [1], [null], {}, {acme: null}, null]) {
      for (const tool of [npm, pip, pnpm, yarn, uv, bun]) {
        const keys = ['npmScopes', 'index', 'install.scopes', 'registry', 'index-url', 'exclude-newer-package']
        expect(() =>
          labels(tool, {...asked(), ...age}, Object.fromEntries(keys.map((key) => [key, value]))),
        ).not.toThrow()
      }
    }
  })
})

test.for([
  ['3d', 3],
  ['3 days', 3],
  ['1 day', 1],
  ['P3D', 3],
  ['P2W', 14],
  ['PT72H', 3],
  ['72h', 3],
  ['2026-11-21', 3],
  ['2026-11-21T12:00:00Z', 3],
  ['2027-01-01', -38],
  ['', 0],
  ['soon', 0],
  ['3', 0],
  [undefined, 0],
] as const)('`%s` asks for %s days', ([text, days]) => {
  expect(daysOf(text, NOW)).toBe(days)
})
