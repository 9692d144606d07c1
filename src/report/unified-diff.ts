// Two texts as `diff -u` shows them, with one part: what is alike in front and behind is left out but for three lines.

import {printable} from '../core/printable.ts'

const CONTEXT = 3

/** `before` is undefined for a file that is not there yet. Lines carry no line break; a carriage return stays. */
export function unifiedDiff(path: string, before: string | undefined, after: string): readonly string[] {
  const [old, fresh] = [linesOf(before ?? ''), linesOf(after)]
  let head = 0
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
  if (head === old.length && head === fresh.length) return []
  const from = Math.max(0, head - CONTEXT)
  const until = Math.min(tail, CONTEXT)
  const oldEnd = old.length - tail + until
  const freshEnd = fresh.length - tail + until
  const name = printable(path)
  return [
    `--- ${before === undefined ? '/dev/null' : name}`,
    `+++ ${name}`,
    `@@ -${range(from, oldEnd)} +${range(from, freshEnd)} @@`,
    ...shown(' ', old.slice(from, head)),
    ...shown('-', old.slice(head, old.length - tail)),
    ...shown('+', fresh.slice(head, fresh.length - tail)),
    ...shown(' ', fresh.slice(fresh.length - tail, freshEnd)),
  ]
}

/** Each with its line break, so that a last line without one differs from one with it. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function range(from: number, end: number): string {
  const count = end - from
  return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`
}

function shown(sign: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const [, text = '', end = ''] = /^(.*?)(\r?\n?)$/su.exec(line) ?? []
    const safe = text.split('\t').map(printable).join('\t')
    const whole = `${sign}${safe}${end.startsWith('\r') ? '\r' : ''}`
    return end.endsWith('\n') ? [whole] : [whole, '\\ No newline at end of file']
  })
}
