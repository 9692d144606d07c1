// One policy file as the merge takes it: valid, and able to say on which line each value stands.

import type {LayerName} from './policy.ts'
import type {PolicyDocument} from './schema.ts'

export interface Layer {
  readonly name: Exclude<LayerName, 'built-in'>
  readonly path: string
  readonly document: PolicyDocument
  /** Line of each value by its key path: `rules.too-new`, `npm.allow.3`. Paths that are not in it stand on line 1. */
  readonly lines: ReadonlyMap<string, number>
}

export function originOf({path, lines}: Layer, key: string): string {
  return `${path}:${lines.get(key) ?? 1}`
}
