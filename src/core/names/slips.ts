// How many slips lie between two names: a letter too many, missing or other, or two swapped, each counting one (optimal string
// alignment). Only the cells near the diagonal are filled in, and it stops as soon as the answer is certain to be too many.

/** Longer names are not compared: no two of them are near each other by a slip of the hand. */
const LONGEST = 100

/** Three rows of the table, used again by every comparison. */
const ROWS = [new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2)] as const

/** From 0 to `most` (at most 3), or `most + 1` for more. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > LONGEST || b.length > LONGEST) return most + 1
  let start = 0
  const shorter = Math.min(a.length, b.length)
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let end = 0
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  return slipsOfMiddle(a, b, {start, rows: a.length - end - start, columns: b.length - end - start, most})
}

interface Middle {
  /** Where both names begin to differ. */
  readonly start: number
  readonly rows: number
  readonly columns: number
  readonly most: number
}

function slipsOfMiddle(a: string, b: string, {start, rows, columns, most}: Middle): number {
  const tooMany = most + 1
  if (rows === 0 || columns === 0) return Math.min(tooMany, Math.max(rows, columns))
  let [twoBack, before, current]: [Uint8Array, Uint8Array, Uint8Array] = [...ROWS]
  for (let column = 0; column <= columns; column++) before[column] = Math.min(column, tooMany)
  for (let row = 1; row <= rows; row++) {
    const from = Math.max(1, row - most)
    const to = Math.min(columns, row + most)
    current[from - 1] = from === 1 ? Math.min(row, tooMany) : tooMany
    let least = from === 1 ? row : tooMany
    const letter = a.charCodeAt(start + row - 1)
    for (let column = from; column <= to; column++) {
      const other = b.charCodeAt(start + column - 1)
      const above = column === row + most ? tooMany : (before[column] ?? 0) + 1
      let slips = Math.min(
        above,
        (current[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (letter === other ? 0 : 1),
      )
      if (
        row > 1 &&
        column > 1 &&
        letter === b.charCodeAt(start + column - 2) &&
        a.charCodeAt(start + row - 2) === other
      ) {
        slips = Math.min(slips, (twoBack[column - 2] ?? 0) + 1)
      }
      current[column] = Math.min(slips, tooMany)
      if (slips < least) least = slips
    }
    if (least > most) return tooMany
    const free = twoBack
    twoBack = before
    before = current
    current = free
  }
  return before[columns] ?? tooMany
}

/** How many letters one name has and the other has not, each as often as it stands there; the larger of both directions. */
export function differingLetters(a: string, b: string): number {
  const rest = [...b]
  let missing = 0
  for (const letter of a) {
    const at = rest.indexOf(letter)
    if (at === -1) missing++
    else rest.splice(at, 1)
  }
  return Math.max(missing, rest.length)
}
