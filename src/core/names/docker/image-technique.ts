// A technique is one way in which a repository on Docker Hub comes to look like another. Each gets a path and yields what it
// may stand for; which counts most is settled in `judge-image.ts`.

import type {NameSuggestion} from '../../name-judgement.ts'
import {ABSENT, type NameIndex} from '../name-index.ts'
import {isArchitecture} from './namespaces.ts'
import {RETIRED_IMAGES} from './retired-images.ts'

/** `bitnami/redis`; the namespace of an official image is `library`. */
export interface HubPath {
  readonly namespace: string
  readonly base: string
}

export type ImageTechnique = (path: HubPath, index: NameIndex) => Iterable<NameSuggestion>

export interface ImageTie {
  readonly technique: string
  /** Without the target, which follows it. */
  readonly phrase: string
  /** The whole verb phrase, where the target does not stand at its end. */
  readonly sentence?: string
  /** 0 to 1. */
  readonly score: number
}

/** `name` is familiar: without `library/`. */
export function imageSuggestion(name: string, {technique, phrase, sentence, score}: ImageTie): NameSuggestion {
  const familiar = name.startsWith('library/') ? name.slice('library/'.length) : name
  const [first = ''] = familiar.split('/')
  const isOfficial = first === familiar || isArchitecture(first)
  return {
    name: familiar,
    technique,
    sentence: sentence ?? `${phrase} \`${familiar}\``,
    score,
    popularity: isOfficial ? {kind: 'official-image'} : {kind: 'known'},
  }
}

/**
 * What to suggest where an official image is meant: the image itself, or the successors of one that was removed. Nothing for
 * a name that was never official, or whose successor is something else altogether (`celery`, now `python`).
 */
export function officialTargets(name: string, index: NameIndex): readonly string[] {
  if (index.find(name) !== ABSENT) return [name]
  return (RETIRED_IMAGES.get(name)?.successors ?? []).filter((successor) => successor.includes(name))
}
