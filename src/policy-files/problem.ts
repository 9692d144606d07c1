/** Bytes; the largest policies that are known to be kept for other tools are a tenth of it. */
export const LARGEST_FILE = 1024 * 1024

/** One thing that is wrong with a policy file. */
export interface Problem {
  readonly path: string
  /** From 1; absent where the file as a whole is meant. */
  readonly position?: Position
  /** What was found and what was expected. */
  readonly message: string
  /** The command that mends it, where there is one. */
  readonly hint?: string
}

export interface Position {
  readonly line: number
  readonly column: number
}

/** So many are shown; a file that is no policy at all would fill the screen. */
const MOST_SHOWN = 50

export function shownOf(problems: readonly Problem[], path: string): readonly Problem[] {
  if (problems.length <= MOST_SHOWN) return problems
  return [...problems.slice(0, MOST_SHOWN), {path, message: `and ${problems.length - MOST_SHOWN} more of this kind`}]
}
