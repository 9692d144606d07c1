import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Enrolment, enrolmentInPlace, printRecord, readRecord} from '../../../src/policy-files/team/enrolment.ts'

const times = {enrolled: '2026-11-01T00:00:00.000Z', checked: '2026-11-02T00:00:00.000Z'}
const before: Enrolment = {source: 'https://p.example/p', key: 'K', serial: 1, policy: 'p1', signature: 's1', ...times}
const after: Enrolment = {...before, serial: 2, policy: 'p2', signature: 's2', etags: {policy: '"2"'}}

describe('a record', () => {
  it.each([
    {current: before},
    {current: after, attempted: times.checked, lastFailure: {time: times.checked, reason: 'it answered 404'}},
    {current: before, pending: after},
    {current: {source: '/srv/p.yaml', policy: 'p', ...times}},
  ])('printed and read again is the same: %j', (record) => {
    expect(readRecord(printRecord(record))).toEqual(record)
  })

  it('that is none is none', () => {
    const some = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"schema":"sallyport/team/1","current":${json}}`),
    )
    fc.assert(
      fc.property(some, (text) => {
        expect(readRecord(text)).toBeUndefined()
      }),
    )
  })

  it('of a later format is not guessed at', () => {
    expect(readRecord(printRecord({current: before}).replace('team/1', 'team/2'))).toBeUndefined()
  })
})

describe('the enrolment in place', () => {
  it.each([
    ['p1', 's1', before],
    ['p2', 's2', undefined],
    ['p1', 's2', undefined],
    ['p1', undefined, undefined],
  ] as const)('of %s and %s, while nothing takes its place', (policy, signature, enrolment) => {
    expect(enrolmentInPlace({current: before}, policy, signature)).toEqual(enrolment)
  })

  it.each([
    ['p1', 's1', before],
    // Killed between the signature and the policy.
    ['p1', 's2', before],
    ['p2', 's2', after],
    ['p2', 's1', undefined],
    ['p3', 's2', undefined],
  ] as const)('of %s and %s, while another takes its place', (policy, signature, enrolment) => {
    expect(enrolmentInPlace({current: before, pending: after}, policy, signature)).toEqual(enrolment)
  })

  it('of a file that nobody signs is told by the policy alone', () => {
    const {signature: _, ...unsigned} = before
    expect(enrolmentInPlace({current: unsigned}, 'p1', undefined)).toEqual(unsigned)
    expect(enrolmentInPlace({current: unsigned}, 'p2', undefined)).toBeUndefined()
  })
})
