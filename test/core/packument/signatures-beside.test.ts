import {describe, expect, it, test} from 'vitest'
import {isWithoutSignatures, signaturesBeside} from '../../../src/core/packument/signatures-beside.ts'
import {carriesIntegrity, integrityOf} from '../../../src/core/packument/signed-release.ts'

const ONE = {keyid: 'SHA256:ours', sig: 'aaaa'}
const dist = (integrity: string, signatures: unknown) => ({integrity, tarball: 'https://npm.acme.example/', signatures})
const text = (...dists: readonly object[]) => JSON.stringify({versions: dists.map((one) => ({dist: one}))})

describe('the signatures beside an integrity', () => {
  it('are found in the text of a packument, however it is set', () => {
    const other = dist('sha512-b', [{keyid: 'SHA256:theirs', sig: 'bbbb'}])
    expect(signaturesBeside(text(other, dist('sha512-a', [ONE])), 'sha512-a')).toEqual([ONE])
    expect(signaturesBeside(JSON.stringify({dist: dist('sha512-a', [ONE])}, null, 2), 'sha512-a')).toEqual([ONE])
  })

  test.for<readonly [string, string]>([
    ['another integrity', text(dist('sha512-aa', [ONE]))],
    ['no signatures', text(dist('sha512-a', undefined))],
    ['something else under the name', text(dist('sha512-a', 'x'))],
    ['lists in lists', text(dist('sha512-a', [[ONE]]))],
    ['signatures that break off', text(dist('sha512-a', [ONE])).slice(0, -12)],
    ['signatures far away', text(dist('sha512-a', undefined), {readme: 'x'.repeat(5000)}, dist('sha512-b', [ONE]))],
  ])('are not found where there is %s', ([, written]) => expect(signaturesBeside(written, 'sha512-a')).toEqual([]))

  it('are missing for sure only in a text that has the integrity and no signatures at all', () => {
    expect(isWithoutSignatures(text(dist('sha512-a', undefined)), 'sha512-a')).toBe(true)
    expect(isWithoutSignatures(text(dist('sha512-b', undefined)), 'sha512-a')).toBe(false)
    expect(isWithoutSignatures(text(dist('sha512-a', undefined), dist('sha512-b', [ONE])), 'sha512-a')).toBe(false)
  })
})

describe('the integrity of a release', () => {
  test.for<readonly [string, object, string | undefined]>([
    ['the strongest', {integrity: 'sha1-x sha512-a'}, 'sha512-a'],
    ['without options', {integrity: 'sha512-a?opt'}, 'sha512-a'],
    ['the same twice', {integrity: 'sha512-a sha512-a'}, 'sha512-a'],
    // npm takes what fits either.
    ['both of two', {integrity: 'sha512-a sha512-b'}, 'sha512-a sha512-b'],
    ['of shasum', {shasum: '00'.repeat(20)}, 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['none', {}, undefined],
  ])('is %s', ([, one, expected]) => expect(integrityOf({dist: one})).toBe(expected))

  it('that a manifest carries is any of those that it gives', () => {
    const manifest = {dist: {integrity: 'sha512-a?opt sha384-b', shasum: '00'.repeat(20)}}
    const carried = ['sha512-a', 'sha384-b', 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'sha512-b', '']
    expect(carried.map((one) => carriesIntegrity(manifest, one))).toEqual([true, true, true, false, false])
  })
})
