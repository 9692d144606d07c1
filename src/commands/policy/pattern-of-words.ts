// The pattern that a person means: one as policy files have it, or an artifact in any of the forms that `explain` takes, for which
// the narrowest pattern is made.

import {narrowPattern} from '../../core/policy/narrow-pattern.ts'
import {type Pattern, parsePattern, rangeProblem} from '../../core/policy/pattern.ts'
import {artifactOfWords} from '../artifact-of-words.ts'
import type {Edge} from '../edge.ts'

export type PatternOfWords =
  | {readonly kind: 'pattern'; readonly text: string; readonly pattern: Pattern}
  | {readonly kind: 'wrong'; readonly message: string; readonly hint: string}

const HINT = 'name it as `npm:left-pad@1.3.0`, `pypi:django==4.2`, `docker:nginx:1.27`, or as a package URL'

export async function patternOfWords(words: readonly string[], edge: Edge): Promise<PatternOfWords> {
  const [only = '', ...more] = words
  const written = more.length === 0 ? readPattern(only.trim()) : undefined
  if (written !== undefined) return written
  const named = await artifactOfWords(words, edge)
  if (named.kind === 'wrong') return {kind: 'wrong', message: named.message, hint: HINT}
  const narrow = narrowPattern(named.artifact)
  switch (narrow.kind) {
    case 'pattern':
      return readPattern(narrow.text) ?? nameless(words)
    case 'moving': {
      const {specifier, every} = narrow
      const message = `\`${specifier}\` may be another version tomorrow, so that no exception can be for it`
      return {kind: 'wrong', message, hint: `name a version, or \`${every}\` for all of them`}
    }
    case 'nameless':
      return nameless(words)
    default:
      return narrow satisfies never
  }
}

function readPattern(text: string): PatternOfWords | undefined {
  const parsed = parsePattern(text)
  if (parsed.kind === 'invalid' || rangeProblem(parsed.pattern) !== undefined) return undefined
  return {kind: 'pattern', text, pattern: parsed.pattern}
}

function nameless(words: readonly string[]): PatternOfWords {
  return {kind: 'wrong', message: `\`${words.join(' ')}\` has no name that an exception could be for`, hint: HINT}
}
