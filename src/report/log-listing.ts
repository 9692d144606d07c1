// Records of the audit log in words. A log is a file: whatever stands in it may be anybody's, and is printed as such.

import type {Hit} from '../audit/artifact-filter.ts'
import {type AuditRecord, type RecordedFinding, wasLetThrough} from '../audit/audit-record.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {shellWords} from '../core/shell-words.ts'

const COMMAND_WIDTH = 200
const MESSAGE_WIDTH = 200
const NAME_WIDTH = 100
/** A command that was stopped because of a whole lockfile need not repeat it. */
const MOST_FINDINGS = 3
/** One artifact may be in a lockfile many times. */
const MOST_HITS = 20
const INDENT = ' '.repeat(22)

/** One line with time, verdict, answer and command, and a line for each reason and each hit. */
export function recordLines(record: AuditRecord, hits: readonly Hit[] | undefined): readonly Printable[] {
  const {time, verdict, observed, answer, tool, argv, rewrittenArgv} = record
  const judged = `${verdict ?? '-'}${observed === undefined ? '' : ` (observed: ${observed})`}`
  const command = commandOf(tool, argv)
  const rewritten = rewrittenArgv === null ? '' : ` -> ${commandOf(tool, rewrittenArgv)}`
  const head = [timeText(time), printable(judged).padEnd(7), printable(answer).padEnd(17), `${command}${rewritten}`]
  return [head.join('  '), ...reasonLines(record), ...hitLines(record, hits ?? [])] as Printable[]
}

function commandOf(tool: string, argv: readonly string[]): Printable {
  return printableWithin(shellWords([tool, ...argv]), COMMAND_WIDTH)
}

/** To the second: `2026-11-23 14:03:11Z`. */
function timeText(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')}Z`
}

function reasonLines({findings, because, shortened, coverage}: AuditRecord): readonly string[] {
  const stopping = findings.filter(({severity}) => severity !== 'note')
  const more = stopping.length - MOST_FINDINGS
  return [
    ...stopping
      .slice(0, MOST_FINDINGS)
      .map((finding) => `${INDENT}${printable(finding.severity)}: ${findingText(finding)}`),
    ...(more > 0 ? [`${INDENT}and ${more} more`] : []),
    ...(because === undefined ? [] : [`${INDENT}because: ${printableWithin(because, MESSAGE_WIDTH)}`]),
    ...(shortened ? [`${INDENT}too large to be recorded whole: ${coverage?.judged ?? 0} artifacts`] : []),
  ]
}

function findingText({requested, code, message}: RecordedFinding): string {
  const about = requested === undefined ? '' : `\`${printableWithin(requested, NAME_WIDTH)}\`: `
  return `${about}${printableWithin(message, MESSAGE_WIDTH)} (${printable(code)})`
}

function hitLines(record: AuditRecord, hits: readonly Hit[]): readonly string[] {
  const isIn = wasLetThrough(record)
  const lines = hits.slice(0, MOST_HITS).map(({shown, certainty}) => {
    const [surely, perhaps] = isIn ? ['brought', 'may have brought'] : ['would have brought', 'might have brought']
    const verb = certainty === 'certain' ? surely : perhaps
    return `${INDENT}${verb} \`${printableWithin(shown, NAME_WIDTH)}\` in ${printableWithin(record.cwd, MESSAGE_WIDTH)}`
  })
  const more = hits.length - MOST_HITS
  return more > 0 ? [...lines, `${INDENT}and ${more} more`] : lines
}

/** What an answer to "was I hit?" rests on. */
export interface HitCount {
  readonly commands: number
  /** Let through, and what they brought is certain. */
  readonly certain: number
  /** Let through, and what they brought is open. */
  readonly possible: number
  readonly stopped: number
  /** Let through, and not or not wholly judged. */
  readonly unknown: number
}

export function hitSummary({commands, certain, possible, stopped, unknown}: HitCount): readonly Printable[] {
  const parts = [
    ...(certain > 0 ? [`${certain} brought it`] : []),
    ...(possible > 0 ? [`${possible} may have brought it`] : []),
    ...(stopped > 0 ? [`${stopped} would have and ${stopped === 1 ? 'was' : 'were'} stopped`] : []),
  ]
  const found = parts.length === 0 ? 'none brought it' : parts.join(', ')
  return [
    `of ${plural(commands, 'recorded command')}: ${found}`,
    ...(unknown > 0
      ? [`${plural(unknown, 'command')} ran unjudged or not judged whole: nobody knows whether that brought it`]
      : []),
  ] as Printable[]
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
