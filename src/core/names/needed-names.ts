// npm names that the list of much used names lacks although much used packages need them. Facts: what the newest release of
// the second depends on (packages' own manifests, November 2026), each in its registry for more than a year. A lockfile can
// claim such a need as well, and is not believed: whoever writes one writes what he likes.

const NEEDED_BY: ReadonlyMap<string, string> = new Map([
  ['atob', 'source-map-resolve'],
  ['bfj', 'react-scripts'],
  ['check-types', 'bfj'],
  ['download-git-repo', '@vue/cli'],
  ['express-history-api-fallback', '@vue/cli-ui'],
  ['hoopy', 'bfj'],
  ['locate-character', 'dts-buddy'],
  ['tryer', 'bfj'],
])

/** The listed package because of which the name is installed; undefined where it is in no such need. */
export function neededBy(name: string): string | undefined {
  let above = NEEDED_BY.get(name)
  for (let next = above; next !== undefined; next = NEEDED_BY.get(next)) above = next
  return above
}
