// A parsed YAML document as plain values, with the position of each. Objects have no prototype, so that a key may be called
// anything; keys that repeat and what only grows (aliases in aliases) are problems.

import {type Alias, type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node} from 'yaml'
import type {Position} from './problem.ts'
import type {PlacedMessage} from './yaml-tokens.ts'

const MOST_NODES = 50_000
const DEEPEST = 20

export interface PlacedValues {
  readonly value: unknown
  /** By key path, its segments joined by NUL. */
  readonly positions: ReadonlyMap<string, Place>
  readonly problems: readonly PlacedMessage[]
}

export interface Place {
  /** Of the key in a map; of the value in a list. */
  readonly key: Position
  readonly value: Position
}

export function pathKey(path: readonly PropertyKey[]): string {
  return path.map(String).join('\0')
}

export function positionAt(offset: number, lines: LineCounter): Position {
  const {line, col} = lines.linePos(offset)
  return {line: Math.max(1, line), column: Math.max(1, col)}
}

/** What ends the reading: everything after it would be guesswork. */
class TooMuch extends Error {}

export function placedValues(document: Document.Parsed, lines: LineCounter): PlacedValues {
  const positions = new Map<string, Place>()
  const problems: PlacedMessage[] = []
  let nodes = 0

  const at = (node: Node | null | undefined, fallback: Position): Position =>
    node?.range ? positionAt(node.range[0], lines) : fallback

  // To find what an alias stands for, the library walks through the whole document.
  const targets = new Map<Alias, unknown>()
  const targetOf = (alias: Alias): unknown => {
    if (!targets.has(alias)) targets.set(alias, alias.resolve(document))
    return targets.get(alias)
  }

  const read = (node: unknown, path: readonly string[], around: Position): unknown => {
    const position = at(node as Node | null, around)
    if (++nodes > MOST_NODES || path.length > DEEPEST) {
      problems.push({position, message: path.length > DEEPEST ? 'is nested too deep' : 'holds more than a policy can'})
      throw new TooMuch()
    }
    if (isAlias(node)) return read(targetOf(node), path, position)
    if (isScalar(node)) return node.value
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const inner = [...path, String(index)]
        const place = at(item as Node | null, position)
        positions.set(pathKey(inner), {key: place, value: place})
        return read(item, inner, place)
      })
    }
    if (!isMap(node)) return null
    const object = Object.create(null) as Record<string, unknown>
    for (const {key, value} of node.items) {
      const keyPosition = at(key as Node | null, position)
      const name: unknown = isScalar(key) ? key.value : undefined
      if (typeof name !== 'string') {
        problems.push({position: keyPosition, message: 'found a key that is no text'})
        continue
      }
      if (name === '<<')
        problems.push({position: keyPosition, message: 'found a merge key (`<<`), which policies do not have'})
      else if (Object.hasOwn(object, name)) {
        problems.push({position: keyPosition, message: `found the key \`${name}\` for the second time`})
      }
      const inner = [...path, name]
      positions.set(pathKey(inner), {key: keyPosition, value: at(value as Node | null, keyPosition)})
      object[name] = read(value, inner, keyPosition)
    }
    return object
  }

  try {
    const value = read(document.contents, [], {line: 1, column: 1})
    return {value, positions, problems}
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return {value: undefined, positions, problems}
  }
}
