// When a resemblance is suspicious: the resembled name must be used far more than the asked one, the more so the weaker
// the resemblance and the shorter the name. The figures were chosen on labelled pairs and real names (docs/names.md).

/** A PyPI name that exists and is below the top 15,000: about the downloads of rank 100,000. */
export const WEIGHT_OF_KNOWN = 3000
/** A name of which the index knows nothing: below the least figure that it lists (480 downloads a month for npm). */
export const WEIGHT_OF_STRANGER = 300

/** Names this high in the order of popularity stand for themselves. */
const TOP = 5000

/** Real packages of their own standing that differ from a far more used one by a separator or a letter. Reviewed by hand. */
const KNOWN_DISTINCT: ReadonlySet<string> = new Set(['is-array', 'colour', 'recast', 'preact'])

export interface Resemblance {
  readonly asked: string
  readonly weight: number
  /** Nobody lists it: it does not exist, was taken down, or is hardly ever installed. */
  readonly isStranger: boolean
  readonly target: string
  readonly targetWeight: number
  readonly technique: string
  readonly likelihood: number
  /** Position of the asked name, or -1. */
  readonly rank: number
}

export function isSuspicious({
  asked,
  weight,
  isStranger,
  target,
  targetWeight,
  likelihood,
  rank,
}: Resemblance): boolean {
  if (rank >= 0 && rank < TOP) return false
  if (KNOWN_DISTINCT.has(asked) || isSameOwner(asked, target)) return false
  const length = Math.min(baseLength(asked), baseLength(target))
  if (length <= 2) return false
  const doubt = SHORTNESS[length] ?? 1
  if (isStranger) return targetWeight >= (200 * doubt) / likelihood ** 4
  // A name that people install every month is somebody's package: only a strong resemblance to something used far more counts.
  return targetWeight / weight >= (100 * doubt) / likelihood ** 5 && targetWeight >= (7000 * doubt) / likelihood ** 3
}

/** How many times more is asked of a short name, by its length: short names are near each other by chance. */
const SHORTNESS: Readonly<Record<number, number>> = {3: 1000, 4: 100, 5: 10, 6: 3}

/** Names of one scope belong to one owner, who does not imitate himself. */
function isSameOwner(asked: string, target: string): boolean {
  const slash = asked.startsWith('@') ? asked.indexOf('/') : -1
  return slash > 0 && target.startsWith(asked.slice(0, slash + 1))
}

function baseLength(name: string): number {
  return name.length - (name.startsWith('@') ? name.indexOf('/') + 1 : 0)
}
