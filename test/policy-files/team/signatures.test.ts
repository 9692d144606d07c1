import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {checkSignature, leadsTo} from '../../../src/policy-files/team/signature-chain.ts'
import {
  MOST_ROTATIONS,
  printSignatureFile,
  type Rotation,
  readSignatureFile,
  rotationMessage,
  type SignatureFile,
  signatureMessage,
} from '../../../src/policy-files/team/signature-file.ts'
import type {Signer} from '../../../src/system/ed25519.ts'
import {newSigner} from '../../support/team-publisher.ts'

const POLICY = Buffer.from('version: 1\nserial: 1\n')
const [first, second, third, stranger] = Array.from({length: 4}, newSigner) as [Signer, Signer, Signer, Signer]

function rotation(from: Signer, to: Signer, by = from): Rotation {
  const keys = {from: from.publicKey, to: to.publicKey}
  return {...keys, signature: by.sign(rotationMessage(keys))}
}

function signed(by: Signer, rotations: readonly Rotation[] = []): SignatureFile {
  return {key: by.publicKey, signature: by.sign(signatureMessage(POLICY)), rotations}
}

describe('a signature', () => {
  it('by the known key is genuine, by another a stranger', () => {
    expect(checkSignature(POLICY, signed(first), first.publicKey)).toEqual({kind: 'genuine', key: first.publicKey})
    expect(checkSignature(POLICY, signed(second), first.publicKey)).toEqual({kind: 'stranger', key: second.publicKey})
  })

  it('of other bytes, or of the bytes alone, is forged', () => {
    const other = Buffer.from('version: 1\nserial: 2\n')
    expect(checkSignature(other, signed(first), first.publicKey)).toEqual({kind: 'forged'})
    const bare = {...signed(first), signature: first.sign(POLICY)}
    expect(checkSignature(POLICY, bare, first.publicKey)).toEqual({kind: 'forged'})
  })

  it('leads over two keys that a laptop has missed, in any order of the statements', () => {
    const rotations = [rotation(second, third), rotation(first, second)]
    expect(checkSignature(POLICY, signed(third, rotations), first.publicKey)).toEqual({
      kind: 'genuine',
      key: third.publicKey,
    })
    expect(checkSignature(POLICY, signed(third, rotations), second.publicKey)).toMatchObject({kind: 'genuine'})
  })

  it('does not lead back: the old key is not believed by whoever knows the new one', () => {
    expect(checkSignature(POLICY, signed(first, [rotation(first, second)]), second.publicKey)).toMatchObject({
      kind: 'stranger',
    })
  })
})

describe('a statement about keys', () => {
  it.each([
    ['is signed by the new key instead of the old', [rotation(first, second, second)]],
    ['is signed by a stranger', [rotation(first, second, stranger)]],
    ['is missing in the middle', [rotation(second, third)]],
    ['was signed of other keys', [{...rotation(first, third), to: second.publicKey}]],
    ['is a signature of a policy', [{...rotation(first, second), signature: signed(first).signature}]],
    ['leads in a ring', [rotation(first, third), rotation(third, first)]],
  ])('that %s does not lead to the key', (_what, rotations) => {
    expect(leadsTo(first.publicKey, second.publicKey, rotations)).toBe(false)
  })

  test('whatever the statements, only true ones lead from one key to another', () => {
    const signers = [first, second, third, stranger]
    const some = fc.tuple(fc.nat(3), fc.nat(3), fc.boolean())
    fc.assert(
      fc.property(fc.array(some, {maxLength: 8}), fc.nat(3), fc.nat(3), (statements, from, to) => {
        const rotations = statements.map(([a, b, isTrue]) =>
          rotation(signers[a]!, signers[b]!, isTrue ? signers[a]! : signers[(a + 1) % 4]!),
        )
        // Closure by repetition, in place of the walk.
        const reached = new Set([from])
        for (let round = 0; round < 4; round++) {
          for (const [a, b, isTrue] of statements) if (isTrue && reached.has(a)) reached.add(b)
        }
        expect(leadsTo(signers[from]!.publicKey, signers[to]!.publicKey, rotations)).toBe(reached.has(to))
      }),
    )
  })
})

describe('a signature file', () => {
  const whole = {...signed(third, [rotation(first, second), rotation(second, third)]), serial: 3, digest: 'd'}

  it('printed and read again is the same', () => {
    expect(readSignatureFile(Buffer.from(printSignatureFile(whole)))).toEqual({kind: 'signature', file: whole})
  })

  it.each([
    ['', /no JSON object/],
    ['null', /no JSON object/],
    ['[]', /does not say/],
    ['{"schema": "sallyport/signature/2"}', /does not say/],
    [JSON.stringify({...whole, schema: 'sallyport/signature/1', key: 'x'}), /no key and signature/],
    [JSON.stringify({...whole, schema: 'sallyport/signature/1', signature: 1}), /no key and signature/],
    [JSON.stringify({...whole, schema: 'sallyport/signature/1', rotations: {}}), /no list/],
    [JSON.stringify({...whole, schema: 'sallyport/signature/1', rotations: [null]}), /two keys and a signature/],
    [
      JSON.stringify({...whole, schema: 'sallyport/signature/1', rotations: Array(MOST_ROTATIONS + 1).fill(1)}),
      /more than 64 rotations/,
    ],
    ['x'.repeat(70_000), /larger than 65536 bytes/],
  ])('is not %j', (text, reason) => {
    expect(readSignatureFile(Buffer.from(text))).toEqual({
      kind: 'unreadable',
      reason: expect.stringMatching(reason) as string,
    })
  })

  it('of any bytes gives an answer', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((json) => Buffer.from(json)),
        ),
        (bytes) => {
          expect(readSignatureFile(bytes).kind).toBe('unreadable')
        },
      ),
    )
  })
})
