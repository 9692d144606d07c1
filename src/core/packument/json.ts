// Parsed JSON from outside: any value may stand anywhere, and any text may be a key.

export type JsonObject = Readonly<Record<string, unknown>>

/** The object, or undefined for everything else, lists among it. */
export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined
}

/** The text, cut where it is longer than anything that a rule looks at. Undefined for the empty one and for everything else. */
export function textOf(value: unknown, longest = 1000): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.length > longest ? value.slice(0, longest) : value
}

/** A copy without some keys; undefined where there is none of them to leave out. */
export function without(object: JsonObject | undefined, keys: ReadonlySet<string>): JsonObject | undefined {
  if (object === undefined) return undefined
  const entries = Object.entries(object)
  const kept = entries.filter(([key]) => !keys.has(key))
  return kept.length === entries.length ? undefined : Object.fromEntries(kept)
}
