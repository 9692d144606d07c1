// Changes of a text by positions: what is not named stays as it is, byte for byte.

export interface TextEdit {
  /** Offset in the text before any edit. */
  readonly at: number
  /** So many characters go. */
  readonly removed: number
  readonly inserted: string
}

/** In any order, without overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let from = 0
  for (const {at, removed, inserted} of [...edits].sort((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + inserted
    from = at + removed
  }
  return result + text.slice(from)
}

export function insertion(at: number, inserted: string): TextEdit {
  return {at, removed: 0, inserted}
}

export function removal(from: number, to: number): TextEdit {
  return {at: from, removed: to - from, inserted: ''}
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset of the line break that ends the line, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end === -1) return text.length
  return end > offset && text[end - 1] === '\r' ? end - 1 : end
}

/** Offset of the next line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}

/** The line break that the text has. */
export function lineBreakOf(text: string): string {
  const first = text.indexOf('\n')
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n'
}

/** Lines put in before a line, or behind the last one, which then still ends as it did. */
export function lineInsertion(text: string, at: number, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text)
  const isBehindLast = at === text.length && text !== '' && !text.endsWith('\n')
  return insertion(
    at,
    isBehindLast ? lines.map((line) => lineBreak + line).join('') : lines.map((line) => line + lineBreak).join(''),
  )
}

/** Whole lines taken out: the counterpart of `lineInsertion`. */
export function lineRemoval(text: string, from: number, to: number): TextEdit {
  if (to < text.length || text.endsWith('\n') || from === 0) return removal(from, to)
  return removal(lineEnd(text, lineStart(text, from - 1)), to)
}

export function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text)
}

/** Nothing but space, or a comment. */
export function saysNothing(text: string): boolean {
  return /^[ \t]*(?:#.*)?\r?$/.test(text)
}
