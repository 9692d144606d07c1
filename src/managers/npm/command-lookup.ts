// Which command a word means to npm: exact name, alias, camelCase, or an abbreviation that only one command or alias has.
// The rule is that of npm's `lib/utils/cmd-list.js`; the words are generated from it.

import {commandRows} from './commands.generated.ts'
import {NEWEST_MAJOR} from './npm-majors.ts'

const lookups = new Map<number, (word: string) => string | undefined>()

/** npm's `deref` of one major version. Undefined where npm says "unknown command". */
export function derefCommand(word: string, major = NEWEST_MAJOR): string | undefined {
  const known = lookups.get(major) ?? lookupOf(major)
  lookups.set(major, known)
  return known(word)
}

/** Every word of every known npm that starts with `word`, as the commands that it could mean. */
export function commandsStartingWith(word: string): readonly string[] {
  const start = plainWord(word)
  return commandRows.filter(([name]) => name.startsWith(start)).map(([, command]) => command)
}

function lookupOf(major: number): (word: string) => string | undefined {
  const words = new Map(
    commandRows
      .filter(([, , since, until]) => since <= major && major <= until)
      .map(([word, command]) => [word, command]),
  )
  return (typed) => {
    if (typed === '') return undefined
    const word = plainWord(typed)
    const exact = words.get(word)
    if (exact !== undefined) return exact
    const candidates = [...words.keys()].filter((name) => name.startsWith(word))
    return candidates.length === 1 ? words.get(candidates[0] ?? '') : undefined
  }
}

/** npm reads `installTest` as `install-test`. */
function plainWord(typed: string): string {
  return typed.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
