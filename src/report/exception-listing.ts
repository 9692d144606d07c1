// The exceptions of a policy in words: a table, JSON, and the notes that `policy validate` and `doctor` make of them.

import {dayAfter} from '../core/policy/day.ts'
import type {Remark, ReviewedEntry, UseRecord} from '../core/policy/exception-review.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'

const REASON_WIDTH = 200

/** In words, in the order in which one would want to know. */
const STATES: Readonly<Record<Remark['code'], string>> = {
  expired: 'ended',
  'without-effect': 'no effect',
  'too-broad': 'too broad',
  'ends-soon': 'ends soon',
  unused: 'unused',
}

/** A line for each entry, and one for each remark on it below. */
export function exceptionLines(reviewed: readonly ReviewedEntry[]): readonly Printable[] {
  const rows = reviewed.map(({list, entry, remarks}) => {
    const {match, rules, expires, origin, reason} = entry
    const about = list === 'allow' ? 'allowed' : (rules ?? []).join(', ')
    const [first] = remarks
    return {
      cells: [
        first === undefined ? 'in force' : STATES[first.code],
        `${printable(match)} (${printable(about)})`,
        expires === undefined ? 'without end' : `until ${printable(expires)}`,
      ],
      notes: [printable(origin), ...(reason === undefined ? [] : [printableWithin(reason, REASON_WIDTH)])],
      remarks,
    }
  })
  const widths = [0, 1, 2].map((column) =>
    Math.min(60, Math.max(0, ...rows.map(({cells}) => cells[column]?.length ?? 0))),
  )
  const lines: readonly string[] = rows.flatMap(({cells, notes, remarks}) => [
    `${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}  # ${notes.join('; ')}`,
    ...remarks.map(({sentence}) => `${' '.repeat(widths[0] ?? 0)}  ${printable(sentence)}`),
  ])
  return lines as readonly Printable[]
}

/** One line for each remark. */
export function exceptionNotes(reviewed: readonly ReviewedEntry[]): readonly Printable[] {
  return reviewed.flatMap(({list, entry: {match, origin}, remarks}) =>
    remarks.map(({sentence}) => {
      const what = list === 'allow' ? 'the `allow` entry' : 'the exception'
      return `${printable(origin)}: ${what} \`${printable(match)}\` ${printable(sentence)}` as Printable
    }),
  )
}

/** Schema `sallyport/exceptions/1`. */
export function exceptionsJson(
  reviewed: readonly ReviewedEntry[],
  record: UseRecord | undefined,
): Record<string, unknown> {
  return {
    schema: 'sallyport/exceptions/1',
    recordSince: record === undefined ? null : dayAfter(0, record.since),
    entries: reviewed.map(({list, entry, lastUsed, remarks}) => ({
      list,
      match: entry.match,
      rules: entry.rules ?? null,
      reason: entry.reason ?? null,
      expires: entry.expires ?? null,
      layer: entry.layer,
      origin: entry.origin,
      lastUsed: lastUsed === undefined ? null : dayAfter(0, lastUsed),
      remarks: remarks.map(({code, sentence}) => ({code, message: sentence})),
    })),
  }
}
