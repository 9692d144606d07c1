// `sallyport log`: the records that are asked for, and whether an artifact was among what they brought.

import {setTimeout as wait} from 'node:timers/promises'
import {type ArtifactFilter, artifactFilter, type Hit, wasJudgedWhole} from '../../audit/artifact-filter.ts'
import {type AuditRecord, isOfCommand, wasLetThrough} from '../../audit/audit-record.ts'
import {type AuditReading, type ReadRecord, readAuditLog} from '../../audit/read-audit-log.ts'
import {asciiJson} from '../../core/ascii-json.ts'
import {exitCode} from '../../core/exit-code.ts'
import {printable, printableWithin} from '../../core/printable.ts'
import {type HitCount, hitSummary, plural, recordLines} from '../../report/log-listing.ts'
import type {Edge, Outcome} from '../edge.ts'
import {noMoment, parseMoment} from '../moment.ts'
import type {ListOptions} from './command-line.ts'
import {wantedOf} from './wanted.ts'

/** Milliseconds between two looks at the log. */
const POLL = 250

interface Found extends ReadRecord {
  /** Undefined where no artifact is asked for. */
  readonly hits: readonly Hit[] | undefined
}

export async function list(options: ListOptions, edge: Edge): Promise<Outcome> {
  const {json, follow, last} = options
  const since = options.since === undefined ? undefined : parseMoment(options.since, edge.now(), 'beginning')
  if (options.since !== undefined && since === undefined) return noMoment('--since', options.since, edge)
  const until = options.until === undefined ? undefined : parseMoment(options.until, edge.now(), 'end')
  if (options.until !== undefined && until === undefined) return noMoment('--until', options.until, edge)
  const wanted = wantedOf(options, edge)
  if (wanted?.kind === 'wrong') {
    edge.say(`sallyport: ${printable(wanted.message)}`)
    edge.say(`hint: ${wanted.hint}`)
    return {kind: 'exit', code: wanted.code}
  }
  const tell = (line: string): void => void (json ? edge.say(line) : edge.print(`${line}\n`))
  for (const remark of wanted?.remarks ?? []) tell(printableWithin(remark, 1000))

  const reading = readAuditLog(edge.places.state, {since, until})
  const search = new Search(reading, wanted && artifactFilter(wanted.patterns), new Set(options.verdicts))
  const print = (found: Found): boolean => edge.print(json ? jsonLine(found) : plainLines(found))
  const newest: Found[] = []
  for (const found of search.next()) {
    if (last === undefined) {
      if (!print(found)) return {kind: 'exit', code: search.exitCode}
    } else {
      newest.push(found)
      if (newest.length > last) newest.shift()
    }
  }
  if (!newest.every(print)) return {kind: 'exit', code: search.exitCode}
  if (reading.unreadable > 0) {
    edge.say(`sallyport: ${plural(reading.unreadable, 'line')} of the log could not be read`)
    edge.say('hint: `sallyport log --verify` says which')
  }
  if (wanted !== undefined) for (const line of hitSummary(search.count)) tell(line)
  if (follow) await goOn(search, print)
  return {kind: 'exit', code: search.exitCode}
}

/** Until nobody listens any more, or the process is interrupted. */
async function goOn(search: Search, print: (found: Found) => boolean): Promise<void> {
  for (;;) {
    await wait(POLL)
    for (const found of search.next()) if (!print(found)) return
  }
}

/** Goes through the records, and counts what an answer to "was I hit?" has to say. */
class Search {
  readonly #reading: AuditReading
  readonly #filter: ArtifactFilter | undefined
  readonly #verdicts: ReadonlySet<string>
  readonly #count = {commands: 0, certain: 0, possible: 0, stopped: 0, unknown: 0}

  constructor(reading: AuditReading, filter: ArtifactFilter | undefined, verdicts: ReadonlySet<string>) {
    this.#reading = reading
    this.#filter = filter
    this.#verdicts = verdicts
  }

  get count(): HitCount {
    return this.#count
  }

  /** Something that was asked for was let in, or may have been. */
  get exitCode(): number {
    return this.#count.certain + this.#count.possible === 0 ? exitCode.ok : exitCode.failed
  }

  *next(): Generator<Found> {
    for (const {record, text} of this.#reading.withText()) {
      if (this.#verdicts.size > 0 && !this.#verdicts.has(record.verdict ?? '')) continue
      // What came after a command, or beside them, brought nothing.
      if (this.#filter !== undefined && !isOfCommand(record)) continue
      const hits = this.#filter?.(record)
      if (hits !== undefined) this.#add(record, hits)
      if (hits?.length !== 0) yield {record, text, hits}
    }
  }

  #add(record: AuditRecord, hits: readonly Hit[]): void {
    const isIn = wasLetThrough(record)
    this.#count.commands++
    if (hits.length > 0 && !isIn) this.#count.stopped++
    else if (hits.some(({certainty}) => certainty === 'certain')) this.#count.certain++
    else if (hits.length > 0) this.#count.possible++
    else if (isIn && !wasJudgedWhole(record)) this.#count.unknown++
  }
}

function plainLines({record, hits}: Found): string {
  return recordLines(record, hits)
    .map((line) => `${line}\n`)
    .join('')
}

/** The line as it is, unless a terminal would do something about it. */
function jsonLine({text}: Found): string {
  return /^[ -~]*$/.test(text) ? `${text}\n` : `${asciiJson(JSON.parse(text))}\n`
}
