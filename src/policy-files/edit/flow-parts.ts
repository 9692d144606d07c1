import type {CST} from 'yaml'

/** A flow collection by offsets. */
export interface FlowParts {
  /** Behind the opening bracket. */
  readonly open: number
  readonly items: readonly FlowItem[]
  /** Of the comma behind the last item. */
  readonly trailingComma: number | undefined
}

export interface FlowItem {
  readonly start: number
  readonly end: number
  /** Of the comma in front; undefined for the first. */
  readonly comma: number | undefined
  /** Behind the last comment between the comma in front and the item; the same as behind that comma where there is none. */
  readonly free: number
}

export function flowParts({start, items}: CST.FlowCollection): FlowParts {
  const parts: FlowItem[] = []
  let trailingComma: number | undefined
  const open = start.offset + start.source.length
  for (const item of items) {
    const comma = item.start.find(({type}) => type === 'comma')?.offset
    const first = item.key ?? item.value
    if (first === undefined || first === null) {
      trailingComma = comma ?? trailingComma
      continue
    }
    const comment = item.start.findLast(({type}) => type === 'comment')
    const behindComma = comma === undefined ? open : comma + 1
    parts.push({
      start: item.start.find(({type}) => type === 'anchor')?.offset ?? first.offset,
      end: endOfToken(item.value ?? item.key) ?? first.offset,
      comma,
      free: comment === undefined ? behindComma : comment.offset + comment.source.length,
    })
  }
  return {open, items: parts, trailingComma}
}

/** Behind the last character that is part of the value; comments and commas are not. */
function endOfToken(token: CST.Token | null | undefined): number | undefined {
  if (token === null || token === undefined) return undefined
  if (token.type === 'flow-collection') {
    const close = token.end.find(({type}) => type === 'flow-seq-end' || type === 'flow-map-end')
    return close === undefined ? undefined : close.offset + close.source.length
  }
  return 'source' in token ? token.offset + token.source.length : undefined
}
