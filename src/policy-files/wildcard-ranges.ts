// Patterns with both a `*` and a range are compared with every artifact of a command. A file that came with a clone must not make
// an install take minutes by listing thousands of them.

import type {PolicyDocument} from '../core/policy/schema.ts'
import type {PlacedMessage} from './yaml-tokens.ts'
import {type Place, pathKey} from './yaml-values.ts'

const MOST = 100
/** A digest is compared at once. */
const WILDCARD_RANGE = /\*@(?!sha\d+:)/
const LISTS = ['allow', 'deny', 'internal', 'exceptions'] as const
const SECTIONS = ['npm', 'pypi', 'docker'] as const

/** Undefined where there are not too many; otherwise the first that is. */
export function findWildcardProblem(
  document: PolicyDocument,
  positions: ReadonlyMap<string, Place>,
): PlacedMessage | undefined {
  const paths = LISTS.flatMap((list) => [
    ...matches(document[list]).map((index) => [list, index]),
    ...(list === 'exceptions'
      ? []
      : SECTIONS.flatMap((home) => matches(document[home]?.[list]).map((index) => [home, list, index]))),
  ])
  const first = paths[MOST]
  if (first === undefined) return undefined
  const position = positions.get(pathKey(first))?.value ?? {line: 1, column: 1}
  return {position, message: `found more than ${MOST} patterns that have both a \`*\` and a range`}
}

/** Where in the list they stand. */
function matches(entries: readonly (string | {readonly match: string})[] = []): readonly number[] {
  return entries.flatMap((entry, index) =>
    WILDCARD_RANGE.test(typeof entry === 'string' ? entry : entry.match) ? [index] : [],
  )
}
