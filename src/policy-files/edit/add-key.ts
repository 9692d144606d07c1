// `exceptions` put into a file that has no such key, or one without a value. More than one place can be right: the first whose
// result reads as it should is taken.

import {isMap, type YAMLMap} from 'yaml'
import type {PolicyYaml} from '../policy-yaml.ts'
import {listItem, usualIndent} from './append-to-block.ts'
import {appendToFlow} from './append-to-flow.ts'
import {blockLines, type ExceptionEntry, flowText} from './entry-text.ts'
import {insertion, isBlank, lineInsertion, lineStart, nextLine, type TextEdit} from './text-edits.ts'

export function addKey(
  {text, tree}: PolicyYaml,
  top: YAMLMap | undefined,
  entry: ExceptionEntry,
): readonly (readonly TextEdit[])[] {
  const {srcToken} = top ?? {}
  if (srcToken?.type === 'flow-collection') {
    const isJson = /^\{\s*"/.test(text.slice(srcToken.offset))
    // The spaces say that the key came with the entry, and goes with it.
    const list = `[ ${flowText(entry, isJson)} ]`
    return [appendToFlow(text, srcToken, isJson ? `"exceptions": ${list}` : `exceptions: ${list}`)]
  }
  const first = top?.range?.[0]
  const before = first === undefined ? '' : text.slice(lineStart(text, first), first)
  // A byte order mark, or a `?`, is no indentation.
  const indent = isBlank(before) ? before : ''
  const inner = `${indent}${' '.repeat(usualIndent(text, top))}`
  const lines = [`${indent}exceptions:`, ...listItem(blockLines(entry), inner, ' ')]
  const end = endOfDocument(text, tree.contents?.range?.[0] ?? 0)
  if (top === undefined) return [[lineInsertion(text, end, ['version: 1', ...lines])]]
  const atEnd = [lineInsertion(text, end, lines)]
  // A text that keeps its line breaks to the end of the file would grow by what follows it.
  return first !== undefined && isBlank(before)
    ? [atEnd, [lineInsertion(text, lineStart(text, first), lines)]]
    : [atEnd]
}

/** Where the key stands without a value: a list under it, or behind it on the same line. */
export function fillKey(
  {text, tree}: PolicyYaml,
  colon: number,
  entry: ExceptionEntry,
): readonly (readonly TextEdit[])[] {
  const {contents} = tree
  const top = isMap(contents) ? contents : undefined
  const indent = /^ */.exec(text.slice(lineStart(text, colon)))?.[0] ?? ''
  const inner = `${indent}${' '.repeat(usualIndent(text, top))}`
  return [
    [lineInsertion(text, nextLine(text, colon), listItem(blockLines(entry), inner, ' '))],
    [insertion(colon, ` [${flowText(entry, false)}]`)],
  ]
}

/** The line with `...`, or the end of the text. */
function endOfDocument(text: string, from: number): number {
  const end = /^\.\.\.(?=[ \t\r\n]|$)/m.exec(text.slice(from))
  return end === null ? text.length : from + end.index
}
