import {describe, expect, it, test} from 'vitest'
import {builtInPolicy} from '../../../src/core/policy/built-in.ts'
import type {Layer} from '../../../src/core/policy/layer.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {type AsStrict, STRICTER} from '../../../src/core/policy/tightness.ts'
import {layerOf} from '../../support/policy-documents.ts'

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
    [{npm: {rules: {unclear: 'off'}}}, 'npm.rules.unclear', 'off'],
    [{allow: ['npm:*']}, 'allow', 'npm:*'],
    [{exceptions: [{match: 'npm:x', rules: ['too-new'], reason: 'x', expires: '2030-01-01'}]}, 'exceptions', 'npm:x'],
    [{include: 'https://evil.example/'}, 'include', 'https://evil.example/'],
    [{data: {'when-older': 'note'}}, 'data.when-older', 'note'],
    [{refresh: {'every-hours': 720}}, 'refresh.every-hours', '720'],
    [{refresh: {'max-age-days': 3650}}, 'refresh.max-age-days', '3650'],
    [{refresh: {'when-expired': 'note'}}, 'refresh.when-expired', 'note'],
    [{audit: {forward: 'https://evil.example/'}}, 'audit.forward', 'https://evil.example/'],
    [{audit: {forward: 'none'}}, 'audit.forward', 'none'],
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

  it('holds what the team locked of values that it leaves as they are', () => {
    const team = layerOf('team', {locked: ['data', 'refresh'], data: {'max-age-days': 7}})
    const user = layerOf('user', {
      data: {'max-age-days': 90, 'when-older': 'note'},
      refresh: {'max-age-days': 90, 'when-older': 'block', 'when-expired': 'note'},
    })
    const {data, refresh} = mergePolicies([team, user])
    expect([data.maxAgeDays?.value, data.whenOlder.value]).toEqual([7, 'ask'])
    expect([refresh.maxAgeDays.value, refresh.whenOlder.value, refresh.whenExpired.value]).toEqual([14, 'block', 'ask'])
  })

  it('sends records where the user says, unless the team locked it', () => {
    const user = layerOf('user', {audit: {forward: 'none'}})
    const forward = (locked: 'audit' | undefined) =>
      mergePolicies([
        layerOf('team', {audit: {forward: 'https://log.example/'}, ...(locked ? {locked: [locked]} : {})}),
        user,
      ])
    expect(forward(undefined).audit.forward).toEqual({value: 'none', origin: '/user.yaml:1'})
    expect(forward('audit').audit.forward).toMatchObject({value: 'https://log.example/', lockedBy: 'team'})
    expect(forward('audit').ignored).toMatchObject([{key: 'audit.forward', because: 'the file of the team locks it'}])
  })
})

describe('tightening', () => {
  const orders: readonly (readonly [string, AsStrict<never>, readonly unknown[]])[] = [
    ['mode', STRICTER.mode, ['enforce', 'observe']],
    ['unattended', STRICTER.unattended, ['allow', 'block']],
    ['bypass', STRICTER.bypass, [true, false]],
    ['action', STRICTER.action, ['off', 'note', 'hold-back', 'ask', 'block']],
    ['days', STRICTER.days, [0, 3, 30]],
    ['severity', STRICTER.severity, ['low', 'medium', 'high', 'critical']],
    ['maxAgeDays', STRICTER.maxAgeDays, [1, 7, 90]],
    ['whenOlder', STRICTER.whenOlder, ['note', 'ask', 'block']],
    ['everyHours', STRICTER.everyHours, [1, 4, 720]],
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
    ['maxAgeDays', 90, 7],
    ['whenOlder', 'note', 'block'],
    ['everyHours', 24, 1],
  ] as const)('%s: from %s to %s, not back', (name, loose, strict) => {
    const asStrict = STRICTER[name] as AsStrict<unknown>
    expect([asStrict(strict, loose), asStrict(loose, strict)]).toEqual([true, false])
  })
})
