// The ranges that most patterns have (`1.3.0`, `<1.3`, `>=2`), compared with a release. npm's own parser says the same, and takes
// more than a millisecond before it says anything.

type Release = readonly [major: number, minor: number, patch: number]

const NUMBER = '(0|[1-9]\\d{0,8})'
const RELEASE = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}$`)
/** Of `<=1` and `1` npm makes more than a comparison; they are left to it. */
const COMPARISON = new RegExp(
  `^(?:(<|>=)${NUMBER}(?:\\.${NUMBER})?(?:\\.${NUMBER})?|${NUMBER}\\.${NUMBER}\\.${NUMBER})$`,
)

export type PlainRange = (release: Release) => boolean

/** A version without pre-release and build. */
export function plainRelease(text: string): Release | undefined {
  const found = RELEASE.exec(text)
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3])]
}

/** Undefined for what takes more than one comparison. */
export function plainRange(text: string): PlainRange | undefined {
  const found = COMPARISON.exec(text)
  if (found === null) return undefined
  const [, operator, major = found[5], minor = found[6] ?? 0, patch = found[7] ?? 0] = found
  const bound: Release = [Number(major), Number(minor), Number(patch)]
  switch (operator) {
    case '<':
      return (release) => compare(release, bound) < 0
    case '>=':
      return (release) => compare(release, bound) >= 0
    default:
      return (release) => compare(release, bound) === 0
  }
}

function compare([major, minor, patch]: Release, [otherMajor, otherMinor, otherPatch]: Release): number {
  return major - otherMajor || minor - otherMinor || patch - otherPatch
}
