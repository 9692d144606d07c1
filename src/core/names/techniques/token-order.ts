import type {Technique} from '../technique.ts'

/** The words of a name in another order: `fetch-node` for `node-fetch`. */
export const tokenOrder: Technique = {
  *propose(name) {
    if (name.startsWith('@')) return
    const separator = /[-_.]/.exec(name)?.[0]
    if (separator === undefined) return
    const words = name.split(/[-_.]/)
    if (words.length < 2 || words.length > 3) return
    for (const order of words.length === 2
      ? [[1, 0]]
      : [
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ]) {
      const target = order.map((index) => words[index]).join(separator)
      if (target === name) continue
      yield {
        name: target,
        technique: 'token-order',
        sentence: `has the words of \`${target}\` in another order`,
        likelihood: 0.6,
      }
    }
  },
}
