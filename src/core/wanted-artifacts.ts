// Which artifacts a person asks the log about: a pattern of the policy file, a package URL, or a bare name, which is looked for in
// every ecosystem where it can be one.

import {type ParsedPattern, type Pattern, parsePattern, rangeProblem} from './policy/pattern.ts'
import {artifactOfPurl, type NamedArtifact} from './purl-artifact.ts'

export type WantedArtifacts =
  | {readonly kind: 'patterns'; readonly patterns: readonly Pattern[]}
  /** The end of a sentence about the text. */
  | {readonly kind: 'invalid'; readonly reason: string}

export function wantedArtifacts(text: string): WantedArtifacts {
  if (text.startsWith('pkg:')) {
    const artifact = artifactOfPurl(text)
    if (artifact === undefined) return {kind: 'invalid', reason: 'is no package URL of npm, pypi or docker'}
    return whatFits([patternText(artifact)])
  }
  if (/^(?:npm|pypi|docker):/.test(text)) return whatFits([text])
  return whatFits([`npm:${text}`, `pypi:${text}`, `docker:${text}`])
}

function whatFits(texts: readonly string[]): WantedArtifacts {
  const parsed = texts.map(parseWhole)
  const patterns = parsed.flatMap((one) => (one.kind === 'pattern' ? one.pattern : []))
  const [first] = parsed
  if (patterns.length === 0 && first?.kind === 'invalid') return first
  return {kind: 'patterns', patterns}
}

function parseWhole(text: string): ParsedPattern {
  const parsed = parsePattern(text)
  const reason = parsed.kind === 'pattern' ? rangeProblem(parsed.pattern) : undefined
  return reason === undefined ? parsed : {kind: 'invalid', reason}
}

function patternText({ecosystem, name, specifier, digest}: NamedArtifact): string {
  const version = specifier.replace(/^==/, '')
  switch (ecosystem) {
    case 'npm':
    case 'pypi':
      return version === '' ? `${ecosystem}:${name}` : `${ecosystem}:${name}@${version}`
    case 'docker':
      return `docker:${name}${version === '' ? '' : `:${version}`}${digest === undefined ? '' : `@${digest}`}`
  }
}
