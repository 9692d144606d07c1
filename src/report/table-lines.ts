// Rows of cells as lines, each column as wide as its widest cell.

/** `numbers`: the columns that are aligned to the right. Two spaces in front and between; none behind. */
export function tableLines(rows: readonly (readonly string[])[], numbers: readonly number[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return numbers.includes(column) ? cell.padStart(width) : cell.padEnd(width)
    })
    return `  ${cells.join('  ')}`.trimEnd()
  })
}
