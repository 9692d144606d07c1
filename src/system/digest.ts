/**
 * SHA-256 in hexadecimal. Taken by `getBuiltinModule`, because `import 'node:crypto'` reads every export of it, Web Crypto among
 * them, and that takes ten milliseconds.
 */
export function sha256(content: string | Uint8Array): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', content)
}
