// The text of a policy file as a document that the merge takes, or everything that is wrong with it.

import {type PolicyDocument, policySchema} from '../core/policy/schema.ts'
import type {Problem} from './problem.ts'
import {readYaml} from './read-yaml.ts'

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
  const read = readYaml(content, path, policySchema)
  if (read.kind === 'problems') return read
  const lines = [...read.positions].flatMap(([key, place]) =>
    INSIDE_ENTRY.test(key) ? [] : [[key.replaceAll('\0', '.'), place.key.line] as const],
  )
  return {kind: 'document', document: read.document, lines: new Map(lines)}
}
