// A word put behind the last item of `[…]` or `{…}`, on a line of its own where the others have theirs.

import type {CST} from 'yaml'
import {flowParts} from './flow-parts.ts'
import {insertion, isBlank, lineBreakOf, lineEnd, lineStart, saysNothing, type TextEdit} from './text-edits.ts'

export function appendToFlow(text: string, tokens: CST.FlowCollection, word: string): readonly TextEdit[] {
  const {items, open, trailingComma} = flowParts(tokens)
  const last = items.at(-1)
  if (last === undefined) return [insertion(open, word)]
  const indent = text.slice(lineStart(text, last.start), last.start)
  const isOnOwnLine = isBlank(indent) && lineStart(text, last.start) > open - 1
  const behind = trailingComma === undefined ? last.end : trailingComma + 1
  const end = lineEnd(text, behind)
  const rest = text.slice(behind, end)
  if (!isOnOwnLine || !saysNothing(rest)) {
    return [insertion(behind, trailingComma === undefined ? `, ${word}` : ` ${word},`)]
  }
  const line = `${lineBreakOf(text)}${indent}${word}`
  if (trailingComma !== undefined) return [insertion(isBlank(rest) ? behind : end, `${line},`)]
  // The comma cannot stand behind a comment.
  return isBlank(rest) ? [insertion(behind, `,${line}`)] : [insertion(behind, ','), insertion(end, line)]
}
