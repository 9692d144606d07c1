// FNV-1a over the UTF-16 code units of a name, 32 bits. Sequential, so that the hash of a common beginning is reused by
// every name that starts with it. Source of the two constants: Fowler, Noll, Vo, "FNV Hash".

export const HASH_START = 0x811c9dc5

export function hashStep(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, 0x01000193)
}

export function hashOf(name: string, start = HASH_START): number {
  let hash = start
  for (let index = 0; index < name.length; index++) hash = hashStep(hash, name.charCodeAt(index))
  return hash >>> 0
}

/** FNV's low bits are weak for table sizes that are powers of two; fold the high half in. */
export function slotOf(hash: number, mask: number): number {
  const folded = hash >>> 0
  return (folded ^ (folded >>> 15)) & mask
}
