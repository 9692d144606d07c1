import type {Technique} from '../technique.ts'
import {withoutAffix} from './affixes.ts'

const ORDERS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  2: [[1, 0]],
  3: [
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ],
}

/** The words of a name in another order: `fetch-node` for `node-fetch`; with a part added, for names that nobody lists. */
export const tokenOrder: Technique = {
  *propose(name, _index, {kind}) {
    if (name.startsWith('@')) return
    for (const target of otherOrders(name)) {
      const sentence = `has the words of \`${target}\` in another order`
      yield {name: target, technique: 'token-order', sentence, likelihood: 0.6}
    }
    if (kind !== 'absent') return
    for (const {rest, added} of withoutAffix(name)) {
      for (const target of otherOrders(rest)) {
        const sentence = `has the words of \`${target}\` in another order, and \`${added}\``
        yield {name: target, technique: 'token-order', sentence, likelihood: 0.4}
      }
    }
  },
}

function* otherOrders(name: string): Iterable<string> {
  const separator = /[-_.]/.exec(name)?.[0]
  if (separator === undefined) return
  const words = name.split(/[-_.]/)
  for (const order of ORDERS[words.length] ?? []) {
    const target = order.map((at) => words[at]).join(separator)
    if (target !== name) yield target
  }
}
