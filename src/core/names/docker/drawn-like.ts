// What the letters of a host or namespace are drawn like: letters of other scripts, then groups that read as another letter.

import {DRAWN_GROUPS} from '../techniques/drawn-alike.ts'
import {plainLetters} from '../techniques/homoglyph.ts'

export interface Drawn {
  readonly name: string
  readonly technique: 'homoglyph' | 'drawn-alike'
  readonly likelihood: number
}

/** None of them is the text itself. */
export function drawnLike(text: string): readonly Drawn[] {
  // Most names are ASCII; the tables of normal forms are not needed for them.
  const plain = /^[\0-\x7f]*$/.test(text) ? text : plainLetters(text)
  const grouped = DRAWN_GROUPS.filter(([from]) => plain.includes(from)).map(
    ([from, to]): Drawn => ({name: plain.replaceAll(from, to), technique: 'drawn-alike', likelihood: 0.8}),
  )
  return plain === text ? grouped : [{name: plain, technique: 'homoglyph', likelihood: 1}, ...grouped]
}
