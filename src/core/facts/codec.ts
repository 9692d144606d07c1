// Values as JSON and back. Writing never fails. Reading takes nothing for granted: what is not as it should be is complained
// of with its place, whatever it is, and only keys that are known are ever looked at.

import {redactUrl} from '../redact.ts'

export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json}

export type JsonObject = {readonly [key: string]: Json}

/**
 * `message` is the end of a sentence about what stands at `path`: `is no text`; an object is spoken of as its keys: `lack the key …`.
 * Undefined, so that it can be returned.
 */
export type Complain = (path: readonly PropertyKey[], message: string) => undefined

export interface Codec<Value> {
  /** What may stand there, as JSON Schema says it. */
  readonly schema: JsonObject
  // Methods, so that a list of codecs of all kinds has a type.
  write(value: Value): Json
  /** Undefined after a complaint. */
  read(json: unknown, complain: Complain): Value | undefined
}

/** A value that is JSON already, and how to tell. */
function plain<Value extends Json>(schema: JsonObject, is: (json: unknown) => json is Value, message: string) {
  const codec: Codec<Value> = {
    schema,
    write: (value) => value,
    read: (json, complain) => (is(json) ? json : complain([], message)),
  }
  return codec
}

/** Nobody knows of a text from outside that it holds no credentials, so none is written as it is. */
export const text: Codec<string> = {
  ...plain({type: 'string'}, (json) => typeof json === 'string', 'is no text'),
  write: redactUrl,
}
export const flag = plain({type: 'boolean'}, (json) => typeof json === 'boolean', 'is neither `true` nor `false`')
export const day = plain(
  {type: 'string', format: 'date'},
  (json): json is string => typeof json === 'string' && /^\d{4}-\d\d-\d\d$/.test(json),
  'is no day as `2026-12-31`',
)
/** Not below zero. */
export const amount = plain(
  {type: 'number', minimum: 0},
  (json): json is number => typeof json === 'number' && Number.isFinite(json) && json >= 0,
  'is no number from 0 on',
)

export function word<const Word extends string>(...words: readonly Word[]): Codec<Word> {
  return plain(
    {enum: words},
    (json): json is Word => words.some((one) => one === json),
    `is none of ${words.map((one) => `\`${one}\``).join(', ')}`,
  )
}

export function list<Item>(codec: Codec<Item>): Codec<readonly Item[]> {
  return {
    schema: {type: 'array', items: codec.schema},
    write: (items) => items.map((item) => codec.write(item)),
    read(json, complain) {
      if (!Array.isArray(json)) return complain([], 'is no list')
      const items = json.map((item, index) => codec.read(item, below(index, complain)))
      return items.every((item) => item !== undefined) ? items : undefined
    },
  }
}

type OptionalKey<Value> = {[Key in keyof Value]-?: object extends Pick<Value, Key> ? Key : never}[keyof Value]

/** An object of which every key is known. */
export function record<Value extends object>(
  fields: {readonly [Key in keyof Value & string]-?: Codec<Exclude<Value[Key], undefined>>},
  ...optional: readonly OptionalKey<Value>[]
): Codec<Value> {
  const known = new Map(Object.entries<Codec<unknown>>(fields))
  const mayLack = new Set<PropertyKey>(optional)
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...known].map(([key, {schema}]) => [key, schema])),
      required: [...known.keys()].filter((key) => !mayLack.has(key)),
      additionalProperties: false,
    },
    write: (value) =>
      Object.fromEntries(
        [...known].flatMap(([key, codec]) => {
          const field = (value as Record<string, unknown>)[key]
          return field === undefined ? [] : [[key, codec.write(field)]]
        }),
      ),
    read(json, complain) {
      if (!isObject(json)) return complain([], 'is no object')
      complainOfStrangers(json, known, complain)
      const value: Record<string, unknown> = {}
      for (const [key, codec] of known) {
        if (Object.hasOwn(json, key)) value[key] = codec.read(json[key], below(key, complain))
        else if (!mayLack.has(key)) complain([], `lack the key \`${key}\``)
      }
      const isWhole = [...known.keys()].every((key) => value[key] !== undefined || mayLack.has(key))
      return isWhole ? (value as Value) : undefined
    },
  }
}

type Variant<One extends {readonly kind: string}> = {
  readonly [Property in Exclude<keyof One, 'kind'> & string]: readonly [Property, Codec<One[Property]>]
}[Exclude<keyof One, 'kind'> & string]

/** Of each kind the one property that it has beside its name, and how that is written. */
type Variants<Union extends {readonly kind: string}> = {
  readonly [Kind in Union['kind']]: 'alone' | Variant<Extract<Union, {readonly kind: Kind}>>
}

/** A union by `kind`: `{kind: 'known'}` is the word `known`, `{kind: 'git', url}` is `{git: url}`. */
export function tagged<Union extends {readonly kind: string}>(variants: Variants<Union>): Codec<Union> {
  const known = new Map(Object.entries<'alone' | readonly [string, Codec<unknown>]>(variants))
  const words = [...known].flatMap(([kind, variant]) => (variant === 'alone' ? [kind] : []))
  const objects = [...known].flatMap(([kind, variant]) => (variant === 'alone' ? [] : [[kind, variant[1]] as const]))
  const named = [...known]
    .map(([kind, variant]) => (variant === 'alone' ? `\`${kind}\`` : `\`{${kind}: …}\``))
    .join(', ')
  return {
    schema: {
      anyOf: [
        ...(words.length === 0 ? [] : [{enum: words}]),
        ...objects.map(([kind, {schema}]) => ({
          type: 'object',
          properties: {[kind]: schema},
          required: [kind],
          additionalProperties: false,
        })),
      ],
    },
    write(value) {
      const variant = known.get(value.kind)
      if (variant === undefined || variant === 'alone') return value.kind
      const [property, codec] = variant
      return {[value.kind]: codec.write((value as unknown as Record<string, unknown>)[property])}
    },
    read(json, complain) {
      if (typeof json === 'string' && known.get(json) === 'alone') return {kind: json} as Union
      const [kind = '', ...more] = isObject(json) ? Object.keys(json) : []
      const variant = known.get(kind)
      if (!isObject(json) || more.length > 0 || variant === undefined || variant === 'alone') {
        return complain([], `is none of ${named}`)
      }
      const [property, codec] = variant
      const value = codec.read(json[kind], below(kind, complain))
      return value === undefined ? undefined : ({kind, [property]: value} as unknown as Union)
    },
  }
}

/** Complaints about a part, with the place of the part in front. */
export function below(key: PropertyKey, complain: Complain): Complain {
  return (path, message) => complain([key, ...path], message)
}

export function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

export function complainOfStrangers(
  json: Record<string, unknown>,
  known: {readonly has: (key: string) => boolean},
  complain: Complain,
): void {
  for (const key of Object.keys(json)) {
    if (!known.has(key)) complain([], `have the key \`${key}\`, which is not known`)
  }
}
