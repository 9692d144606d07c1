// A namespace that imitates a known one: `bitnmai/redis`, `grafanna/grafana`, `libary/nginx`, `hashi-corp/vault`.

import {editBetween} from '../edit-between.ts'
import type {EditKind} from '../edit-kind.ts'
import {ABSENT, type NameIndex} from '../name-index.ts'
import {skeleton} from '../techniques/skeleton.ts'
import {type ImageTechnique, imageSuggestion} from './image-technique.ts'
import {isKnownRepository, KNOWN_REPOSITORIES} from './known-repositories.ts'
import {isArchitecture, KNOWN_NAMESPACES} from './namespaces.ts'

/** Short names are near each other by chance; where the rest is no known repository, more is asked. */
const SHORTEST_ALONE = 6
const LIKELIEST_ALONE = 0.8
const SHORTEST_INSIDE = 5

export const namespaceLikeness: ImageTechnique = function* ({namespace, base}, index) {
  const drawn = new Map([...skeleton.propose(namespace)].map((reading) => [reading.name, reading]))
  for (const known of KNOWN_NAMESPACES) {
    const reading = drawn.get(known)
    const kind: EditKind | undefined =
      reading === undefined
        ? (editBetween(namespace, known) ?? otherSeparators(namespace, known))
        : {technique: reading.technique, phrase: 'is drawn like', likelihood: reading.likelihood}
    const phrase = (of: EditKind): string => `has a namespace that ${of.phrase} \`${known}\`, the namespace of`
    if (isPublished(known, base, index)) {
      const tie = kind ?? wordAround(namespace, known)
      if (tie === undefined) continue
      // Stronger than the same base as an official name elsewhere (0.9): here both halves point to one repository.
      const score = 0.91 + 0.09 * tie.likelihood
      yield imageSuggestion(`${known}/${base}`, {technique: tie.technique, phrase: phrase(tie), score})
      continue
    }
    if (kind === undefined) continue
    for (const repository of misspelt(known, base)) {
      yield imageSuggestion(repository, {technique: kind.technique, phrase: phrase(kind), score: 0.9 * kind.likelihood})
    }
    if (known.length < SHORTEST_ALONE || kind.likelihood < LIKELIEST_ALONE || isDockersOwn(known)) continue
    yield imageSuggestion(`${known}/${base}`, {
      technique: kind.technique,
      phrase: phrase(kind),
      score: 0.7 * kind.likelihood,
    })
  }
}

function isPublished(namespace: string, base: string, index: NameIndex): boolean {
  return isDockersOwn(namespace) ? index.find(base) !== ABSENT : isKnownRepository(`${namespace}/${base}`)
}

function isDockersOwn(namespace: string): boolean {
  return namespace === 'library' || isArchitecture(namespace)
}

/** `grafna/grafna`: both halves misspelt. */
function misspelt(known: string, base: string): readonly string[] {
  return KNOWN_REPOSITORIES.filter(
    (path) => path.startsWith(`${known}/`) && editBetween(base, path.slice(known.length + 1)) !== undefined,
  )
}

function otherSeparators(namespace: string, known: string): EditKind | undefined {
  return namespace !== known && namespace.replace(/[-_.]/g, '') === known.replace(/[-_.]/g, '')
    ? {technique: 'separator', phrase: 'has other separators than', likelihood: 0.95}
    : undefined
}

/** `grafanalabs`, `official-bitnami`. */
function wordAround(namespace: string, known: string): EditKind | undefined {
  if (known.length < SHORTEST_INSIDE || namespace === known) return undefined
  if (!namespace.startsWith(known) && !namespace.endsWith(known)) return undefined
  return {technique: 'affix', phrase: 'begins or ends like', likelihood: 0.5}
}
