import {expect, test} from 'vitest'
import {artifactFilter} from '../../src/audit/artifact-filter.ts'
import {readOsvAdvisory} from '../../src/core/osv-patterns.ts'

function advisory(ecosystem: string, name: string, affected: object) {
  return {id: 'TEST-2026-1', summary: 'a fault', affected: [{package: {ecosystem, name}, ...affected}]}
}

function ranges(value: unknown): readonly string[] {
  const read = readOsvAdvisory(value)
  if (read.kind === 'invalid') throw new Error(read.reason)
  return read.patterns.map(({ecosystem, name, range}) => `${ecosystem}:${name} ${range}`)
}

const events = (type: string, ...list: readonly object[]) => ({ranges: [{type, events: list}]})

test.for<[object, readonly string[]]>([
  [advisory('npm', 'left-pad', events('SEMVER', {introduced: '0'}, {fixed: '1.3.0'})), ['npm:left-pad <1.3.0']],
  [
    advisory('npm', '@acme/x', events('SEMVER', {introduced: '1.0.0'}, {last_affected: '1.4.2'})),
    ['npm:@acme/x >=1.0.0 <=1.4.2'],
  ],
  [
    advisory('npm', 'x', events('SEMVER', {introduced: '1.0.0'}, {fixed: '1.2.0'}, {introduced: '2.0.0'})),
    ['npm:x >=1.0.0 <1.2.0', 'npm:x >=2.0.0'],
  ],
  [advisory('npm', 'evil', events('SEMVER', {introduced: '0'})), ['npm:evil ']],
  [advisory('npm', 'x', {versions: ['1.0.1', '1.0.2']}), ['npm:x 1.0.1', 'npm:x 1.0.2']],
  [
    advisory('PyPI', 'Acme_Lib', events('ECOSYSTEM', {introduced: '1.0'}, {fixed: '2.0'})),
    ['pypi:acme-lib >=1.0,<=2.0,!=2.0'],
  ],
  // What says nothing that can be read is about every version.
  [advisory('npm', 'x', {}), ['npm:x ']],
  [advisory('npm', 'x', events('GIT', {introduced: 'abcdef'})), ['npm:x ']],
  [advisory('npm', 'x', events('SEMVER', {introduced: 'new'}, {fixed: 'newer'})), ['npm:x ']],
  [advisory('npm', 'x', {ranges: 5, versions: {}}), ['npm:x ']],
])('%j', ([value, expected]) => {
  expect(ranges(value)).toEqual(expected)
})

test('a release candidate of the release that mends it has the fault', () => {
  const hit = (value: unknown, purl: string) => {
    const read = readOsvAdvisory(value)
    const filter = artifactFilter(read.kind === 'advisory' ? read.patterns : [])
    return filter({artifacts: [purl], coverage: {judged: 1, unjudged: 0}} as never).length
  }
  const pypi = advisory('PyPI', 'x', events('ECOSYSTEM', {introduced: '1.0'}, {fixed: '2.0'}))
  expect(['2.0rc1', '2.0', '2.0.1', '1.9', '0.9'].map((version) => hit(pypi, `pkg:pypi/x@${version}`))).toEqual([
    1, 0, 0, 1, 0,
  ])
  const npm = advisory('npm', 'x', events('SEMVER', {introduced: '1.0.0'}, {fixed: '2.0.0'}))
  expect(['2.0.0-rc.1', '2.0.0', '1.9.0', '0.9.0'].map((version) => hit(npm, `pkg:npm/x@${version}`))).toEqual([
    1, 0, 1, 0,
  ])
})

test('what it says of other ecosystems is named', () => {
  const value = advisory('Go', 'x', {})
  expect(readOsvAdvisory(value)).toMatchObject({kind: 'advisory', patterns: [], others: ['Go']})
})

test.for([null, 5, 'x', [], {}, {id: 5, affected: []}, {id: 'x'}, {id: 'x', affected: {}}])('%j is none', (value) => {
  expect(readOsvAdvisory(value)).toMatchObject({kind: 'invalid'})
})

test.for([null, 5, {}, {package: null}, {package: {ecosystem: 5, name: 'x'}}, {package: {ecosystem: 'npm'}}])(
  'an affected %j is passed over',
  (affected) => {
    expect(readOsvAdvisory({id: 'x', affected: [affected]})).toMatchObject({kind: 'advisory', patterns: []})
  },
)
