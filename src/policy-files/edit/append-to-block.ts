// An entry put behind the last one of a block list, in its indentation.

import {isMap, type YAMLMap} from 'yaml'
import {blockLines, type ExceptionEntry, flowText} from './entry-text.ts'
import {dashOf, type ExceptionsList, endOf} from './exceptions-list.ts'
import {lineEnd, lineInsertion, lineStart, nextLine, type TextEdit} from './text-edits.ts'

type BlockList = Extract<ExceptionsList, {kind: 'block'}>

export function appendToBlock(text: string, {list}: BlockList, entry: ExceptionEntry): readonly TextEdit[] | undefined {
  const last = list.items.at(-1)
  const dash = dashOf(list, list.items.length - 1)
  const end = endOf(last)
  if (dash === undefined || end === undefined) return undefined
  const column = dash - lineStart(text, dash)
  const space = /^[ \t]*/.exec(text.slice(dash + 1))?.[0] ?? ''
  const isFlow = isMap(last) && last.srcToken?.type === 'flow-collection'
  // Behind a tab no block can begin.
  const gap = space === '' || (!isFlow && space.includes('\t')) ? ' ' : space
  const lines = isFlow ? [flowText(entry, false)] : blockLines(entry)
  return [lineInsertion(text, placeBehind(text, end, column), listItem(lines, ' '.repeat(column), gap))]
}

/** The lines of an item, the first with the `-`. */
export function listItem(lines: readonly string[], indent: string, gap: string): readonly string[] {
  const behind = ' '.repeat(gap.length + 1)
  return lines.map((line, index) => `${indent}${index === 0 ? `-${gap}` : behind}${line}`)
}

/** The line after an item, and after the comments under it that stand further in than its `-`. */
export function placeBehind(text: string, end: number, column: number): number {
  let place = end > 0 && text[end - 1] === '\n' ? end : nextLine(text, end)
  while (place < text.length) {
    const line = text.slice(place, lineEnd(text, place))
    const indent = /^ */.exec(line)?.[0].length ?? 0
    if (indent <= column || line[indent] !== '#') return place
    place = nextLine(text, place)
  }
  return place
}

/** How far the first block list of the file stands in from its key; two columns where there is none. */
export function usualIndent(text: string, top: YAMLMap | undefined): number {
  for (const {key, value} of top?.items ?? []) {
    const token = (value as {srcToken?: {type: string; offset: number}} | null)?.srcToken
    const keyOffset = (key as {range?: readonly number[]} | null)?.range?.[0]
    if (token?.type !== 'block-seq' || keyOffset === undefined) continue
    const column = token.offset - lineStart(text, token.offset)
    return Math.max(0, column - (keyOffset - lineStart(text, keyOffset)))
  }
  return 2
}
