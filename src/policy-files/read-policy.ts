// The text of a policy file as a document that the merge takes, or everything that is wrong with it. Any text gives one of the
// two in less than a second. Loads `yaml` and `zod`: only what has a file to read imports it.

import {LineCounter, parseDocument} from 'yaml'
import {type PolicyDocument, policySchema} from '../core/policy/schema.ts'
import {LARGEST_FILE, type Problem, shownOf} from './problem.ts'
import {schemaProblems} from './schema-problems.ts'
import {findWildcardProblem} from './wildcard-ranges.ts'
import {findTokenProblem, type PlacedMessage} from './yaml-tokens.ts'
import {placedValues, positionAt} from './yaml-values.ts'

/** The fields of a list's entry: an entry has one origin, the line on which it begins. */
const INSIDE_ENTRY = /\0\d+\0/

export type ReadPolicy =
  | {
      readonly kind: 'document'
      readonly document: PolicyDocument
      /** Line of each value by its key path: `npm.allow.3`. */
      readonly lines: ReadonlyMap<string, number>
    }
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

export function readPolicy(content: Uint8Array, path: string): ReadPolicy {
  const refuse = (found: readonly PlacedMessage[]): ReadPolicy => ({
    kind: 'problems',
    problems: shownOf(
      found.map((one) => ({path, ...one})),
      path,
    ),
  })
  if (content.length > LARGEST_FILE) {
    return {kind: 'problems', problems: [{path, message: `is larger than ${LARGEST_FILE} bytes`}]}
  }
  const text = decode(content)
  if (text === undefined) return {kind: 'problems', problems: [{path, message: 'is not in UTF-8'}]}
  const tokenProblem = findTokenProblem(text)
  if (tokenProblem !== undefined) return refuse([tokenProblem])

  const lines = new LineCounter()
  const parsed = withoutStackTraces(() =>
    parseDocument(text, {
      lineCounter: lines,
      version: '1.2',
      schema: 'core',
      // Comparing every key with every other is left to us: by a set.
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      // 'silent' would pass over a second document.
      logLevel: 'error',
    }),
  )
  if (parsed === undefined) return {kind: 'problems', problems: [{path, message: 'is nested too deep'}]}
  if (parsed.errors.length > 0) {
    return refuse(
      parsed.errors.map(({message, pos}) => ({position: positionAt(pos[0], lines), message: sentence(message)})),
    )
  }
  const {value, positions, problems} = placedValues(parsed, lines)
  if (problems.length > 0) return refuse(problems)
  const checked = policySchema.safeParse(value)
  if (!checked.success) return refuse(schemaProblems(checked.error.issues, value, positions))
  const tooMany = findWildcardProblem(checked.data, positions)
  if (tooMany !== undefined) return refuse([tooMany])
  return {
    kind: 'document',
    document: checked.data,
    lines: new Map(
      [...positions].flatMap(
        ([
          key,
          {
            key: {line},
          },
        ]) => (INSIDE_ENTRY.test(key) ? [] : [[key.replaceAll('\0', '.'), line]]),
      ),
    ),
  }
}

/** The library makes an error object for each thing that it finds; with their stack traces, 100,000 of them take seconds. */
function withoutStackTraces<Value>(act: () => Value): Value | undefined {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return act()
  } catch (error) {
    // The stack is full: lists in lists in lists.
    if (error instanceof RangeError) return undefined
    throw error
  } finally {
    Error.stackTraceLimit = before
  }
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(content)
  } catch {
    return undefined
  }
}

/** The library catches a full stack itself and calls it an error of the text. */
function sentence(message: string): string {
  if (message.startsWith('Maximum call stack')) return 'is nested too deep'
  return `is no YAML: ${message.slice(0, 1).toLowerCase()}${message.slice(1)}`
}
