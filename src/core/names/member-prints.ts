// Which names an ecosystem has, in three bytes a name: 41 bits of hash, of which the bucket's number holds 17 or so. Unlike
// a Bloom filter it is exact enough to be asked about every edit of a name: a stranger is taken for a member once in
// 1,000,000 questions or more rarely.

import {HASH_START, mixed} from './hash.ts'

export const BYTES_PER_PRINT = 3
const PRINT_BITS = 24
/** Names a bucket holds on average, between half of this and all of it. */
const FULL_BUCKET = 8
/** Odd, other than the first hash's: 2^32 divided by pi, rounded to odd. */
const SECOND_FACTOR = 0x517cc1b7

/** How many bits of the hash choose the bucket; at least 8, so that bucket and fingerprint hold all 32 bits of the first hash. */
export function bucketBits(count: number): number {
  return Math.min(PRINT_BITS, Math.max(8, Math.ceil(Math.log2(Math.max(1, count) / FULL_BUCKET))))
}

export interface MemberPlace {
  readonly bucket: number
  readonly print: number
}

export function memberPlace(name: string, hash: number, bits: number): MemberPlace {
  const first = mixed(hash)
  const extraBits = bits + PRINT_BITS - 32
  const rest = first & ((1 << (32 - bits)) - 1)
  return {bucket: first >>> (32 - bits), print: (rest << extraBits) | (secondHash(name) & ((1 << extraBits) - 1))}
}

export class MemberPrints {
  readonly #starts: Uint32Array
  readonly #prints: Uint8Array
  readonly #bits: number

  /** `starts` has a power of two and one entries, or none. */
  constructor(starts: Uint32Array, prints: Uint8Array) {
    this.#starts = starts
    this.#prints = prints
    this.#bits = Math.max(8, Math.round(Math.log2(Math.max(1, starts.length - 1))))
  }

  /** Whether some member has this first hash: a cheap look before a string is made. */
  mayHold(hash: number): boolean {
    const first = mixed(hash)
    const extraBits = this.#bits + PRINT_BITS - 32
    return this.#holds(first >>> (32 - this.#bits), first & ((1 << (32 - this.#bits)) - 1), extraBits)
  }

  has(name: string, hash: number): boolean {
    const {bucket, print} = memberPlace(name, hash, this.#bits)
    return this.#holds(bucket, print, 0)
  }

  #holds(bucket: number, wanted: number, ignoredBits: number): boolean {
    const end = Math.min(this.#starts[bucket + 1] ?? 0, this.#prints.length / BYTES_PER_PRINT)
    for (let at = this.#starts[bucket] ?? 0; at < end; at++) {
      const byte = at * BYTES_PER_PRINT
      const print =
        ((this.#prints[byte] ?? 0) << 16) | ((this.#prints[byte + 1] ?? 0) << 8) | (this.#prints[byte + 2] ?? 0)
      if (print >>> ignoredBits === wanted) return true
    }
    return false
  }
}

function secondHash(name: string): number {
  let hash = HASH_START
  for (let index = 0; index < name.length; index++) {
    hash = (Math.imul(hash, SECOND_FACTOR) + name.charCodeAt(index)) | 0
  }
  return mixed(hash)
}
