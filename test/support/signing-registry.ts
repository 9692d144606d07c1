// A registry's key pair, made for one test, and what it signs with it.

import {generateKeyPairSync, sign} from 'node:crypto'
import type {RegistryKey} from '../../src/core/packument/registry-keys.ts'
import type {RegistrySignature} from '../../src/core/packument/signed-release.ts'

export interface SigningRegistry {
  readonly key: RegistryKey
  readonly sign: (text: string) => RegistrySignature
}

export function signingRegistry(keyid: string): SigningRegistry {
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'})
  return {
    key: {keyid, key: publicKey.export({format: 'der', type: 'spki'}).toString('base64')},
    sign: (text) => ({keyid, sig: sign('sha256', Buffer.from(text), privateKey).toString('base64')}),
  }
}
