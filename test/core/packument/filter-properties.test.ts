// What holds of every packument, policy and feed; and that npm's own resolver chooses from the filtered packument what it would
// choose from the whole one with `before`.

import {createRequire} from 'node:module'
import fc from 'fast-check'
import semver from 'semver'
import {describe, expect, it} from 'vitest'
import {judgeArtifact} from '../../../src/core/judge-artifact.ts'
import {distTags} from '../../../src/core/packument/dist-tags.ts'
import {filterPackument} from '../../../src/core/packument/filter.ts'
import type {JsonObject} from '../../../src/core/packument/json.ts'
import {releaseFacts} from '../../../src/core/packument/release-facts.ts'
import {policyRules} from '../../../src/core/policy/rule-table.ts'
import {daysAgo, NOW} from '../../support/judged-release.ts'
import {filterSettings, packument} from '../../support/packuments.ts'
import {someDocument} from '../../support/policy-documents.ts'
import {SPECIFIERS, someAdvisories, someAge, somePackumentJson, someVersions} from '../../support/some-packuments.ts'

interface Manifest {
  readonly version: string
  readonly deprecated?: unknown
}

const inNpm = createRequire(createRequire(import.meta.url).resolve('npm/package.json'))
const pickManifest = inNpm('npm-pick-manifest') as (json: object, wanted: string, options?: object) => Manifest

/** The version that npm takes; undefined where it finds none. */
function picked(json: object, wanted: string, options: object = {}): Manifest | undefined {
  try {
    return pickManifest(json, wanted, options)
  } catch {
    return undefined
  }
}

const given = fc.record({
  json: somePackumentJson(fc.oneof(someAge, fc.constant(undefined))),
  document: someDocument,
  advisories: someAdvisories,
  kept: someVersions,
})

function apply({json, document, advisories, kept}: typeof given extends fc.Arbitrary<infer Given> ? Given : never) {
  const whole = packument(json)
  const settings = filterSettings({document, advisories, kept})
  const result = filterPackument(whole, settings)
  const removed = new Map(result.kind === 'unchanged' ? [] : result.removed.map((one) => [one.version, one]))
  return {whole, settings, removed, served: result.kind === 'unchanged' ? json : result.json, result}
}

describe('whatever a packument holds and a policy says', () => {
  it('no version that is taken out can be reached: by itself, by a tag, by a time, by a range', () => {
    fc.assert(
      fc.property(given, (one) => {
        const {served, removed} = apply(one)
        const left = packument(served)
        for (const version of removed.keys()) {
          expect(left.versions).not.toContain(version)
          expect([...distTags(left).values()]).not.toContain(version)
          expect(Object.keys(served.time ?? {})).not.toContain(version)
        }
        for (const wanted of SPECIFIERS) expect(removed.has(picked(served, wanted)?.version ?? '')).toBe(false)
      }),
      {numRuns: 300},
    )
  })

  it('what is served is served as it is when it comes again', () => {
    fc.assert(
      fc.property(given, (one) => {
        const {served, settings} = apply(one)
        expect(filterPackument(packument(served), settings)).toMatchObject({kind: 'unchanged'})
      }),
      {numRuns: 300},
    )
  })

  it('nothing else changes, not even the order', () => {
    fc.assert(
      fc.property(given, (one) => {
        const {served, removed} = apply(one)
        const rest = (json: JsonObject, key: string) =>
          Object.entries(json[key] ?? {}).filter(([version]) => !removed.has(version))
        expect(Object.keys(served)).toEqual(Object.keys(one.json))
        for (const [key, value] of Object.entries(one.json)) {
          if (key === 'versions' || key === 'time') {
            expect(JSON.stringify(Object.entries(served[key] as object))).toBe(JSON.stringify(rest(one.json, key)))
          } else if (key === 'dist-tags') {
            const stay = Object.entries(value as object).filter(([, version]) => !removed.has(version as string))
            expect(served[key]).toMatchObject(Object.fromEntries(stay))
            const tags = Object.keys(value as object)
            expect(tags.filter((tag) => Object.hasOwn(served[key] as object, tag))).toEqual(
              Object.keys(served[key] as object),
            )
          } else expect(JSON.stringify(served[key])).toBe(JSON.stringify(value))
        }
      }),
      {numRuns: 300},
    )
  })

  it('every version that the policy holds back or blocks is taken out, though few are looked at', () => {
    const aboutVersions = new Set<string>(policyRules.filter((rule) => 'isAboutVersions' in rule).map(({code}) => code))
    fc.assert(
      fc.property(given, (one) => {
        const {whole, settings, removed, result} = apply(one)
        if (result.kind === 'unchanged' && result.observed.length > 0) return
        for (const version of whole.versions) {
          const release = releaseFacts(whole, version)!
          const artifact = {...settings.artifact, specifier: version}
          const evidence = {release, advisories: one.advisories(version), silent: []}
          const {findings} = judgeArtifact({artifact, evidence}, {policy: settings.policy, sources: [], now: NOW})
          const about = findings.filter(({code}) => code === 'denied' || aboutVersions.has(code))
          const isBlocked = about.some(({severity}) => severity === 'block')
          const isHeld = about.some(({severity}) => severity === 'hold-back') && !one.kept.includes(version)
          if (isBlocked || isHeld) expect(removed.get(version)?.why).toBe(isBlocked ? 'blocked' : 'held-back')
        }
      }),
      {numRuns: 300},
    )
  })
})

describe('npm’s own resolver', () => {
  const document = {rules: {'dormant-then-active': 'off'}} as const

  it('takes from the filtered packument what it takes from the whole one with `before`', () => {
    fc.assert(
      fc.property(somePackumentJson(someAge), fc.constantFrom(...SPECIFIERS), (json, wanted) => {
        const whole = packument(json)
        const tags = distTags(whole)
        const target = tags.get(wanted)
        // Tags but `latest` follow a rule of ours; they have their own tests.
        if (target !== undefined && wanted !== 'latest') return
        const result = filterPackument(whole, filterSettings({document}))
        const removed = new Set(result.kind === 'unchanged' ? [] : result.removed.map(({version}) => version))
        const options = {before: new Date(daysAgo(3))}
        const bare = picked(json, wanted, options)
        // `before` lets npm go above `latest` where that is too new; what it calls `latest` then stays the best.
        const latest = removed.has(tags.get('latest') ?? '') ? picked(json, 'latest', options) : undefined
        const isTag = semver.validRange(wanted) === null || semver.valid(wanted) !== null
        const isPreferred =
          !isTag &&
          latest !== undefined &&
          !latest.deprecated &&
          (wanted === '' || wanted === '*' || semver.satisfies(latest.version, wanted, {loose: true}))
        const expected = isPreferred ? latest : bare
        expect(picked(result.kind === 'unchanged' ? json : result.json, wanted)?.version).toBe(expected?.version)
      }),
      {numRuns: 2000},
    )
  })
})
