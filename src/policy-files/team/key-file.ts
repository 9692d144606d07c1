// The private key of whoever signs a team's policy, as a file that only they can read.

import {closeSync, constants, fstatSync, openSync, readFileSync, writeFileSync} from 'node:fs'
import {shellWords} from '../../core/shell-words.ts'
import {makeKeyPair, openPrivateKey, type PublicKey, type Signer} from '../../system/ed25519.ts'

export type KeyReading = {readonly kind: 'key'; readonly signer: Signer} | KeyTrouble

/** Said of the file. */
export interface KeyTrouble {
  readonly kind: 'trouble'
  readonly reason: string
  readonly hint: string
}

const LARGEST = 64 * 1024
const KEYGEN = '`sallyport policy keygen --out FILE` makes one'

export function readKeyFile(path: string): KeyReading {
  try {
    // Not blocking: a pipe would wait for ever.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const {mode, size} = fstatSync(file)
      const isFile = (mode & constants.S_IFMT) === constants.S_IFREG
      if (!isFile || size > LARGEST) return trouble('is no key', KEYGEN)
      // Deny: what others can read, others may sign with.
      if ((mode & 0o077) !== 0) return trouble('can be read by others', `\`${shellWords(['chmod', '600', path])}\``)
      const signer = openPrivateKey(readFileSync(file, 'utf8'))
      return signer === undefined
        ? trouble('is no Ed25519 private key in PEM without a passphrase', KEYGEN)
        : {kind: 'key', signer}
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return trouble(code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})`, KEYGEN)
  }
}

/** The public half of a new key whose private half is in the file. A file that is there is left alone. */
export function writeKeyFile(path: string): {readonly kind: 'made'; readonly publicKey: PublicKey} | KeyTrouble {
  const {publicKey, privateKey} = makeKeyPair()
  try {
    writeFileSync(path, privateKey, {flag: 'wx', mode: 0o600, flush: true})
    return {kind: 'made', publicKey}
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return code === 'EEXIST'
      ? trouble('is there already, and a key that is overwritten is lost', 'name another file')
      : trouble(`cannot be written (${code ?? 'unknown error'})`, 'name a file in a folder that you can write to')
  }
}

function trouble(reason: string, hint: string): KeyTrouble {
  return {kind: 'trouble', reason, hint}
}
