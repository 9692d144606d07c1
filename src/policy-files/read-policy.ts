// A policy file as a document that the merge takes, or everything that is wrong with it. Loads `yaml` and `zod`: only what has a
// file to read imports it.

import {type PolicyDocument, policySchema} from '../core/policy/schema.ts'
import {type PolicyYaml, parsePolicyYaml, placedProblems, type WithProblems} from './policy-yaml.ts'
import {schemaProblems} from './schema-problems.ts'
import {findWildcardProblem} from './wildcard-ranges.ts'

/** The fields of a list's entry: an entry has one origin, the line on which it begins. */
const INSIDE_ENTRY = /\0\d+\0/

export type ReadPolicy =
  | {
      readonly kind: 'document'
      readonly document: PolicyDocument
      /** Line of each value by its key path: `npm.allow.3`. */
      readonly lines: ReadonlyMap<string, number>
    }
  | WithProblems

export function readPolicy(content: Uint8Array, path: string): ReadPolicy {
  const yaml = parsePolicyYaml(content, {path, keepTokens: false})
  return yaml.kind === 'problems' ? yaml : checkPolicy(yaml, path)
}

export function checkPolicy({value, positions}: PolicyYaml, path: string): ReadPolicy {
  const checked = policySchema.safeParse(value)
  if (!checked.success) return placedProblems(schemaProblems(checked.error.issues, value, positions), path)
  const tooMany = findWildcardProblem(checked.data, positions)
  if (tooMany !== undefined) return placedProblems([tooMany], path)
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
