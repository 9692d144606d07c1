// Whether the licence of a release is among those that a policy lists. Expressions are SPDX's (ISO/IEC 5962, annex D): `OR` is a
// choice, `AND` means all of them, `WITH` names an exception.

/** Compared without regard to case. What is no expression (`SEE LICENSE IN LICENSE`) is compared as a whole. */
export function isLicenseListed(license: string, listed: readonly string[]): boolean {
  const known = new Set(listed.map((written) => written.trim().toLowerCase()))
  const whole = license.trim().toLowerCase()
  if (known.has(whole)) return true
  const words = whole.match(/[()]|[^\s()]+/g) ?? []
  const parser: Parser = {words, place: 0, known}
  const isListed = choice(parser)
  return isListed === true && parser.place === words.length
}

interface Parser {
  readonly words: readonly string[]
  place: number
  readonly known: ReadonlySet<string>
}

/** Undefined for what is no expression. */
type Listed = boolean | undefined

function choice(parser: Parser): Listed {
  return several(parser, 'or', all, (a, b) => a || b)
}

function all(parser: Parser): Listed {
  return several(parser, 'and', one, (a, b) => a && b)
}

function several(
  parser: Parser,
  word: string,
  part: (parser: Parser) => Listed,
  join: (a: boolean, b: boolean) => boolean,
): Listed {
  let result = part(parser)
  while (result !== undefined && parser.words[parser.place] === word) {
    parser.place++
    const next = part(parser)
    result = next === undefined ? undefined : join(result, next)
  }
  return result
}

function one(parser: Parser): Listed {
  const {words, known} = parser
  const word = words[parser.place++]
  if (word === '(') {
    const inner = choice(parser)
    return words[parser.place++] === ')' ? inner : undefined
  }
  if (word === undefined || word === ')') return undefined
  if (words[parser.place] !== 'with') return known.has(word)
  const exception = words[parser.place + 1]
  parser.place += 2
  return known.has(`${word} with ${exception}`)
}
