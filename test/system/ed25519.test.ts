import {createHash} from 'node:crypto'
import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {fingerprintOf, isSignedBy, makeKeyPair, openPrivateKey, readPublicKey} from '../../src/system/ed25519.ts'

/** RFC 8032, section 7.1, TEST 2. */
const SEED = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'
const PUBLIC = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'
const MESSAGE = Buffer.from('72', 'hex')
const SIGNATURE =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'

/** RFC 8410: the fixed beginning of an Ed25519 key in PKCS #8. */
function pemOf(seed: string): string {
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex')
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`
}

const KEY = readPublicKey(`sallyport-ed25519:${Buffer.from(PUBLIC, 'hex').toString('base64')}`)!

test('signs and believes as RFC 8032 says', () => {
  const signer = openPrivateKey(pemOf(SEED))!
  expect(signer.publicKey).toBe(KEY)
  expect(Buffer.from(signer.sign(MESSAGE), 'base64').toString('hex')).toBe(SIGNATURE)
  expect(isSignedBy(KEY, MESSAGE, Buffer.from(SIGNATURE, 'hex').toString('base64'))).toBe(true)
})

test('a fingerprint is the beginning of the SHA-256 of the key', () => {
  const digest = createHash('sha256').update(Buffer.from(PUBLIC, 'hex')).digest('hex')
  expect(fingerprintOf(KEY)).toBe(/^(.{4})(.{4})(.{4})(.{4})/.exec(digest)?.slice(1).join('-'))
})

describe('a key as text', () => {
  it.each([
    '',
    'sallyport-ed25519:',
    KEY.slice(0, -1),
    `${KEY}=`,
    ` ${KEY}`,
    `${KEY}\n`,
    KEY.replace('sallyport', 'Sallyport'),
    KEY.replace('ed25519', 'ed448'),
    // The same 32 bytes: the last letter has two bits that say nothing.
    KEY.replace(/.=$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`),
    `sallyport-ed25519:${Buffer.alloc(31).toString('base64')}`,
    `sallyport-ed25519:${Buffer.alloc(33).toString('base64')}`,
  ])('is not %j', (text) => {
    expect(readPublicKey(text)).toBeUndefined()
  })
})

describe('a private key', () => {
  it.each(['', 'nonsense', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])('is not %j', (pem) => {
    expect(openPrivateKey(pem)).toBeUndefined()
  })

  it('that was made opens again with the same public half', () => {
    const {publicKey, privateKey} = makeKeyPair()
    expect(openPrivateKey(privateKey)?.publicKey).toBe(publicKey)
  })
})

test('no other message, key or signature is believed', () => {
  const signer = openPrivateKey(pemOf(SEED))!
  const other = makeKeyPair().publicKey
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 64}), fc.nat(511), (message, bit) => {
      const signature = signer.sign(message)
      expect(isSignedBy(KEY, message, signature)).toBe(true)
      expect(isSignedBy(other, message, signature)).toBe(false)
      expect(isSignedBy(KEY, Buffer.concat([message, Buffer.from([0])]), signature)).toBe(false)
      const bytes = Buffer.from(signature, 'base64')
      bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7))
      expect(isSignedBy(KEY, message, bytes.toString('base64'))).toBe(false)
    }),
  )
})

test('a key that is no point of the curve believes nothing', () => {
  const nowhere = readPublicKey(`sallyport-ed25519:${Buffer.alloc(32, 0xff).toString('base64')}`)!
  expect(isSignedBy(nowhere, MESSAGE, Buffer.alloc(64).toString('base64'))).toBe(false)
})
