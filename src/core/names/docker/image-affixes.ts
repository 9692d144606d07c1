// A bare name that is an official one with a word or a version at its side: `nginx-official`, `docker-nginx`, `python3.12`,
// `nginx-alpine`. No official image is named so; what is meant is the image itself, often one of its tags.

import {type ImageTechnique, imageSuggestion, officialTargets} from './image-technique.ts'

const WORDS: readonly string[] = [
  'official',
  'docker',
  'image',
  'container',
  'library',
  'hub',
  'server',
  'db',
  'alpine',
  'slim',
  'latest',
  'lts',
  'stable',
  'base',
  'app',
  'cli',
  'dev',
  'prod',
  'secure',
  'linux',
  'the',
  'my',
]
/** Shorter rests are found in too many words. */
const SHORTEST = 3

export const imageAffixes: ImageTechnique = function* ({base}, index) {
  const version = /[-_.]?v?\d+(?:[-_.]\d+){0,3}$/.exec(base)?.[0] ?? ''
  if (version !== '') {
    for (const target of targets(base.slice(0, -version.length))) {
      yield imageSuggestion(target, {
        technique: 'affix',
        phrase: `adds the version \`${version}\` to the name of`,
        score: 0.8,
      })
    }
  }
  for (const word of WORDS) {
    for (const rest of restsOf(base, word)) {
      for (const target of targets(rest)) {
        yield imageSuggestion(target, {
          technique: 'affix',
          phrase: `adds the word \`${word}\` to the name of`,
          score: 0.75,
        })
      }
    }
  }

  function targets(name: string): readonly string[] {
    return name.length < SHORTEST ? [] : officialTargets(name, index)
  }
}

function restsOf(base: string, word: string): readonly string[] {
  const rests: string[] = []
  if (base.endsWith(word)) rests.push(base.slice(0, -word.length).replace(/[-_.]$/, ''))
  if (base.startsWith(word)) rests.push(base.slice(word.length).replace(/^[-_.]/, ''))
  return rests
}
