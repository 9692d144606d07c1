// A look at the words of a YAML text before anything is built from them, so that no text takes long or grows: only so many
// tokens, and none of the features by which YAML says more than values.

import {CST, Lexer} from 'yaml'
import type {Position} from './problem.ts'

/** A policy of three thousand entries with reasons has about so many; parsing so many takes about half a second at worst. */
const MOST_TOKENS = 80_000
const MOST_ALIASES = 100
/** No value may be longer than a thousand characters; a text of a million line breaks takes a hundred megabytes to read. */
const LONGEST_TOKEN = 64 * 1024

export interface PlacedMessage {
  readonly position: Position
  readonly message: string
}

/** Undefined where the text may be parsed. */
export function findTokenProblem(text: string): PlacedMessage | undefined {
  let offset = 0
  let count = 0
  let aliases = 0
  let isContent = false
  for (const token of new Lexer().lex(text)) {
    // A mark stands in front of every scalar without quotes; what follows it is content, whatever it looks like.
    const kind: TokenKind = isContent ? undefined : CST.tokenType(token)
    isContent = kind === 'scalar'
    if (kind === 'alias') aliases++
    const message = ++count > MOST_TOKENS ? 'found more than a policy can hold' : problemOf(kind, aliases, token.length)
    if (message !== undefined) return {position: positionIn(text, offset), message}
    if (kind !== 'scalar' && kind !== 'doc-mode' && kind !== 'flow-error-end') offset += token.length
  }
  return undefined
}

type TokenKind = ReturnType<typeof CST.tokenType> | undefined

function problemOf(kind: TokenKind, aliases: number, length: number): string | undefined {
  switch (kind) {
    case 'comment':
    case 'space':
      return undefined
    case 'tag':
      return 'found a tag (`!`), expected a plain value'
    case 'directive-line':
      return 'found a directive (`%`), expected a key'
    case 'alias':
      return aliases > MOST_ALIASES ? `found more than ${MOST_ALIASES} aliases (\`*\`)` : undefined
    default:
      return length > LONGEST_TOKEN ? `found a text of more than ${LONGEST_TOKEN} characters` : undefined
  }
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1}
}
