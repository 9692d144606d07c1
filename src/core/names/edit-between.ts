// Tells which single edit, if one, leads from one name to another. For short lists, where every target can be compared;
// `single-edits.ts` does the same against an index.

import {type EditKind, extraLetter, missingLetter, otherLetter, swappedLetters} from './edit-kind.ts'

/** Undefined where the names are equal or more than one edit apart. */
export function editBetween(asked: string, target: string): EditKind | undefined {
  if (asked === target || Math.abs(asked.length - target.length) > 1) return undefined
  // One edit leaves the first or the last letter alone, except in the shortest names; this sorts out most pairs at once.
  if (asked.length > 3 && asked[0] !== target[0] && asked.at(-1) !== target.at(-1)) return undefined
  let start = 0
  while (start < asked.length && asked[start] === target[start]) start++
  const hasTail = (skipAsked: number, skipTarget: number): boolean =>
    asked.slice(start + skipAsked) === target.slice(start + skipTarget)
  if (asked.length > target.length) return hasTail(1, 0) ? extraLetter(asked, start) : undefined
  if (asked.length < target.length) return hasTail(0, 1) ? missingLetter(asked, start, target[start] ?? '') : undefined
  if (hasTail(1, 1)) return otherLetter(asked[start] ?? '', target[start] ?? '', asked, start)
  if (asked[start] === target[start + 1] && asked[start + 1] === target[start] && hasTail(2, 2))
    return swappedLetters(asked, start)
  return undefined
}
