// Names in lines of text: `name<TAB>figure` with or without a header, or one name a line.

import {countOf, type NameList, type NameRow} from './name-list.ts'

/** First cells that are a header and no package anybody would rank first. */
const HEADERS: ReadonlySet<string> = new Set(['name', 'project', 'package', 'image'])

/** Empty lines and lines that begin with `#` are no rows. */
export function readLines(text: string): NameList {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  const filled = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const [first = ''] = filled
  return first.includes('\t') ? readTabSeparated(filled) : readPlain(filled)
}

function readPlain(lines: readonly string[]): NameList {
  return {kind: 'list', format: 'one name a line', rows: lines.map((line) => ({name: line.trim()}))}
}

function readTabSeparated(lines: readonly string[]): NameList {
  const [header = '', title = ''] = (lines[0] ?? '').split('\t')
  const second = title.trim().toLowerCase()
  const hasHeader = HEADERS.has(header.trim().toLowerCase()) && countOf(second) === undefined
  const cells = (hasHeader ? lines.slice(1) : lines).map((line) => line.split('\t', 2))
  const isRank = hasHeader ? second === 'rank' : countsUp(cells)
  const rows = cells.map(([name = '', cell = '']): NameRow => {
    const count = countOf(cell.trim())
    if (count === undefined) return {name, figure: cell.trim(), meaning: 'status'}
    return {name, figure: count, meaning: isRank ? 'rank' : 'downloads'}
  })
  return {kind: 'list', format: 'tab-separated lines', rows}
}

/** 1, 2, 3 …: ranks, where the header does not say so. Downloads do not grow down a list of popular names. */
function countsUp(cells: readonly (readonly string[])[]): boolean {
  return cells.length > 1 && cells.every(([, cell], index) => cell?.trim() === String(index + 1))
}
