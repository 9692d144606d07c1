// Judges Docker image names and registry hosts: look-alikes of official images, official names under strange namespaces,
// hosts that resemble a known one. Offline, bounded, never throws.

import type {NameJudgement, NameSuggestion} from '../name-judgement.ts'
import {judgeRetired} from './docker/retirement.ts'
import {TRUSTED_NAMESPACES} from './image-facts.ts'
import {ABSENT, type NameIndex} from './name-index.ts'
import {singleEdits} from './single-edits.ts'

const NOTHING: NameJudgement = {verdict: 'ok', suggestions: [], popularity: {kind: 'unlisted'}}
/** Names of Docker Hub's registry; `docker.io` is the one that people write. */
const HUB_HOSTS: ReadonlySet<string> = new Set(['docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'])

/** The distribution project's limit for a repository name. */
const LONGEST_NAME = 255

/** `host` and `path` are canonical: `docker.io` and `library/nginx`. Only Docker Hub names are judged. */
export function judgeImageName(
  {host, path}: {readonly host: string; readonly path: string},
  index: NameIndex,
): NameJudgement {
  if (!HUB_HOSTS.has(host) || path.length > LONGEST_NAME) return NOTHING
  const [namespace = '', ...rest] = path.split('/')
  const base = rest.join('/')
  if (namespace === 'library') return judgeOfficial(base, index)
  if (TRUSTED_NAMESPACES.has(namespace) || base === '') return NOTHING
  const suggestions: NameSuggestion[] = []
  if (index.find(base) !== ABSENT) {
    suggestions.push(
      official(
        base,
        'official-elsewhere',
        `publishes \`${base}\`, the name of a Docker Official Image, under the namespace \`${namespace}\``,
        0.9,
      ),
    )
  } else if (base.length > 3) {
    // `ngnix/ngnix`: the look-alike repeated as its own namespace. One edit alone under another's namespace says little.
    if (base === namespace) suggestions.push(...lookalikes(base, index))
  }
  return {verdict: suggestions.length > 0 ? 'lookalike' : 'ok', suggestions, popularity: {kind: 'unlisted'}}
}

/** Names of one segment: the list of official images is complete, so what is not in it does not exist. */
function judgeOfficial(name: string, index: NameIndex): NameJudgement {
  const retired = judgeRetired(name)
  if (retired !== undefined) return retired
  if (index.find(name) !== ABSENT) return {verdict: 'ok', suggestions: [], popularity: {kind: 'official-image'}}
  const suggestions = lookalikes(name, index)
  return {verdict: suggestions.length > 0 ? 'lookalike' : 'unknown', suggestions, popularity: {kind: 'unlisted'}}
}

function lookalikes(name: string, index: NameIndex): readonly NameSuggestion[] {
  const found = singleEdits(name, index).map(({position, kind}) => {
    const target = index.nameAt(position)
    return official(target, kind.technique, `${kind.phrase} \`${target}\``, kind.likelihood)
  })
  return found.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, 5)
}

function official(name: string, technique: string, sentence: string, score: number): NameSuggestion {
  return {name, technique, sentence, score, popularity: {kind: 'official-image'}}
}
