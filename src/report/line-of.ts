import type {Artifact} from '../core/artifact.ts'

/** Finds the line, from 1, on which an artifact stands in the text of its manifest or lockfile; the first where it is not found. */
export function lineFinder(text: string): (artifact: Pick<Artifact, 'name' | 'locked'>) => number {
  const breaks: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks.push(at)
  return ({name, locked}) => {
    const last = locked?.place.slice(locked.place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    for (const key of [locked?.place, last, name]) {
      if (key === undefined || key === '') continue
      const at = text.indexOf(`${JSON.stringify(key)}:`)
      if (at !== -1) return countBelow(breaks, at) + 1
    }
    return 1
  }
}

/** How many of the ascending numbers are below the limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}
