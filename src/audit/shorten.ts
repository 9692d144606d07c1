// A line that is too long for the audit log, cut to what matters most: the names and versions of as many artifacts as there is
// room for, and what stopped the command. What it was judged by is left out, so it cannot be judged again.

import {asciiJson} from '../core/ascii-json.ts'
import {writeName} from '../core/facts/artifact-facts.ts'
import type {AuditEntry, LineContent} from './audit-entry.ts'

const MOST_WORDS = 20
const LONGEST_WORD = 200
const LONGEST_REASON = 2000
const ROOM_FOR_FINDINGS = 64 * 1024
/** A name that is longer than any registry takes leaves its room to others. */
const LONGEST_ITEM = 2048

/** `lineOf` makes the whole line of what is put into it. */
export function shorten(
  {argv, because, decision}: AuditEntry,
  findings: readonly unknown[],
  room: number,
  lineOf: (content: LineContent) => string,
): string {
  const isStopping = (finding: unknown): boolean => (finding as {readonly severity: string}).severity !== 'note'
  const content: LineContent = {
    argv: argv.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD)),
    rewrittenArgv: null,
    because: because?.slice(0, LONGEST_REASON),
    findings: fitting(
      [...findings.filter(isStopping), ...findings.filter((one) => !isStopping(one))],
      ROOM_FOR_FINDINGS,
    ),
    judged: {artifacts: [], shortened: true},
  }
  // What stopped the command is looked for first.
  const judged = decision?.artifacts ?? []
  const stopped = judged.filter(({verdict}) => verdict !== 'allow')
  const others = judged.filter(({verdict}) => verdict === 'allow')
  const names = [...stopped, ...others].map(({artifact}) => writeName(artifact))
  const artifacts = fitting(names, room - lineOf(content).length)
  return lineOf({...content, judged: {artifacts, shortened: true}})
}

function fitting(items: readonly unknown[], room: number): readonly unknown[] {
  let left = room
  return items.filter((item) => {
    // With the comma behind it.
    const length = asciiJson(item).length + 1
    if (length > Math.min(left, LONGEST_ITEM)) return false
    left -= length
    return true
  })
}
