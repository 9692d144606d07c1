// Which keys lie beside each other. Rows of the letter and digit blocks; a key's neighbours are those beside it in its row
// and the two it touches in the rows above and below.

const LAYOUTS: readonly (readonly string[])[] = [
  ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['1234567890', 'qwertzuiop', 'asdfghjkl', 'yxcvbnm-'],
  ['1234567890', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'],
]

const NEIGHBOURS: ReadonlySet<string> = new Set(LAYOUTS.flatMap(pairsOf))

/** Whether two keys touch on a QWERTY, QWERTZ or AZERTY keyboard. */
export function areNeighbourKeys(a: string, b: string): boolean {
  return NEIGHBOURS.has(a + b)
}

function pairsOf(rows: readonly string[]): readonly string[] {
  const pairs: string[] = []
  const touch = (a: string | undefined, b: string | undefined): void => {
    if (a && b) pairs.push(a + b, b + a)
  }
  rows.forEach((row, rowIndex) => {
    const below = rows[rowIndex + 1] ?? ''
    for (let column = 0; column < row.length; column++) {
      touch(row[column], row[column + 1])
      touch(row[column], below[column])
      touch(row[column], below[column - 1])
    }
  })
  return pairs
}
