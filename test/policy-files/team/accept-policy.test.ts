import {describe, expect, it} from 'vitest'
import {acceptPolicy, type Expectations, type Offer} from '../../../src/policy-files/team/accept-policy.ts'
import {printSignatureFile, signatureMessage} from '../../../src/policy-files/team/signature-file.ts'
import {sha256} from '../../../src/system/digest.ts'
import {damaged, newSigner, releaseOf} from '../../support/team-publisher.ts'

const NOW = Date.UTC(2026, 10, 24)
const [signer, next, stranger] = [newSigner(), newSigner(), newSigner()]
const {publicKey: key} = signer

const release = (lines: string, by = {signer}) => releaseOf(`version: 1\n${lines}\n`, by)
const third = release('serial: 3\nexpires: 2026-12-31')

function accept(offer: Offer, change: Partial<Expectations> = {}) {
  return acceptPolicy(offer, {key, before: undefined, now: NOW, path: '/team/policy.yaml', ...change})
}

describe('what a source gave', () => {
  it('is accepted with its document and its digest, and the key that signed stays known', () => {
    expect(accept(third)).toMatchObject({
      kind: 'accepted',
      document: {serial: 3, expires: '2026-12-31'},
      digest: sha256(third.policy),
      key,
    })
  })

  it('is accepted from a new key that the known one names, which is known from then on', () => {
    const rotated = releaseOf('version: 1\nserial: 4\n', {signer: next, previous: signer, after: third})
    expect(accept(rotated)).toMatchObject({kind: 'accepted', key: next.publicKey})
    expect(accept(third, {key: next.publicKey})).toMatchObject({kind: 'refused'})
  })

  it('is accepted again with the same serial only when it is the same', () => {
    const before = {serial: 3, policy: sha256(third.policy)}
    expect(accept(third, {before})).toMatchObject({kind: 'accepted'})
    expect(accept(release('serial: 3\nmode: observe'), {before})).toMatchObject({
      reason: 'it is another file with the serial 3 that is here already',
    })
    expect(accept(release('serial: 4'), {before})).toMatchObject({kind: 'accepted'})
  })

  it.each<[string, Offer, RegExp, Partial<Expectations>?]>([
    ['without a signature', {policy: third.policy}, /there is no signature beside it/],
    ['with a signature of something else', {...third, signature: release('serial: 4').signature}, /not of this file/],
    ['with one byte changed', {...third, policy: damaged(third.policy, 12)}, /not of this file/],
    ['with a damaged signature', {...third, signature: damaged(third.signature, 1)}, /cannot be read/],
    [
      'by a stranger',
      release('serial: 4', {signer: stranger}),
      /signed by the key [\da-f-]{19}, to which .* does not lead/,
    ],
    ['that is older', third, /its serial is 3, and 4 was here before/, {before: {serial: 4, policy: 'x'}}],
    ['that ended yesterday', release('serial: 4\nexpires: 2026-11-23'), /it ended on 2026-11-23/],
  ])('is refused %s', (_what, offer, reason, change) => {
    expect(accept(offer, change)).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason) as string,
      hint: expect.any(String) as string,
    })
  })

  it.each([
    [
      'no policy',
      'serial: 4\nmod: observe\nbypass: maybe',
      /^it is no valid policy: 3:1: found the key `mod`, .*, and 1 more$/,
    ],
    ['without a serial', 'mode: enforce', /no `serial`/],
  ])('is refused when it is signed, but %s', (_what, lines, reason) => {
    // `policy sign` would refuse both.
    const policy = Buffer.from(`version: 1\n${lines}\n`)
    const file = {key, signature: signer.sign(signatureMessage(policy)), rotations: []}
    const signature = Buffer.from(printSignatureFile(file))
    expect(accept({policy, signature})).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason) as string,
    })
  })

  it('holds on its last day', () => {
    expect(accept(release('serial: 4\nexpires: 2026-11-24'))).toMatchObject({kind: 'accepted'})
  })

  it('needs no serial where nobody signs it, but does not go back', () => {
    const unsigned = {key: undefined}
    const policy = Buffer.from('version: 1\n')
    expect(accept({policy}, unsigned)).toMatchObject({kind: 'accepted'})
    expect(accept({policy}, {...unsigned, before: {serial: 1, policy: 'x'}})).toMatchObject({kind: 'refused'})
    const other = {policy: Buffer.from('version: 1\nserial: 1\n')}
    expect(accept(other, {...unsigned, before: {serial: 1, policy: 'x'}})).toMatchObject({kind: 'accepted'})
  })
})
