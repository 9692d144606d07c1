import {describe, expect, it} from 'vitest'
import {readPolicy} from '../../../src/policy-files/read-policy.ts'
import {signPolicy, type ToSign} from '../../../src/policy-files/team/sign-policy.ts'
import {checkSignature} from '../../../src/policy-files/team/signature-chain.ts'
import {MOST_ROTATIONS, type SignatureFile} from '../../../src/policy-files/team/signature-file.ts'
import {newSigner} from '../../support/team-publisher.ts'

const NOW = Date.UTC(2026, 10, 24)
const [signer, next] = [newSigner(), newSigner()]

function sign(lines: string, change: Partial<ToSign> = {}) {
  const policy = Buffer.from(`version: 1\n${lines}\n`)
  const read = readPolicy(policy, 'p.yaml')
  if (read.kind === 'problems') throw new Error(read.problems[0]?.message)
  const common = {policy, document: read.document, signer, previous: undefined, beside: undefined, now: NOW}
  return signPolicy({...common, ...change})
}

function signed(lines: string, change: Partial<ToSign> = {}): SignatureFile {
  const signing = sign(lines, change)
  if (signing.kind === 'refused') throw new Error(signing.reason)
  return signing.file
}

describe('signing', () => {
  it('gives a signature that a laptop takes', () => {
    const file = signed('serial: 1')
    expect(file).toMatchObject({key: signer.publicKey, serial: 1, rotations: []})
    expect(checkSignature(Buffer.from('version: 1\nserial: 1\n'), file, signer.publicKey).kind).toBe('genuine')
  })

  it('keeps what led from older keys, once each', () => {
    const second = signed('serial: 2', {signer: next, previous: signer, beside: signed('serial: 1')})
    expect(second.rotations).toHaveLength(1)
    const again = signed('serial: 2', {signer: next, previous: signer, beside: second})
    expect(again.rotations).toHaveLength(1)
    const last = newSigner()
    const third = signed('serial: 3', {signer: last, previous: next, beside: again})
    expect(third.rotations.map(({from}) => from)).toEqual([signer.publicKey, next.publicKey])
    expect(signed('serial: 4', {signer: last, beside: third}).rotations).toHaveLength(2)
  })

  it('drops the oldest statement where there would be too many, and says so', () => {
    const keys = Array.from({length: MOST_ROTATIONS + 2}, newSigner)
    const last = keys
      .slice(1)
      .reduce(
        (beside, key, index) => signed(`serial: ${index + 2}`, {signer: key, previous: keys[index], beside}),
        signed('serial: 1', {signer: keys[0]!}),
      )
    expect(last.rotations).toHaveLength(MOST_ROTATIONS)
    expect(last.rotations[0]?.from).toBe(keys[1]?.publicKey)
  })

  it.each<[string, string, Partial<ToSign>, RegExp]>([
    ['without serial', 'mode: enforce', {}, /no `serial`/],
    ['that has ended', 'serial: 1\nexpires: 2026-11-23', {}, /ended on 2026-11-23/],
    ['with the serial of another', 'serial: 1\nmode: observe', {beside: signed('serial: 1')}, /1 was signed before/],
    ['with a lower serial', 'serial: 1', {beside: signed('serial: 7')}, /its serial is 1, and 7 was signed before/],
    ['by a new key that nothing leads to', 'serial: 2', {signer: next, beside: signed('serial: 1')}, /nothing leads/],
    ['by a key that vouches for itself', 'serial: 1', {previous: signer}, /both keys are the same/],
    [
      'by a new key that a stranger vouches for',
      'serial: 2',
      {signer: next, previous: newSigner(), beside: signed('serial: 1')},
      /nothing leads/,
    ],
  ])('refuses a policy %s', (_what, lines, change, reason) => {
    expect(sign(lines, change)).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason) as string,
      hint: expect.any(String) as string,
    })
  })

  it('signs the same bytes again, with any serial', () => {
    expect(sign('serial: 1', {beside: signed('serial: 1')})).toMatchObject({kind: 'signed'})
  })

  it('notes that nothing ends a policy without `expires`', () => {
    expect(sign('serial: 1')).toMatchObject({notes: [expect.stringContaining('no `expires`')]})
    expect(sign('serial: 1\nexpires: 2027-01-01')).toMatchObject({notes: []})
  })
})
