// What the schema finds, as a person needs it: what stands there, what may stand there, and what was probably meant.

import type {z} from 'zod'
import {redactUrl} from '../core/redact.ts'
import {nearest} from './nearest.ts'
import type {Position} from './problem.ts'
import {keysAt} from './schema-keys.ts'
import type {PlacedMessage} from './yaml-tokens.ts'
import {type Place, pathKey} from './yaml-values.ts'

type Issue = z.core.$ZodIssue

const START: Position = {line: 1, column: 1}

interface CheckedFile {
  readonly root: unknown
  readonly positions: ReadonlyMap<string, Place>
  /** A policy's where none is said. */
  readonly schema: z.ZodType | undefined
}

export function schemaProblems(
  issues: readonly Issue[],
  root: unknown,
  positions: ReadonlyMap<string, Place>,
  schema?: z.ZodType,
): readonly PlacedMessage[] {
  return issues
    .flatMap((issue) => problemsOf(issue, [], {root, positions, schema}))
    .sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column)
}

function problemsOf(issue: Issue, above: readonly PropertyKey[], file: CheckedFile): readonly PlacedMessage[] {
  const {root, positions, schema} = file
  const path = [...above, ...issue.path]
  const value = valueAt(root, path)
  const place = placeAt(path, positions)
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path, schema)
    return issue.keys.map((key) => ({
      position: positions.get(pathKey([...path, key]))?.key ?? place.value,
      message: `found the key \`${key}\`, expected ${listOf(known)}${hintOf(key, known)}`,
    }))
  }
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find((inner) => !inner.some((one) => isOfAnotherKind(one, value)))
    // A value of a kind that no branch takes, or one word of several: then what each branch would take is said together.
    if (branch !== undefined) return branch.flatMap((one) => problemsOf(one, path, file))
    const expected = [...new Set(issue.errors.flatMap((inner) => inner.map(expectation)))].join(' or ')
    return [{position: place.value, message: `found ${describe(value)}, expected ${expected}`}]
  }
  if (value === undefined && path.length > 0) {
    return [
      {position: place.value, message: `the key \`${String(path.at(-1))}\` is missing, expected ${expectation(issue)}`},
    ]
  }
  if (issue.code === 'custom') {
    return [{position: place.value, message: `found ${describe(value)}, which ${issue.message}`}]
  }
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const hint = typeof value === 'string' ? hintOf(value, choices) : ''
  return [{position: place.value, message: `found ${describe(value)}, expected ${expectation(issue)}${hint}`}]
}

/** The branch is for words where the value has keys, or the other way round. */
function isOfAnotherKind({code, path}: Issue, value: unknown): boolean {
  return path.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && typeof value === 'object'))
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS.get(issue.expected) ?? issue.expected
    case 'invalid_value':
      return listOf(issue.values.map(String))
    case 'too_small':
      return issue.origin === 'string'
        ? 'some text'
        : issue.origin === 'array'
          ? 'at least one entry'
          : `at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'date' ? 'a day as `2026-12-31`' : issue.format
    default:
      return issue.message
  }
}

const KINDS = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', '`true` or `false`'],
  ['array', 'a list'],
  ['object', 'keys with values'],
])

/** Up to so many are named. */
const MOST_NAMED = 12

function listOf(words: readonly string[]): string {
  const quoted = words.slice(0, MOST_NAMED).map((word) => `\`${word}\``)
  if (words.length > MOST_NAMED) return `one of ${words.length} (${quoted.slice(0, 3).join(', ')}, …)`
  return quoted.length === 1 ? (quoted[0] ?? '') : `one of ${quoted.join(', ')}`
}

function hintOf(word: string, known: readonly string[]): string {
  const best = nearest(word, known)
  return best === undefined ? '' : `; nearest: \`${best}\``
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'keys with values'
  if (typeof value !== 'string') return JSON.stringify(value)
  // What is refused for the password in it must not repeat it.
  const shown = redactUrl(value)
  return `\`${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}\``
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Record<PropertyKey, unknown>)[key]
  }, root)
}

/** What is missing has no place; where it should be has one. */
function placeAt(path: readonly PropertyKey[], positions: ReadonlyMap<string, Place>): Place {
  for (let length = path.length; length > 0; length--) {
    const place = positions.get(pathKey(path.slice(0, length)))
    if (place !== undefined) return place
  }
  return {key: START, value: START}
}
