// Judges a whole Docker name as people write it, with or without a host, tag or digest: its registry first, then its path.

import {canonicalImage, parseReference} from '../../docker-reference.ts'
import type {NameJudgement} from '../../name-judgement.ts'
import {imageOnHost} from '../../rules/docker-image.ts'
import {judgeImageName} from '../judge-image.ts'
import type {NameIndex} from '../name-index.ts'
import {judgeRegistryHost} from './judge-host.ts'

/** Host, port, path, tag and digest at their longest; docker reads nothing that is longer. */
const LONGEST_REFERENCE = 1024

/** Suggestions are whole names: `ghcr.io/acme/tool` for `ghrc.io/acme/tool`. */
export function judgeDockerName(text: string, index: NameIndex): NameJudgement {
  if (text.length > LONGEST_REFERENCE) return {verdict: 'ok', suggestions: [], popularity: {kind: 'unlisted'}}
  const parsed = parseReference(text)
  // A name that docker refuses is judged all the same: a person may have meant one that it takes.
  const image = parsed.kind === 'reference' ? parsed.reference : canonicalImage(text)
  const registry = judgeRegistryHost(image.host)
  if (registry.verdict === 'ok') return judgeImageName(image, index)
  const suggestions = registry.suggestions.map((one) => ({
    ...one,
    name: imageOnHost(`${image.host}/${image.path}`, one.name),
  }))
  return {...registry, suggestions}
}
