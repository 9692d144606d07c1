// An argv shown as a person would type it. For eyes and for copying, never for execution.

const PLAIN = /^[\w@%+=:,./^-]+$/

/** POSIX shell quoting: plain words as they are, the rest in single quotes. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}
