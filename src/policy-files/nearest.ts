import levenshtein from 'fast-levenshtein'

/** The candidate that was probably meant; undefined where more than half of the letters would have to change. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const longest = Math.max(...candidates.map(({length}) => length), 0)
  // What is much longer than every candidate resembles none, and comparing it takes time by its length.
  if (word.length > longest * 2) return undefined
  let best: {readonly candidate: string; readonly distance: number} | undefined
  for (const candidate of candidates) {
    const distance = levenshtein.get(word.toLowerCase(), candidate)
    if (best === undefined || distance < best.distance) best = {candidate, distance}
  }
  if (best === undefined) return undefined
  // Two letters that changed places count as two changes, in a word of three letters too.
  return best.distance <= Math.max(2, word.length / 2, best.candidate.length / 2) ? best.candidate : undefined
}
