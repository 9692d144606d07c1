// Words and reasons from outside, cut to what a sentence can hold.

/** Words of any length may be typed; a sentence shows the beginning. */
export function shortened(word: string): string {
  return word.length > 100 ? `${word.slice(0, 99)}…` : word
}

export function reasonOf(error: unknown): string {
  return shortened(error instanceof Error ? error.message : String(error))
}
