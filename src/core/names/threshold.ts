// When a resemblance is suspicious: the resembled name must be used far more than the asked one, the more so the weaker
// the resemblance and the shorter the name. The figures were chosen on labelled pairs and real names (docs/names.md).

import type {Standing} from './standing.ts'

/** Names this high in the order of popularity stand for themselves. */
export const TOP = 5000

/** Real packages of their own standing that differ from a far more used one by a separator or a letter. Reviewed by hand. */
const KNOWN_DISTINCT: ReadonlySet<string> = new Set(['is-array', 'colour', 'recast', 'preact'])

export interface Resemblance {
  readonly asked: string
  readonly standing: Standing
  readonly target: string
  readonly targetWeight: number
  readonly technique: string
  readonly likelihood: number
  readonly isFact: boolean
}

export function isSuspicious({asked, standing, target, targetWeight, likelihood, isFact}: Resemblance): boolean {
  if (KNOWN_DISTINCT.has(asked) || isSameOwner(asked, target)) return false
  if (isFact) return true
  const length = Math.min(baseLength(asked), baseLength(target))
  if (length <= 2) return false
  switch (standing.kind) {
    // Nothing real is bothered by a question about a name that nobody has.
    case 'absent':
      return targetWeight >= ((length >= 7 ? 350 : 1500) * (ABSENT_SHORTNESS[length] ?? 1)) / likelihood ** 4
    case 'stranger':
      return targetWeight >= (200 * (SHORTNESS[length] ?? 1)) / likelihood ** 4
    // A name that people install every month is somebody's package: only a strong resemblance to something used far more counts.
    case 'known':
    case 'listed': {
      const doubt = SHORTNESS[length] ?? 1
      return (
        targetWeight / standing.weight >= (100 * doubt) / likelihood ** 5 &&
        targetWeight >= (7000 * doubt) / likelihood ** 3
      )
    }
  }
}

/** How many times more is asked of a short name, by its length: short names are near each other by chance. */
const SHORTNESS: Readonly<Record<number, number>> = {3: 1000, 4: 100, 5: 10, 6: 3}
const ABSENT_SHORTNESS: Readonly<Record<number, number>> = {3: 20, 4: 5}

/** Names of one scope belong to one owner, who does not imitate himself. */
function isSameOwner(asked: string, target: string): boolean {
  const slash = asked.startsWith('@') ? asked.indexOf('/') : -1
  return slash > 0 && target.startsWith(asked.slice(0, slash + 1))
}

function baseLength(name: string): number {
  return name.length - (name.startsWith('@') ? name.indexOf('/') + 1 : 0)
}
