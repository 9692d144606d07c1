import type {Proposal, Technique} from '../technique.ts'

/** A scope played by a plain name, or the other way round: `types-node` and `@types/node`, `@babel-core` and `@babel/core`. */
export const scopeImitation: Technique = {
  *propose(name) {
    if (name.startsWith('@')) {
      const slash = name.indexOf('/')
      if (slash === -1) return
      const scope = name.slice(1, slash)
      const base = name.slice(slash + 1)
      for (const joined of [`${scope}-${base}`, `${scope}.${base}`, scope + base]) {
        yield proposal(joined, `puts \`${joined}\` into a scope`, 0.6)
      }
      // The scope repeats the name: `@lodash/lodash`.
      if (scope === base) yield proposal(base, `puts \`${base}\` into a scope of the same name`, 0.6)
      return
    }
    for (let at = 1; at < name.length - 1 && at < 60; at++) {
      const letter = name[at]
      if (letter !== '-' && letter !== '_' && letter !== '.') continue
      const scoped = `@${name.slice(0, at)}/${name.slice(at + 1)}`
      yield proposal(scoped, `imitates the scoped name \`${scoped}\``, 0.7)
    }
  },
}

function proposal(name: string, sentence: string, likelihood: number): Proposal {
  return {name, technique: 'scope', sentence, likelihood}
}
