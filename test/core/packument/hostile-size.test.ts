// A registry may serve anything that fits into its answer. Nothing here may take more than a step for each release.

import {describe, expect, it} from 'vitest'
import {releaseEvidence} from '../../../src/core/packument/release-evidence.ts'
import {policyRules} from '../../../src/core/policy/rule-table.ts'
import {daysAgo, judge} from '../../support/judged-release.ts'
import {filtered, filterSettings, packument, type SomeRelease} from '../../support/packuments.ts'

const COUNT = 10_000
/** Every rule that can hold back does so: as many questions about each release as there can be. */
const rules = Object.fromEntries(
  policyRules.filter((rule) => 'isAboutVersions' in rule).map(({code}) => [code, 'hold-back']),
)

function many(of: (place: number) => Partial<SomeRelease>) {
  const releases = Array.from({length: COUNT}, (_, place) => ({
    version: `${place % 7}.${place % 89}.${place}`,
    at: daysAgo((13 * place) / COUNT),
    ...of(place),
  }))
  return {releases, tags: {latest: releases[0]!.version}}
}

describe('ten thousand releases', () => {
  it('all of them young, each of another account, with scripts that come and go', () => {
    const some = many((place) => ({
      publisher: `account-${place}`,
      fields: {scripts: place % 2 === 0 ? {postinstall: 'x'} : {}, deprecated: place % 3 === 0 ? 'old' : ''},
    }))
    const {kind, removed} = filtered(some, {document: {rules}})
    expect(kind).toBe('emptied')
    expect(removed).toHaveLength(COUNT)
  })

  it('without any time', () => {
    const some = many((place) => ({at: undefined, fields: {scripts: place === 0 ? {} : {install: 'x'}}}))
    const document = {rules: {'install-script-added': 'hold-back'}} as const
    expect(filtered(some, {document}).removed.length).toBeGreaterThan(COUNT / 2)
  })

  it('of which one is asked about, and none passes', () => {
    const settings = filterSettings({document: {rules: {...rules, 'too-new': {days: 30}}}})
    const whole = packument(many(() => ({publisher: 'ann'})))
    expect(releaseEvidence(whole, whole.versions[0] ?? '', settings).passingVersion).toBeUndefined()
  })
})

describe('twenty megabytes', () => {
  const LONG = 'x'.repeat(20 * 1024 * 1024)

  it('in every field of a manifest', () => {
    const fields = {
      scripts: {postinstall: LONG},
      deprecated: LONG,
      license: LONG,
      repository: LONG,
      _npmUser: {name: LONG},
      dist: {integrity: LONG, tarball: LONG, signatures: [{keyid: LONG, sig: LONG}]},
    }
    const whole = packument({releases: [{version: '1.0.0', at: daysAgo(1), fields}]})
    const document = {rules: {license: {action: 'ask', licenses: ['MIT']}}} as const
    const evidence = releaseEvidence(whole, '1.0.0', filterSettings({document}))
    const {findings} = judge({evidence, rules: document.rules, artifact: {specifier: '1.0.0'}})
    expect(findings.map(({code}) => code)).toEqual([
      'new-package',
      'too-new',
      'deprecated',
      'license',
      'install-scripts',
    ])
    for (const {message} of findings) expect(message.length).toBeLessThan(500)
  })

  it('as a version', () => {
    const json = {name: 'foo', versions: {[LONG]: {version: LONG}}, 'dist-tags': {latest: LONG}}
    const {json: served} = filtered(json, {document: {rules: {...rules, 'facts-unknown': 'block'}}})
    expect(served).toEqual({name: 'foo', versions: {}, 'dist-tags': {}})
  })
})
