// Where npm, pnpm, Yarn and Bun take internal names from. They route whole scopes and nothing else.

import {parsePattern} from '../policy/pattern.ts'
import type {NativeWishes} from './native-wishes.ts'

export interface ScopeRoute {
  /** With its `@`. */
  readonly scope: string
  readonly place: string
  readonly because: string
  /** For a sentence about the setting. */
  readonly policy: string
}

export interface ScopeRoutes {
  readonly routes: readonly ScopeRoute[]
  readonly remarks: readonly string[]
}

export function scopeRoutes({registries}: NativeWishes): ScopeRoutes {
  const routes = new Map<string, ScopeRoute>()
  const remarks: string[] = []
  for (const {internal, place} of registries.routes) {
    const {match, origin} = internal
    const said = `internal: ${match} (${origin})`
    const scope = scopeOf(match)
    const known = scope === undefined ? undefined : routes.get(scope)
    if (scope === undefined) remarks.push(`${said}: only whole scopes can be sent to a registry`)
    else if (known !== undefined && known.place !== place) remarks.push(`${said}: another entry sends it elsewhere`)
    else routes.set(scope, {scope, place, because: said, policy: `${place}, ${origin}`})
  }
  return {routes: [...routes.values()], remarks}
}

function scopeOf(match: string): string | undefined {
  const parsed = parsePattern(match)
  if (parsed.kind === 'invalid') return undefined
  const {kind, name, range} = parsed.pattern
  return kind === 'below' && range === '' && /^@[\w.~-]+\/$/.test(name) ? name.slice(0, -1) : undefined
}
