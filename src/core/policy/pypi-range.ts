// Whether what was asked of pip lies in a range of the policy. Both are PEP 440 specifiers.

import {compare, satisfies, valid, validRange} from '@renovatebot/pep440'
import type {Certainty} from './certainty.ts'

/** No specifier that a person writes is longer; the library's time grows with the number of clauses. */
const LONGEST_SPECIFIER = 256

export function isPypiRange(text: string): boolean {
  return text.length <= LONGEST_SPECIFIER && validRange(asSpecifier(text))
}

/** A bare version means that version, as in `pypi:django@4.2`. */
function asSpecifier(text: string): string {
  return valid(text) === null ? text : `==${text}`
}

/** Undefined: no version that `specifier` can bring is in `range`. */
export function matchPypiRange(written: string, specifier: string): Certainty | undefined {
  const range = asSpecifier(written)
  const asked = specifier.trim()
  if (asked === '' || asked.length > LONGEST_SPECIFIER || !validRange(asked)) return 'possible'
  const version = /^===?\s*([^*,;\s]+)$/.exec(asked)?.[1]
  // Deny: `===` takes any text, and what is no version lies in no range and outside of none.
  if (version !== undefined && valid(version) === null) return 'possible'
  if (version !== undefined) return satisfies(version, range, {prereleases: true}) ? 'certain' : undefined
  if (asked === range) return 'certain'
  return areApart(boundsOf(asked), boundsOf(range)) ? undefined : 'possible'
}

interface Bounds {
  readonly low: string | undefined
  readonly high: string | undefined
}

/** The interval around all versions of a specifier, at least as wide as the specifier itself. */
function boundsOf(specifier: string): Bounds {
  let low: string | undefined
  let high: string | undefined
  for (const clause of specifier.split(',')) {
    const [, operator = '', version = ''] = /^\s*(===?|~=|[<>]=?)\s*([^*\s]+?)(?:\.\*)?\s*$/.exec(clause) ?? []
    if (valid(version) === null) continue
    const isExact = operator.startsWith('==') && !clause.includes('*')
    if (operator.startsWith('>') || operator.startsWith('=') || operator === '~=') {
      if (low === undefined || compare(version, low) > 0) low = version
    }
    if (operator.startsWith('<') || isExact) {
      if (high === undefined || compare(version, high) < 0) high = version
    }
  }
  return {low, high}
}

function areApart(one: Bounds, other: Bounds): boolean {
  return isAbove(one, other) || isAbove(other, one)
}

function isAbove({low}: Bounds, {high}: Bounds): boolean {
  return low !== undefined && high !== undefined && compare(low, high) > 0
}
