// Values as settings files hold them. Whatever a value is made of, it stays one value on one line.

/** A double-quoted string of both YAML and TOML; everything but printable ASCII is written as an escape. */
export function quoted(text: string): string {
  const escaped = [...text.toWellFormed()].map((character) => {
    if (character === '"' || character === '\\') return `\\${character}`
    if (character >= ' ' && character <= '~') return character
    const code = (character.codePointAt(0) ?? 0).toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
  return `"${escaped.join('')}"`
}

const PLAIN_IN_NPMRC = /^[\w@/.:*~%+][\w@/.:*~%+, |-]*$/

/** A value of an npmrc: quoted, as JSON, where `;`, `#`, `=` or anything odd is in it (npm's `ini`). */
export function npmrcValue(text: string): string {
  return PLAIN_IN_NPMRC.test(text) && text === text.trim() ? text : asciiQuoted(text)
}

function asciiQuoted(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
