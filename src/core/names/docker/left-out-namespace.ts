// A known repository without its namespace: `grafana` where `grafana/grafana` is meant. Nobody but Docker can publish a bare
// name; the pull would fail, and a suggestion helps more than that.

import {editBetween} from '../edit-between.ts'
import {type ImageTechnique, imageSuggestion} from './image-technique.ts'
import {KNOWN_REPOSITORIES} from './known-repositories.ts'

/** Names that say nothing about the project. */
const GENERIC: ReadonlySet<string> = new Set(
  'agent base code connect console hub operator server serving standalone studio ui web wiki'.split(' '),
)
const SHORTEST_MISSPELT = 6
const LIKELIEST_MISSPELT = 0.8

export const leftOutNamespace: ImageTechnique = function* ({base: asked}) {
  for (const [place, path] of KNOWN_REPOSITORIES.entries()) {
    const name = path.slice(path.indexOf('/') + 1)
    if (GENERIC.has(name)) continue
    // Earlier publishers of a name are more used: a hair's breadth keeps their order.
    const order = 1 - place / 1e5
    if (name === asked) {
      yield imageSuggestion(path, {
        technique: 'left-out-scope',
        phrase: 'leaves out the namespace of',
        score: 0.85 * order,
      })
      continue
    }
    if (name.length < SHORTEST_MISSPELT) continue
    const kind = editBetween(asked, name)
    if (kind === undefined || kind.likelihood < LIKELIEST_MISSPELT) continue
    const phrase = `${kind.phrase} \`${name}\`, which is published as`
    yield imageSuggestion(path, {technique: kind.technique, phrase, score: 0.7 * kind.likelihood * order})
  }
}
