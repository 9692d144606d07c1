// The keys that a schema takes at a place, read off the JSON Schema that it emits.

import {z} from 'zod'
import {policySchema} from '../core/policy/schema.ts'

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

const emitted = new WeakMap<z.ZodType, JsonSchema>()

export function keysAt(path: readonly PropertyKey[], schema: z.ZodType = policySchema): readonly string[] {
  const whole = emitted.get(schema) ?? (z.toJSONSchema(schema) as JsonSchema)
  emitted.set(schema, whole)
  let schemas: readonly JsonSchema[] = [whole]
  for (const key of path) {
    schemas = schemas.flatMap(branches).flatMap(({properties, items}) => {
      if (typeof key === 'number') return items ?? []
      const name = String(key)
      return properties !== undefined && Object.hasOwn(properties, name) ? (properties[name] ?? []) : []
    })
  }
  return schemas.flatMap(branches).flatMap(({properties}) => Object.keys(properties ?? {}))
}

function branches(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(branches)
}
