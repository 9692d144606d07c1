import {describe, expect, it, test} from 'vitest'
import {type PastUse, reviewExceptions, type UseRecord} from '../../../src/core/policy/exception-review.ts'
import type {Layer} from '../../../src/core/policy/layer.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {layerOf} from '../../support/policy-documents.ts'

type Exceptions = NonNullable<PolicyDocument['exceptions']>
type Rule = Exceptions[number]['rules'][number]

const NOW = Date.UTC(2026, 10, 24, 12)
const DAY = 86_400_000
const RECORD: UseRecord = {since: NOW - 90 * DAY, uses: []}

function exception(match: string, rules: Rule[] = ['too-new'], expires = '2027-06-01'): Exceptions[number] {
  return {match, rules, reason: 'x', expires}
}

function remarksOn(layers: readonly Layer[], record?: UseRecord): readonly (readonly string[])[] {
  return reviewExceptions(mergePolicies(layers), record, NOW).map(({entry, remarks}) => [
    entry.match,
    ...remarks.map(({code, sentence}) => `${code}: ${sentence}`),
  ])
}

function remarksOf(one: Exceptions[number], record?: UseRecord): readonly string[] {
  const [[, ...remarks] = []] = remarksOn([layerOf('user', {exceptions: [one]})], record)
  return remarks
}

describe('an exception', () => {
  test.for([
    ['2026-11-23', ['expired: ended on 2026-11-23']],
    ['2026-11-24', ['ends-soon: ends today']],
    ['2026-11-25', ['ends-soon: ends in 1 day']],
    ['2026-12-08', ['ends-soon: ends in 14 days']],
    ['2026-12-09', []],
    ['2027-11-25', []],
    ['2027-11-26', ['too-broad: ends only on 2027-11-26']],
  ] as const)('that ends on %s: %j', ([expires, remarks]) => {
    expect(remarksOf(exception('npm:x@1.0.0', ['too-new'], expires))).toEqual(remarks)
  })

  test.for<readonly [string, Rule[], string | undefined]>([
    ['npm:*', ['too-new'], 'covers everything of npm'],
    ['npm:*@<2', ['too-new'], 'covers everything of npm'],
    ['docker:ghcr.io/*', ['latest-tag'], 'covers everything on `ghcr.io`'],
    ['docker:docker.io/*', ['latest-tag'], 'covers everything on `docker.io`'],
    ['docker:ghcr.io/acme/*', ['latest-tag'], undefined],
    ['docker:acme/*', ['latest-tag'], undefined],
    ['npm:@acme/*', ['too-new'], undefined],
    ['npm:@acme/*', ['too-new', 'malware-known'], 'excuses every name that it covers from `malware-known`'],
    ['npm:acme-*', ['dependency-confusion'], 'excuses every name that it covers from `dependency-confusion`'],
    ['npm:@acme/*@1.0.0', ['malware-known'], undefined],
    ['npm:x', ['vulnerable'], 'is about `vulnerable` and covers every version, also those to come'],
    ['npm:x@<2', ['vulnerable'], undefined],
    ['npm:x', ['dependency-confusion'], undefined],
    ['npm:x', ['too-new'], undefined],
  ])('of %s from %j is too broad: %s', ([match, rules, sentence]) => {
    expect(remarksOf(exception(match, rules))).toEqual(sentence === undefined ? [] : [`too-broad: ${sentence}`])
  })

  it('for a rule that the team locked has no effect', () => {
    const team = layerOf('team', {rules: {'too-new': {action: 'block', locked: true}}})
    const user = layerOf('user', {exceptions: [exception('npm:a'), exception('npm:b', ['too-new', 'new-package'])]})
    expect(remarksOn([team, user])).toEqual([
      ['npm:a', 'without-effect: is about rules that an earlier file locks'],
      ['npm:b'],
    ])
  })
})

describe('what is allowed', () => {
  it('is reviewed where it has an end, or covers everything', () => {
    const allow = ['npm:a', {match: 'npm:b', expires: '2026-01-01'}, {match: 'npm:c', expires: '2099-01-01'}, 'pypi:*']
    expect(remarksOn([layerOf('user', {allow})])).toEqual([
      ['npm:b', 'expired: ended on 2026-01-01'],
      ['npm:c'],
      ['pypi:*', 'too-broad: covers everything of pypi'],
    ])
  })
})

describe('what was used', () => {
  const use: PastUse = {time: NOW - DAY, code: 'too-new', by: 'exception', match: 'npm:x', origin: '/user.yaml:77'}
  const used = (more: Partial<PastUse>): UseRecord => ({...RECORD, uses: [{...use, ...more}]})
  const unused = ['unused: excused nothing since 2026-08-26']

  it('is told apart by pattern, rule and file, not by line', () => {
    const one = exception('npm:x', ['too-new', 'new-package'])
    expect(remarksOf(one, RECORD)).toEqual(unused)
    expect(remarksOf(one, used({}))).toEqual([])
    expect(remarksOf(one, used({code: 'new-package'}))).toEqual([])
    expect(remarksOf(one, used({code: 'deprecated'}))).toEqual(unused)
    expect(remarksOf(one, used({match: 'npm:xx'}))).toEqual(unused)
    expect(remarksOf(one, used({by: 'allow'}))).toEqual(unused)
    expect(remarksOf(one, used({origin: '/team.yaml:1'}))).toEqual(unused)
  })

  it('counts for `allow` whatever the rule was', () => {
    const layer = layerOf('user', {allow: [{match: 'npm:x', expires: '2099-01-01'}]})
    expect(remarksOn([layer], used({by: 'allow', code: 'deprecated'}))).toEqual([['npm:x']])
    expect(remarksOn([layer], used({}))).toEqual([['npm:x', ...unused]])
  })

  it('is not missed where nothing, or too little, is remembered', () => {
    expect(remarksOf(exception('npm:x'))).toEqual([])
    expect(remarksOf(exception('npm:x'), {since: NOW - 13 * DAY, uses: []})).toEqual([])
    expect(remarksOf(exception('npm:x'), {since: NOW - 14 * DAY, uses: []})).toEqual([
      'unused: excused nothing since 2026-11-10',
    ])
  })
})

it('lists entries in the order of files and lines, whatever their ecosystem', () => {
  const lines = new Map([
    ['exceptions.0', 9],
    ['exceptions.1', 12],
    ['npm.allow.0', 100],
  ])
  const user: Layer = {
    ...layerOf('user', {
      exceptions: [exception('docker:nginx'), exception('npm:a')],
      npm: {allow: [{match: 'b', expires: '2099-01-01'}]},
    }),
    lines,
  }
  const team = layerOf('team', {exceptions: [exception('pypi:x')]})
  expect(remarksOn([user, team]).map(([match]) => match)).toEqual(['pypi:x', 'docker:nginx', 'npm:a', 'npm:b'])
})
