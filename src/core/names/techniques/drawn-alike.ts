import type {EditTechnique} from '../edit.ts'
import type {Technique} from '../technique.ts'

/** Digits and letters that are drawn alike, one by one. */
const DRAWN_ALIKE: ReadonlySet<string> = new Set(
  ['o0', 'l1', 'i1', 'il', 'e3', 's5', 'z2', 'b8', 'g9', 'a4', 't7', 'uv', 'ij'].flatMap((pair) => [
    pair,
    [...pair].reverse().join(''),
  ]),
)

/** Groups of letters that read as another at a glance, wherever they stand. */
export const DRAWN_GROUPS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['0', 'o'],
  ['1', 'l'],
  ['1', 'i'],
  ['5', 's'],
  ['3', 'e'],
]

/** `expr3ss`: a sign that is drawn like the one that was meant. */
export const drawnAlikeEdit: EditTechnique = (edit) => {
  if (edit.kind !== 'other' || !DRAWN_ALIKE.has(edit.letter + edit.to)) return undefined
  return {technique: 'drawn-alike', phrase: `has \`${edit.letter}\` for the \`${edit.to}\` of`, likelihood: 0.9}
}

/** `rnongodb`, `l0dash-c0re`: groups of letters, and several digits at once. */
export const drawnAlike: Technique = {
  *propose(name) {
    for (const [from, to] of DRAWN_GROUPS) {
      if (!name.includes(from)) continue
      const target = name.replaceAll(from, to)
      yield {name: target, technique: 'drawn-alike', sentence: `reads like \`${target}\``, likelihood: 0.8}
    }
  },
}
