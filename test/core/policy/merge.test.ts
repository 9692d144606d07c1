import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import type {Artifact} from '../../../src/core/artifact.ts'
import type {Verdict} from '../../../src/core/decision.ts'
import {evaluate} from '../../../src/core/evaluate.ts'
import type {Evidence} from '../../../src/core/evidence.ts'
import {builtInPolicy} from '../../../src/core/policy/built-in.ts'
import type {Layer} from '../../../src/core/policy/layer.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {Policy} from '../../../src/core/policy/policy.ts'
import {LOCKABLE, type PolicyDocument} from '../../../src/core/policy/schema.ts'
import {type AsStrict, STRICTER} from '../../../src/core/policy/tightness.ts'
import type {Release} from '../../../src/core/release.ts'
import {layerOf, someDocument, someName, someRegistry} from '../../support/policy-documents.ts'

const NOW = 1_800_000_000_000

describe('merging', () => {
  it('gives the built-in policy where there is no file', () => {
    expect(mergePolicies([])).toMatchObject({bypass: builtInPolicy.bypass, ignored: []})
    expect(mergePolicies([]).ecosystems.npm.rules).toEqual(builtInPolicy.ecosystems.npm.rules)
  })

  it('lets the user loosen what nobody locked, and names file and line', () => {
    const user: Layer = {
      ...layerOf('user', {rules: {'name-lookalike': 'note'}}),
      lines: new Map([['rules.name-lookalike', 4]]),
    }
    const {rules} = mergePolicies([user]).ecosystems.npm
    expect(rules.get('name-lookalike')).toEqual({action: 'note', origin: '/user.yaml:4'})
    expect(rules.get('unclear')?.origin).toBe('built-in')
  })

  it('keeps action and parameters of a rule apart', () => {
    const team = layerOf('team', {rules: {'too-new': {action: 'block'}}})
    const user = layerOf('user', {rules: {'too-new': {days: 14}}})
    expect(mergePolicies([user, team]).ecosystems.npm.rules.get('too-new')).toEqual({
      action: 'block',
      origin: '/team.yaml:1',
      days: {value: 14, origin: '/user.yaml:1'},
    })
  })

  it('puts the section of an ecosystem over the general values of its file', () => {
    const user = layerOf('user', {unattended: 'allow', pypi: {unattended: 'block', rules: {unclear: 'block'}}})
    const {npm, pypi} = mergePolicies([user]).ecosystems
    expect([npm.unattended.value, pypi.unattended.value]).toEqual(['allow', 'block'])
    expect([npm.rules.get('unclear')?.action, pypi.rules.get('unclear')?.action]).toEqual(['ask', 'block'])
  })

  test.for([
    [{mode: 'observe'}, 'mode', 'observe'],
    [{unattended: 'allow'}, 'unattended', 'allow'],
    [{rules: {'malware-known': 'note'}}, 'rules.malware-known', 'note'],
    [{rules: {'too-new': {days: 1}}}, 'rules.too-new', '1'],
    [{rules: {vulnerable: {severity: 'critical'}}}, 'rules.vulnerable', 'critical'],
    [{rules: {'dormant-then-active': {'dormant-days': 1000}}}, 'rules.dormant-then-active', '1000'],
    [{npm: {rules: {unclear: 'off'}}}, 'npm.rules.unclear', 'off'],
    [{allow: ['npm:*']}, 'allow', 'npm:*'],
    [{exceptions: [{match: 'npm:x', rules: ['too-new'], reason: 'x', expires: '2030-01-01'}]}, 'exceptions', 'npm:x'],
    [{include: 'https://evil.example/'}, 'include', 'https://evil.example/'],
  ] as const)('ignores of a project file, and says so: %j', ([document, key, value]) => {
    const {ignored, ...policy} = mergePolicies([
      layerOf('project', document as unknown as Omit<PolicyDocument, 'version'>),
    ])
    expect(ignored).toEqual([
      {key, value, origin: '/project.yaml:1', because: 'the file of a project can only tighten'},
    ])
    expect(policy.ecosystems.npm.rules).toEqual(builtInPolicy.ecosystems.npm.rules)
  })

  it('takes from a project file what tightens', () => {
    const {ecosystems, bypass, ignored} = mergePolicies([
      layerOf('project', {bypass: false, rules: {unclear: 'block', 'too-new': {days: 30}}, deny: ['npm:left-pad']}),
    ])
    expect(bypass).toEqual({value: false, origin: '/project.yaml:1'})
    expect(ecosystems.npm.rules.get('unclear')?.action).toBe('block')
    expect(ecosystems.npm.rules.get('too-new')?.days?.value).toBe(30)
    expect(ecosystems.npm.deny.entries).toHaveLength(1)
    expect(ignored).toEqual([])
  })

  it('holds what the team locked against the user, and lets the user tighten it', () => {
    const team = layerOf('team', {rules: {unclear: {action: 'ask', locked: true}}, locked: ['bypass', 'npm.allow']})
    const user = layerOf('user', {
      bypass: true,
      rules: {unclear: 'off'},
      allow: ['npm:left-pad', 'pypi:django'],
    })
    const policy = mergePolicies([team, user])
    expect(policy.ecosystems.npm.rules.get('unclear')).toMatchObject({action: 'ask', lockedBy: 'team'})
    expect(policy.ecosystems.npm.allow.entries).toEqual([])
    expect(policy.ecosystems.pypi.allow.entries).toHaveLength(1)
    expect(policy.ignored.map(({key}) => key).sort()).toEqual(['allow', 'rules.unclear'])
    const stricter = mergePolicies([team, layerOf('user', {rules: {unclear: 'block'}})])
    expect(stricter.ecosystems.npm.rules.get('unclear')?.action).toBe('block')
  })

  it('does not care in which order it gets the files', () => {
    const someLayers = fc.tuple(someDocument, someDocument, someDocument)
    fc.assert(
      fc.property(someLayers, ([team, user, project]) => {
        const layers = [layerOf('team', team), layerOf('user', user), layerOf('project', project)]
        expect(valuesOf(mergePolicies([...layers].reverse()))).toEqual(valuesOf(mergePolicies(layers)))
      }),
      {numRuns: 100},
    )
  })
})

describe('tightening', () => {
  const LICENSES = [[], ['MIT', 'ISC', '0BSD'], ['MIT', 'ISC'], ['ISC']] as const
  const orders: readonly (readonly [string, AsStrict<never>, readonly unknown[]])[] = [
    ['mode', STRICTER.mode, ['enforce', 'observe']],
    ['unattended', STRICTER.unattended, ['allow', 'block']],
    ['bypass', STRICTER.bypass, [true, false]],
    ['action', STRICTER.action, ['off', 'note', 'hold-back', 'ask', 'block']],
    ['days', STRICTER.days, [0, 3, 30]],
    ['severity', STRICTER.severity, ['low', 'medium', 'high', 'critical']],
    ['dormantDays', STRICTER.dormantDays, [1, 100, 365]],
    ['licenses', STRICTER.licenses, LICENSES],
    ['maxAgeDays', STRICTER.maxAgeDays, [1, 7, 90]],
    ['whenOlder', STRICTER.whenOlder, ['note', 'ask', 'block']],
  ]

  it('is defined for every single value', () => {
    expect(orders.map(([name]) => name)).toEqual(Object.keys(STRICTER))
  })

  test.for(orders)('%s: in any order and grouping the strictest stays', ([, asStrict, values]) => {
    const stricter = (a: unknown, b: unknown): unknown => (asStrict(b as never, a as never) ? b : a)
    for (const a of values) {
      expect(stricter(a, a)).toBe(a)
      for (const b of values) {
        expect(stricter(a, b)).toBe(stricter(b, a))
        for (const c of values) expect(stricter(stricter(a, b), c)).toBe(stricter(a, stricter(b, c)))
      }
    }
  })

  it.each([
    ['action', 'off', 'block'],
    ['mode', 'observe', 'enforce'],
    ['days', 3, 30],
    ['severity', 'critical', 'low'],
    ['dormantDays', 365, 100],
    ['licenses', ['MIT', 'ISC'], ['MIT']],
    ['licenses', [], ['MIT']],
    ['maxAgeDays', 90, 7],
  ] as const)('%s: from %s to %s, not back', (name, loose, strict) => {
    const asStrict = STRICTER[name] as AsStrict<unknown>
    expect([asStrict(strict, loose), asStrict(loose, strict)]).toEqual([true, false])
  })
})

const DAY = 24 * 60 * 60 * 1000
const someRelease: fc.Arbitrary<Pick<Evidence, 'release' | 'advisories'>> = fc
  .record({
    age: fc.constantFrom(undefined, 0, 2, 5, 20, 50, 400),
    silence: fc.constantFrom(1, 50, 500),
    license: fc.constantFrom('MIT', 'GPL-3.0-only', undefined),
    severity: fc.constantFrom('low', 'high', undefined),
  })
  .map(({age, silence, license, severity}) => {
    const publishedAt = age === undefined ? undefined : NOW - age * DAY
    const first: Release = {version: '1.5.0', publishedAt, license, publisher: 'bob', installScripts: {install: 'x'}}
    const before: Release = {version: '1.4.0', publisher: 'ann', installScripts: {}}
    const moments = publishedAt === undefined ? [] : [publishedAt - silence * DAY, publishedAt]
    return {
      release: {
        release: first,
        packageCreatedAt: moments[0],
        silences: publishedAt === undefined ? [] : [{from: publishedAt - silence * DAY, to: publishedAt}],
        scriptTurn: {first, before},
        provenanceTurn: {first, before},
        publisherTurn: {first, before, earlierPublishers: ['ann']},
      },
      advisories: [
        {
          id: 'A',
          kind: 'vulnerability',
          isEveryVersion: false,
          aliases: [],
          ...(severity === undefined ? {} : {severity}),
        },
      ],
    }
  })

const someEvidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.constantFrom<Evidence>(
    {silent: []},
    {name: {verdict: 'lookalike', suggestions: [], popularity: {kind: 'unlisted'}}, silent: []},
    {name: {verdict: 'unknown', suggestions: [], popularity: {kind: 'unlisted'}}, silent: []},
  ),
  someRelease.map((release) => ({...release, silent: []})),
)

const someArtifact: fc.Arbitrary<Artifact> = fc
  .tuple(someName, fc.constantFrom('', '1.5.0', '2.0.0', '^1.0.0'), someRegistry, fc.boolean())
  .map(([name, specifier, registry, isUrl]) => ({
    ecosystem: 'npm',
    requested: name,
    name,
    specifier,
    source: isUrl
      ? {kind: 'url', url: `${registry ?? 'https://host.example/'}x.tgz`}
      : {kind: 'registry', ...(registry === undefined ? {} : {registry})},
    requestedIn: {kind: 'argv', index: 0},
  }))

const STRICTNESS: readonly Verdict[] = ['allow', 'unclear', 'ask', 'block']

/** What a person could tell apart: less of any of these would be a looser policy. */
function strictnessOf(policy: Policy, artifact: Artifact, evidence: Evidence): readonly number[] {
  const judgeable = {
    ecosystem: 'npm',
    gathered: [{artifact, evidence}],
    unclear: [{message: 'reads a file'}],
    sources: [],
  } as const
  const {verdict, artifacts, unclear} = evaluate(judgeable, policy, NOW)
  const {unattended, mode} = policy.ecosystems.npm
  return [
    ...[verdict, artifacts[0]!.verdict, unclear[0]!.verdict].map((one) => STRICTNESS.indexOf(one)),
    Number(unattended.value === 'block'),
    Number(mode.value === 'enforce'),
    Number(!policy.bypass.value),
  ]
}

function expectNoLooser(after: Policy, before: Policy, artifact: Artifact, evidence: Evidence): void {
  const strictness = strictnessOf(after, artifact, evidence)
  for (const [index, was] of strictnessOf(before, artifact, evidence).entries()) {
    expect(strictness[index]).toBeGreaterThanOrEqual(was)
  }
}

describe('whatever the files say', () => {
  it('a project file loosens no decision, no setting and no list', () => {
    fc.assert(
      fc.property(
        someDocument,
        someDocument,
        someDocument,
        someArtifact,
        someEvidence,
        (team, user, project, artifact, evidence) => {
          const below = [layerOf('team', team), layerOf('user', user)]
          const before = mergePolicies(below)
          const after = mergePolicies([...below, layerOf('project', project)])
          expectNoLooser(after, before, artifact, evidence)
          for (const home of ['npm', 'pypi', 'docker'] as const) {
            const [was, is] = [before.ecosystems[home], after.ecosystems[home]]
            expect(is.allow.entries).toEqual(was.allow.entries)
            expect(is.exceptions.entries).toEqual(was.exceptions.entries)
            expect(is.deny.entries).toEqual(expect.arrayContaining([...was.deny.entries]))
            for (const [code, {action, days, severity, dormantDays, licenses}] of was.rules) {
              const now = is.rules.get(code)!
              expect(STRICTER.action(now.action, action)).toBe(true)
              if (days) expect(STRICTER.days(now.days!.value, days.value)).toBe(true)
              if (severity) expect(STRICTER.severity(now.severity!.value, severity.value)).toBe(true)
              if (dormantDays) expect(STRICTER.dormantDays(now.dormantDays!.value, dormantDays.value)).toBe(true)
              if (licenses) expect(STRICTER.licenses(now.licenses!.value, licenses.value)).toBe(true)
            }
          }
          expect(after.include).toEqual(before.include)
        },
      ),
      {numRuns: 500},
    )
  })

  it('a user file loosens nothing of a team that locked everything', () => {
    fc.assert(
      fc.property(someDocument, someDocument, someArtifact, someEvidence, (team, user, artifact, evidence) => {
        const below = [layerOf('team', {...team, locked: [...LOCKABLE]})]
        const after = mergePolicies([...below, layerOf('user', user)])
        expectNoLooser(after, mergePolicies(below), artifact, evidence)
      }),
      {numRuns: 500},
    )
  })

  it('every value names who says it', () => {
    fc.assert(
      fc.property(someDocument, someDocument, (user, project) => {
        const policy = mergePolicies([layerOf('user', user), layerOf('project', project)])
        for (const {origin} of policy.ecosystems.npm.rules.values()) {
          expect(origin).toMatch(/^(?:built-in|\/user\.yaml:1|\/project\.yaml:1)$/u)
        }
      }),
    )
  })
})

/** Everything that can be compared; look-ups by their entries. */
function valuesOf(policy: Policy): unknown {
  return JSON.parse(JSON.stringify(policy, (_key, value: unknown) => (value instanceof Map ? [...value] : value)))
}
