import {isMap, isScalar} from 'yaml'
import type {TextEdit} from './text-edits.ts'

/** The day in an entry's `expires` replaced by another, between the quotes that it may have. Undefined for an alias. */
export function setDate(text: string, item: unknown, before: string, after: string): TextEdit | undefined {
  if (!isMap(item)) return undefined
  const pair = item.items.find(({key}) => isScalar(key) && key.value === 'expires')
  if (!isScalar(pair?.value) || !pair.value.range) return undefined
  const [start, end] = pair.value.range
  const inside = text.slice(start, end).indexOf(before)
  return inside === -1 ? undefined : {at: start + inside, removed: before.length, inserted: after}
}
