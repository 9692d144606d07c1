// Ed25519 signatures (RFC 8032) by Node's own crypto, with keys as text that fits a command line and a policy file. Loaded only
// where something is signed or fetched, never by a judged command.

/** `sallyport-ed25519:` and the 32 bytes of the public key in base64 (RFC 8032, RFC 4648 with padding). */
export type PublicKey = string & {readonly __publicKey: unique symbol}

const PREFIX = 'sallyport-ed25519:'
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64

/** Undefined for what is no key in exactly this form. */
export function readPublicKey(text: string): PublicKey | undefined {
  return text.startsWith(PREFIX) && decoded(text.slice(PREFIX.length))?.length === KEY_BYTES
    ? (text as PublicKey)
    : undefined
}

/** Sixteen digits to compare by eye: the beginning of the SHA-256 of the key. */
export function fingerprintOf(key: PublicKey): string {
  const digest = crypto().hash('sha256', rawOf(key))
  return digest.slice(0, 16).replace(/(....)(?=.)/g, '$1-')
}

export interface KeyPair {
  readonly publicKey: PublicKey
  /** PKCS #8 in PEM. */
  readonly privateKey: string
}

export function makeKeyPair(): KeyPair {
  const {privateKey} = crypto().generateKeyPairSync('ed25519')
  return {publicKey: publicHalf(privateKey), privateKey: privateKey.export({type: 'pkcs8', format: 'pem'}).toString()}
}

export interface Signer {
  readonly publicKey: PublicKey
  /** In base64. */
  readonly sign: (message: Uint8Array) => string
}

/** Undefined for what is no private Ed25519 key in PEM, or is locked by a passphrase. */
export function openPrivateKey(pem: string): Signer | undefined {
  const {createPrivateKey, sign} = crypto()
  try {
    const key = createPrivateKey({key: pem, format: 'pem'})
    if (key.asymmetricKeyType !== 'ed25519') return undefined
    return {publicKey: publicHalf(key), sign: (message) => sign(null, message, key).toString('base64')}
  } catch {
    return undefined
  }
}

/** Whether `signature`, in base64, is that of the message by the key. */
export function isSignedBy(key: PublicKey, message: Uint8Array, signature: string): boolean {
  const bytes = decoded(signature)
  if (bytes?.length !== SIGNATURE_BYTES) return false
  const {createPublicKey, verify} = crypto()
  try {
    const jwk = {kty: 'OKP', crv: 'Ed25519', x: rawOf(key).toString('base64url')}
    return verify(null, message, createPublicKey({key: jwk, format: 'jwk'}), bytes)
  } catch {
    // Deny: 32 bytes that are no point of the curve sign nothing.
    return false
  }
}

/** As in digest.ts: importing the module reads every export of it, which takes ten milliseconds. */
function crypto() {
  return process.getBuiltinModule('node:crypto')
}

function publicHalf(key: Parameters<ReturnType<typeof crypto>['createPublicKey']>[0]): PublicKey {
  const {x = ''} = crypto().createPublicKey(key).export({format: 'jwk'})
  return `${PREFIX}${Buffer.from(x, 'base64url').toString('base64')}` as PublicKey
}

function rawOf(key: PublicKey): Buffer {
  return Buffer.from(key.slice(PREFIX.length), 'base64')
}

/** Only what base64 itself would write: two texts never stand for the same bytes. */
function decoded(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? bytes : undefined
}
