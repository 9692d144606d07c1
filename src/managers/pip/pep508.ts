// The part of a PEP 508 requirement that says what is asked for: name, extras, versions or address. Markers are the
// caller's; version numbers are not checked here, so that whatever any pip accepts is read.

export interface Pep508Requirement {
  /** As typed, not normalised. */
  readonly name: string
  /** Where the name begins in the text. */
  readonly start: number
  /** As typed, with the brackets; empty where none are written. */
  readonly extras: string
  /** PEP 440 version specifiers without parentheses and blanks: `>=2,<3`. */
  readonly specifier: string
  /** What follows `@`. */
  readonly address: string | undefined
}

const BLANKS = /[ \t]*/y
const NAME = /[A-Za-z0-9][A-Za-z0-9._-]*/y
const EXTRAS = /\[[A-Za-z0-9._\-, \t]*\]/y
const OPERATOR = /^(?:~=|===?|!=|[<>]=?)/

/** `undefined` where the text is no requirement. Linear in the length of the text. */
export function parsePep508(text: string): Pep508Requirement | undefined {
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found
  }
  take(BLANKS)
  const start = at
  const name = take(NAME)
  // PEP 508 wants a letter or digit at the end; the `packaging` library lets an underscore pass.
  if (!/[A-Za-z0-9_]$/.test(name.slice(-1))) return undefined
  take(BLANKS)
  const extras = take(EXTRAS)
  take(BLANKS)
  const rest = text.slice(at).trimEnd()
  if (rest.startsWith('@')) {
    const address = rest.slice(1).trimStart()
    return address === '' ? undefined : {name, start, extras, specifier: '', address}
  }
  const isEnclosed = rest.startsWith('(') && rest.endsWith(')')
  const versions = (isEnclosed ? rest.slice(1, -1) : rest).trim()
  const isReadable = versions === '' || (OPERATOR.test(versions) && !/[();]/.test(versions))
  return isReadable ? {name, start, extras, specifier: versions.replace(/\s/g, ''), address: undefined} : undefined
}
