// Node's own crypto, for what every command needs of it. Taken by `getBuiltinModule`, because `import 'node:crypto'` reads every
// export of it, Web Crypto among them, and that takes ten milliseconds.

function crypto() {
  return process.getBuiltinModule('node:crypto')
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return crypto().hash('sha256', content)
}

/** HMAC with SHA-256 (RFC 2104) in hexadecimal. */
export function hmacSha256(key: Uint8Array, text: string): string {
  return crypto().createHmac('sha256', key).update(text).digest('hex')
}

export function randomKey(bytes: number): Buffer {
  return crypto().randomBytes(bytes)
}

/** Takes the same time for every guess of the right length. */
export function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && crypto().timingSafeEqual(a, b)
}
