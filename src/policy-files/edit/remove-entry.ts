// One entry taken out again. What was put in for it goes with it: the key, where the entry was its only one and nothing else
// stands there.

import type {CST} from 'yaml'
import type {PolicyYaml} from '../policy-yaml.ts'
import {placeBehind} from './append-to-block.ts'
import {dashOf, type ExceptionsList, endOf} from './exceptions-list.ts'
import {flowParts} from './flow-parts.ts'
import {
  insertion,
  isBlank,
  lineEnd,
  lineRemoval,
  lineStart,
  nextLine,
  removal,
  saysNothing,
  type TextEdit,
} from './text-edits.ts'

type List = Extract<ExceptionsList, {kind: 'block' | 'flow'}>

/** The ways in which it could be done, the best first. */
export function removeEntry({text}: PolicyYaml, found: List, index: number): readonly (readonly TextEdit[])[] {
  return found.kind === 'block' ? fromBlock(text, found, index) : fromFlow(text, found, index)
}

function fromBlock(
  text: string,
  {list, pair, colon}: Extract<List, {kind: 'block'}>,
  index: number,
): readonly (readonly TextEdit[])[] {
  const dash = dashOf(list, index)
  const end = endOf(list.items[index])
  if (dash === undefined || end === undefined) return []
  const start = lineStart(text, dash)
  if (!isBlank(text.slice(start, dash))) return []
  const behind = placeBehind(text, end, dash - start)
  if (list.items.length > 1) return [[lineRemoval(text, start, behind)]]
  const emptied = [insertion(colon, ' []'), lineRemoval(text, start, behind)]
  const key = lineStart(text, pair.key.range?.[0] ?? colon)
  const isKeyAlone = isBlank(text.slice(colon, lineEnd(text, colon))) && nextLine(text, colon) === start
  return isKeyAlone ? [[lineRemoval(text, key, behind)], emptied] : [emptied]
}

function fromFlow(
  text: string,
  {tokens, within}: Extract<List, {kind: 'flow'}>,
  index: number,
): readonly (readonly TextEdit[])[] {
  const {open, items} = flowParts(tokens)
  const emptied = withoutItem(text, tokens, index)
  const [only, ...more] = items
  const close = tokens.end[0]?.offset
  if (within === undefined || only === undefined || more.length > 0 || close === undefined) return [emptied]
  const cameWithKey = text.slice(open, only.start) === ' ' && text.slice(only.end, close) === ' '
  return cameWithKey ? [withoutItem(text, within.tokens, within.index), emptied] : [emptied]
}

function withoutItem(text: string, tokens: CST.FlowCollection, index: number): readonly TextEdit[] {
  const {items, trailingComma} = flowParts(tokens)
  const item = items[index]
  if (item === undefined) return []
  const {start, end, comma, free} = item
  const next = items[index + 1]
  const ownComma = next?.comma ?? trailingComma
  if (next === undefined) {
    if (comma === undefined) return [removal(start, ownComma === undefined ? end : ownComma + 1)]
    if (ownComma !== undefined) return [removal(free, ownComma + 1)]
    return [removal(comma, comma + 1), removal(free, end)]
  }
  const behind = (ownComma ?? end) + 1
  const line = lineStart(text, start)
  const isOnOwnLine = isBlank(text.slice(line, start)) && saysNothing(text.slice(behind, lineEnd(text, behind)))
  if (isOnOwnLine) return [removal(line, nextLine(text, behind))]
  return [removal(start, next.free === (next.comma ?? 0) + 1 ? next.start : behind)]
}
