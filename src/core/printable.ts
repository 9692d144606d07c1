// Text from outside (names, versions, messages of registries) on its way to a terminal. The only door is `printable`.

/** Text that is safe to write to a terminal: no control, format, bidi or zero-width character is left in it. */
export type Printable = string & {readonly __printable: unique symbol}

/**
 * Everything that could move the cursor, hide or reorder text: `\p{C}` (control, format, surrogate, private use,
 * unassigned), line and paragraph separators, every space but U+0020, combining marks stacked on nothing visible
 * (variation selectors, Hangul fillers, Braille blank).
 */
const INVISIBLE =
  /\p{C}|\p{Zl}|\p{Zp}|[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|\u034F|\u115F|\u1160|\u17B4|\u17B5|[\u180B-\u180F]|\u2800|\u3164|[\uFE00-\uFE0F]|\uFFA0|[\u{E0100}-\u{E01EF}]/gu

/** Escapes what a terminal would act on or hide, visibly: ESC becomes `\u{1b}`. */
export function printable(text: string): Printable {
  return text.replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`) as Printable
}

/** Like `printable`, and cuts the middle out of what is longer than `width` characters. */
export function printableWithin(text: string, width: number): Printable {
  const whole = printable(text)
  const characters = [...whole]
  if (characters.length <= width) return whole
  const head = Math.ceil((width - 1) * 0.6)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (width - 1 - head)).join('')}` as Printable
}

/** The non-ASCII characters of a name, each once, with its code point: `а (U+0430)`. Empty for a plain name. */
export function foreignLetters(name: string): readonly Printable[] {
  const letters = new Set([...name].filter((character) => character > '\u007F'))
  return [...letters].map((letter) => {
    const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `${printable(letter)} (U+${code})` as Printable
  })
}
