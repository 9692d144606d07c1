// A namespace that imitates a known one: `bitnmai/redis`, `grafanna/grafana`, `libary/nginx`, `hashi-corp/vault`.

import {editBetween} from '../edit-between.ts'
import type {EditKind} from '../edit-kind.ts'
import {ABSENT, type NameIndex} from '../name-index.ts'
import {drawnLike} from './drawn-like.ts'
import {type ImageTechnique, imageSuggestion} from './image-technique.ts'
import {isKnownRepository, KNOWN_REPOSITORIES} from './known-repositories.ts'
import {isArchitecture, KNOWN_NAMESPACES} from './namespaces.ts'

/** Short names are near each other by chance; where the rest is no known repository, more is asked. */
const SHORTEST_ALONE = 6
const LIKELIEST_ALONE = 0.8
const SHORTEST_INSIDE = 5

/** No known namespace has a separator. */
const OTHER_SEPARATORS: EditKind = {technique: 'separator', phrase: 'has other separators than', likelihood: 0.95}
const INSIDE: EditKind = {technique: 'affix', phrase: 'begins or ends like', likelihood: 0.5}

export const namespaceLikeness: ImageTechnique = function* ({namespace, base}, index) {
  const drawn = new Map(drawnLike(namespace).map((reading) => [reading.name, reading]))
  const squashed = namespace.replace(/[-_.]/g, '')
  for (const known of KNOWN_NAMESPACES) {
    const reading = drawn.get(known)
    const kind: EditKind | undefined =
      reading === undefined
        ? (editBetween(namespace, known) ?? (squashed === known ? OTHER_SEPARATORS : undefined))
        : {technique: reading.technique, phrase: 'is drawn like', likelihood: reading.likelihood}
    const tie = kind ?? (isInside(known, namespace) ? INSIDE : undefined)
    if (tie === undefined) continue
    const phrase = `has a namespace that ${tie.phrase} \`${known}\`, the namespace of`
    const {technique, likelihood} = tie
    if (isPublished(known, base, index)) {
      // Stronger than the same base as an official name elsewhere (0.9): here both halves point to one repository.
      yield imageSuggestion(`${known}/${base}`, {technique, phrase, score: 0.91 + 0.09 * likelihood})
      continue
    }
    if (kind === undefined) continue
    for (const repository of misspelt(known, base)) {
      yield imageSuggestion(repository, {technique, phrase, score: 0.9 * likelihood})
    }
    if (known.length < SHORTEST_ALONE || likelihood < LIKELIEST_ALONE || isDockersOwn(known)) continue
    yield imageSuggestion(`${known}/${base}`, {technique, phrase, score: 0.7 * likelihood})
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

/** `grafanalabs`, `official-bitnami`. */
function isInside(known: string, namespace: string): boolean {
  return known.length >= SHORTEST_INSIDE && (namespace.startsWith(known) || namespace.endsWith(known))
}
