// What is wrong with policy files, each as `file:line:column: …`, and how to mend it.

import {type Printable, printable, printableWithin} from '../core/printable.ts'
import type {Problem} from '../policy-files/problem.ts'

const MESSAGE_WIDTH = 300

/** `again`: the command that says whether they are mended. */
export function problemLines(problems: readonly Problem[], again = 'sallyport policy validate'): readonly Printable[] {
  const lines: string[] = []
  for (const {path, position, message, hint} of problems) {
    const place = position === undefined ? '' : `${position.line}:${position.column}:`
    lines.push(`${printable(path)}:${place} ${printableWithin(message, MESSAGE_WIDTH)}`)
    if (hint !== undefined) lines.push(`hint: \`${printable(hint)}\``)
  }
  if (problems.some(({hint}) => hint === undefined)) lines.push(`hint: mend the file, then \`${again}\``)
  return lines as Printable[]
}
