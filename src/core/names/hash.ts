// A polynomial hash of a name's UTF-16 code units, modulo 2^32: hash(a + b) follows from hash(a), hash(b) and the length of b,
// so that every edit of a name is hashed in a few multiplications. Its bits are mixed before they become a place in a table.

export const HASH_START = 0x811c9dc5

/** Odd, so that multiplication loses nothing modulo 2^32: 2^32 divided by the golden ratio (Knuth, TAOCP 3, 6.4). */
const FACTOR = 0x9e3779b1

export function hashStep(hash: number, codeUnit: number): number {
  return (Math.imul(hash, FACTOR) + codeUnit) | 0
}

export function hashOf(name: string, start = HASH_START): number {
  let hash = start
  for (let index = 0; index < name.length; index++) hash = hashStep(hash, name.charCodeAt(index))
  return hash
}

/** The powers of the factor, from the zeroth to the `count`th. */
export function factorPowers(count: number): Int32Array {
  const powers = new Int32Array(count + 1)
  powers[0] = 1
  for (let exponent = 1; exponent <= count; exponent++) powers[exponent] = Math.imul(powers[exponent - 1] ?? 0, FACTOR)
  return powers
}

/** MurmurHash3's finalizer: every bit of the hash reaches every bit of the result. */
export function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
