// The bytes of a policy file as YAML: plain values, the position of each and the tree they come from; or everything that keeps
// them from being that. Any bytes give one of the two in less than a second.

import {type Document, LineCounter, parseDocument} from 'yaml'
import {LARGEST_FILE, type Problem, shownOf} from './problem.ts'
import {findTokenProblem, type PlacedMessage} from './yaml-tokens.ts'
import {type PlacedValues, placedValues, positionAt} from './yaml-values.ts'

export interface PolicyYaml extends Omit<PlacedValues, 'problems'> {
  readonly kind: 'yaml'
  readonly text: string
  readonly tree: Document.Parsed
}

export interface WithProblems {
  readonly kind: 'problems'
  readonly problems: readonly Problem[]
}

export interface YamlSettings {
  readonly path: string
  /** Keep the tokens at each node, for whoever changes the text. */
  readonly keepTokens: boolean
}

export function parsePolicyYaml(content: Uint8Array, {path, keepTokens}: YamlSettings): PolicyYaml | WithProblems {
  const refuse = (found: readonly PlacedMessage[]): WithProblems => placedProblems(found, path)
  const refuseWhole = (message: string): WithProblems => ({kind: 'problems', problems: [{path, message}]})
  if (content.length > LARGEST_FILE) return refuseWhole(`is larger than ${LARGEST_FILE} bytes`)
  const text = decode(content)
  if (text === undefined) return refuseWhole('is not in UTF-8')
  const tokenProblem = findTokenProblem(text)
  if (tokenProblem !== undefined) return refuse([tokenProblem])

  const lines = new LineCounter()
  const tree = withoutStackTraces(() =>
    parseDocument(text, {
      lineCounter: lines,
      keepSourceTokens: keepTokens,
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
  if (tree === undefined) return refuseWhole('is nested too deep')
  if (tree.errors.length > 0) {
    return refuse(
      tree.errors.map(({message, pos}) => ({position: positionAt(pos[0], lines), message: sentence(message)})),
    )
  }
  const {value, positions, problems} = placedValues(tree, lines)
  return problems.length > 0 ? refuse(problems) : {kind: 'yaml', text, tree, value, positions}
}

export function placedProblems(found: readonly PlacedMessage[], path: string): WithProblems {
  return {
    kind: 'problems',
    problems: shownOf(
      found.map((one) => ({path, ...one})),
      path,
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
