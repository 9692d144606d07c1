// Namespace and name put otherwise than in a known repository: swapped (`server/mariadb`), joined (`grafana-grafana`,
// `mariadbserver`), or with other separators (`home-assistant/homeassistant`).

import {ABSENT} from '../name-index.ts'
import {type ImageTechnique, imageSuggestion} from './image-technique.ts'
import {isKnownRepository, KNOWN_REPOSITORIES} from './known-repositories.ts'
import {isArchitecture} from './namespaces.ts'

export const turnedPath: ImageTechnique = function* ({namespace, base}, index) {
  const turned = `${base}/${namespace}`
  const isOfficial = (base === 'library' || isArchitecture(base)) && index.find(namespace) !== ABSENT
  if (namespace !== base && (isOfficial || isKnownRepository(turned))) {
    yield imageSuggestion(turned, {technique: 'token-order', phrase: 'swaps namespace and name of', score: 0.97})
  }
  const isBare = namespace === 'library'
  const letters = squashed(isBare ? base : namespace + base)
  for (const path of KNOWN_REPOSITORIES) {
    if (path[0] !== letters[0] || path.length <= letters.length) continue
    if (path === `${namespace}/${base}` || squashed(path) !== letters) continue
    const phrase = isBare ? 'joins namespace and name of' : 'has other separators than'
    yield imageSuggestion(path, {technique: 'separator', phrase, score: 0.95})
  }
}

function squashed(text: string): string {
  return text.replace(/[-_./]/g, '')
}
