// Values of foreign JSON as values that cannot surprise: only what an object has itself is a field of it, whatever its name. Made
// for hundreds of thousands of objects, so nothing is copied.

export interface Fields {
  readonly get: (name: string) => unknown
  readonly has: (name: string) => boolean
  readonly names: () => readonly string[]
}

class ObjectFields implements Fields {
  readonly #object: Readonly<Record<string, unknown>>

  constructor(object: object) {
    this.#object = object as Record<string, unknown>
  }

  get(name: string): unknown {
    return this.has(name) ? this.#object[name] : undefined
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name)
  }

  names(): readonly string[] {
    return Object.keys(this.#object)
  }
}

/** The fields of an object; undefined for anything else. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value !== 'object' || value === null || Array.isArray(value) ? undefined : new ObjectFields(value)
}

/** The items of an array; none for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
