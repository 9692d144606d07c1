// Judges image names on Docker Hub: look-alikes of official images and of widely used repositories, official names under
// strange namespaces, names that were retired. Offline, bounded, never throws. Hosts are judged in `docker/judge-host.ts`.

import {comparableHost} from '../docker-reference.ts'
import type {NameJudgement, NameSuggestion} from '../name-judgement.ts'
import {imageAffixes} from './docker/image-affixes.ts'
import {imageAliases} from './docker/image-aliases.ts'
import type {HubPath, ImageTechnique} from './docker/image-technique.ts'
import {isKnownRepository} from './docker/known-repositories.ts'
import {leftOutNamespace} from './docker/left-out-namespace.ts'
import {namespaceLikeness} from './docker/namespace-likeness.ts'
import {isArchitecture, isPublisher} from './docker/namespaces.ts'
import {officialElsewhere} from './docker/official-elsewhere.ts'
import {officialLookalikes} from './docker/official-lookalikes.ts'
import {judgeRetired} from './docker/retirement.ts'
import {turnedPath} from './docker/turned-path.ts'
import {ABSENT, type NameIndex} from './name-index.ts'

const NOTHING: NameJudgement = {verdict: 'ok', suggestions: [], popularity: {kind: 'unlisted'}}
/** The distribution project's limit for a repository name. */
const LONGEST_NAME = 255
const MOST_SUGGESTIONS = 5

const OF_BARE_NAMES: readonly ImageTechnique[] = [
  imageAliases,
  officialLookalikes,
  turnedPath,
  leftOutNamespace,
  imageAffixes,
]
const OF_STRANGERS: readonly ImageTechnique[] = [turnedPath, namespaceLikeness, officialElsewhere]

/** `host` and `path` are canonical: `docker.io` and `library/nginx`. A name on another registry is its owner's affair. */
export function judgeImageName(
  {host, path}: {readonly host: string; readonly path: string},
  index: NameIndex,
): NameJudgement {
  if (path.length > LONGEST_NAME || comparableHost(host) !== 'docker.io') return NOTHING
  const slash = path.indexOf('/')
  const namespace = slash === -1 ? 'library' : path.slice(0, slash)
  const base = path.slice(slash + 1)
  if (base === '') return NOTHING
  if (namespace === 'library') return judgeOfficial(base, index)
  if (isArchitecture(namespace)) return underArchitecture(namespace, judgeOfficial(base, index))
  if (isPublisher(namespace)) {
    return isKnownRepository(path) ? {...NOTHING, popularity: {kind: 'known'}} : NOTHING
  }
  const suggestions = suggestionsFor({namespace, base}, OF_STRANGERS, index)
  return {verdict: suggestions.length > 0 ? 'lookalike' : 'ok', suggestions, popularity: {kind: 'unlisted'}}
}

/** Names of one segment: the list of official images is complete, so what is not in it does not exist. */
function judgeOfficial(name: string, index: NameIndex): NameJudgement {
  const retired = judgeRetired(name)
  if (retired !== undefined) return retired
  if (index.find(name) !== ABSENT) return {verdict: 'ok', suggestions: [], popularity: {kind: 'official-image'}}
  const suggestions = suggestionsFor({namespace: 'library', base: name}, OF_BARE_NAMES, index)
  return {verdict: suggestions.length > 0 ? 'lookalike' : 'unknown', suggestions, popularity: {kind: 'unlisted'}}
}

/** `arm64v8/ngnix`: the official image that is meant is there for the architecture as well. */
function underArchitecture(namespace: string, judgement: NameJudgement): NameJudgement {
  const suggestions = judgement.suggestions.map((one): NameSuggestion => {
    if (one.popularity.kind !== 'official-image') return one
    return {...one, name: `${namespace}/${one.name}`}
  })
  return {...judgement, suggestions}
}

/** The strongest tie to each target, best first. */
function suggestionsFor(
  path: HubPath,
  techniques: readonly ImageTechnique[],
  index: NameIndex,
): readonly NameSuggestion[] {
  const best = new Map<string, NameSuggestion>()
  for (const technique of techniques) {
    for (const suggestion of technique(path, index)) {
      if (suggestion.score > (best.get(suggestion.name)?.score ?? 0)) best.set(suggestion.name, suggestion)
    }
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map((suggestion) => ({...suggestion, score: Math.round(suggestion.score * 1000) / 1000}))
}
