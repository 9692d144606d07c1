// Names what one edit did, in the words a person would use. The edit leads from the asked name to the target.

import {areNeighbourKeys} from './keyboard.ts'

export interface EditKind {
  readonly technique: string
  /** Without the target. */
  readonly phrase: string
  readonly likelihood: number
}

const SEPARATORS = '-_.'

/** Digits and letters that are drawn alike. */
const DRAWN_ALIKE: ReadonlySet<string> = new Set(
  ['o0', 'l1', 'i1', 'il', 'e3', 's5', 'z2', 'b8', 'g9', 'a4', 't7', 'uv', 'ij'].flatMap((pair) => [
    pair,
    [...pair].reverse().join(''),
  ]),
)

/** `removed` stands in the asked name at `index` and not in the target. */
export function extraLetter(asked: string, index: number): EditKind {
  const removed = asked[index] ?? ''
  if (SEPARATORS.includes(removed)) {
    return {technique: 'separator', phrase: `adds a \`${removed}\` to`, likelihood: 0.9}
  }
  if (removed === asked[index - 1] || removed === asked[index + 1]) {
    return {technique: 'doubling', phrase: 'doubles a letter of', likelihood: 1}
  }
  if (removed === 's' && index === asked.length - 1)
    return {technique: 'plural', phrase: 'is the plural of', likelihood: 0.6}
  const isNear = areNeighbourKeys(removed, asked[index - 1] ?? '') || areNeighbourKeys(removed, asked[index + 1] ?? '')
  if (/\d/.test(removed)) return {technique: 'digit', phrase: `adds the digit ${removed} to`, likelihood: 0.4}
  return {technique: 'insertion', phrase: `adds the letter \`${removed}\` to`, likelihood: isNear ? 0.9 : 0.6}
}

/** `added` stands in the target and is missing in the asked name. */
export function missingLetter(asked: string, index: number, added: string): EditKind {
  if (SEPARATORS.includes(added)) {
    return {technique: 'separator', phrase: `leaves out the \`${added}\` of`, likelihood: 0.95}
  }
  if (added === 's' && index === asked.length)
    return {technique: 'plural', phrase: 'is the singular of', likelihood: 0.7}
  const isDoubled = added === asked[index] || added === asked[index - 1]
  return {technique: 'omission', phrase: 'leaves out a letter of', likelihood: isDoubled ? 1 : 0.85}
}

/** `from` stands in the asked name where the target has `to`. */
export function otherLetter(from: string, to: string): EditKind {
  if (SEPARATORS.includes(from) && SEPARATORS.includes(to)) {
    return {technique: 'separator', phrase: `has \`${from}\` for the \`${to}\` of`, likelihood: 0.95}
  }
  if (DRAWN_ALIKE.has(from + to)) {
    return {technique: 'drawn-alike', phrase: `has \`${from}\` for the \`${to}\` of`, likelihood: 0.9}
  }
  if (/\d/.test(from + to))
    return {technique: 'digit', phrase: `has \`${from}\` for the \`${to}\` of`, likelihood: 0.35}
  if (areNeighbourKeys(from, to)) {
    return {
      technique: 'neighbour-key',
      phrase: `has \`${from}\` for the neighbouring key \`${to}\` of`,
      likelihood: 0.8,
    }
  }
  const isVowel = /^[aeiouy]{2}$/.test(from + to)
  return {technique: 'substitution', phrase: `has \`${from}\` for the \`${to}\` of`, likelihood: isVowel ? 0.75 : 0.55}
}

export const SWAP: EditKind = {technique: 'swap', phrase: 'swaps two letters of', likelihood: 1}
