// The decoder of RFC 3492 (Punycode), sections 6.1 and 6.2, for labels of a host name. It decodes and judges nothing.

const BASE = 36
const LEAST_THRESHOLD = 1
const GREATEST_THRESHOLD = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE_POINT = 128
const LAST_CODE_POINT = 0x10ffff
/** Of a label in its ASCII form (RFC 1035, 2.3.4). */
const LONGEST_LABEL = 63

/** The text behind `xn--`, decoded; undefined where it is no Punycode. `nxasmq` is what follows `xn--`, not the whole label. */
export function decodePunycode(encoded: string): string | undefined {
  if (encoded.length === 0 || encoded.length > LONGEST_LABEL) return undefined
  const delimiter = encoded.lastIndexOf('-')
  const points = [...encoded.slice(0, Math.max(0, delimiter))].map((letter) => letter.charCodeAt(0))
  if (points.some((point) => point >= FIRST_CODE_POINT)) return undefined
  let at = delimiter > 0 ? delimiter + 1 : 0
  let point = FIRST_CODE_POINT
  let bias = FIRST_BIAS
  let position = 0
  while (at < encoded.length) {
    const before = position
    for (let weight = 1, step = BASE; ; step += BASE) {
      const digit = digitOf(encoded[at++])
      if (digit === undefined) return undefined
      position += digit * weight
      const threshold = Math.min(GREATEST_THRESHOLD, Math.max(LEAST_THRESHOLD, step - bias))
      if (digit < threshold) break
      weight *= BASE - threshold
      if (weight > Number.MAX_SAFE_INTEGER / BASE) return undefined
    }
    const count = points.length + 1
    bias = adapted(position - before, count, before === 0)
    point += Math.floor(position / count)
    position %= count
    if (point > LAST_CODE_POINT || (point >= 0xd800 && point <= 0xdfff)) return undefined
    points.splice(position++, 0, point)
  }
  return String.fromCodePoint(...points)
}

function digitOf(letter: string | undefined): number | undefined {
  if (letter === undefined || !/^[a-z0-9]$/i.test(letter)) return undefined
  return /\d/.test(letter) ? Number(letter) + 26 : letter.toLowerCase().charCodeAt(0) - 97
}

function adapted(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / count)
  let bias = 0
  while (rest > ((BASE - LEAST_THRESHOLD) * GREATEST_THRESHOLD) / 2) {
    rest = Math.floor(rest / (BASE - LEAST_THRESHOLD))
    bias += BASE
  }
  return bias + Math.floor(((BASE - LEAST_THRESHOLD + 1) * rest) / (rest + SKEW))
}
