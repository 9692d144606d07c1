// A YAML file as a document of a schema, or everything that is wrong with it. Loads `yaml` and `zod`: only what has a file to read
// imports it.

import type {z} from 'zod'
import {parsePolicyYaml, placedProblems, type WithProblems} from './policy-yaml.ts'
import {schemaProblems} from './schema-problems.ts'
import type {Place} from './yaml-values.ts'

export type ReadYaml<Document> =
  | {
      readonly kind: 'document'
      readonly document: Document
      /** By key path (`pathKey`). */
      readonly positions: ReadonlyMap<string, Place>
    }
  | WithProblems

export function readYaml<Schema extends z.ZodType>(
  content: Uint8Array,
  path: string,
  schema: Schema,
): ReadYaml<z.output<Schema>> {
  const yaml = parsePolicyYaml(content, {path, keepTokens: false})
  if (yaml.kind === 'problems') return yaml
  const {value, positions} = yaml
  const checked = schema.safeParse(value)
  if (checked.success) return {kind: 'document', document: checked.data, positions}
  return placedProblems(schemaProblems(checked.error.issues, value, positions, schema), path)
}
