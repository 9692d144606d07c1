// Walks along the chain: every line against what the next one remembers of it, and the end against what the head remembers.

import {sha256} from '../system/digest.ts'
import type {AuditHead} from './audit-head.ts'
import {parseAuditRecord} from './audit-record.ts'
import {type ChainLink, linkAtStart} from './chain-link.ts'
import type {LogLine} from './log-lines.ts'

export interface Remark {
  /** `broken`: not what was written. `note`: worth knowing, and proves nothing. */
  readonly state: 'broken' | 'note'
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  /** The end of a sentence about the line. */
  readonly message: string
}

export interface Verification {
  readonly isWhole: boolean
  readonly records: number
  /** The first and the last sequence number that are there; 0 where there is none. */
  readonly first: number
  readonly last: number
  /** The first hundred. */
  readonly remarks: readonly Remark[]
  readonly moreRemarks: number
}

const MOST_REMARKS = 100

export class ChainWalk {
  readonly #head: AuditHead | undefined
  readonly #since: number | undefined
  readonly #remarks: Remark[] = []
  #more = 0
  #isWhole = true
  /** Whole in front of the range, too. */
  #isSound = true
  #records = 0
  #first = 0
  #last = 0
  /** Records before the first chained one. */
  #unchained: {readonly line: LogLine; readonly count: number} | undefined
  /** The line before. */
  #before: {readonly line: LogLine; readonly hash: string} | undefined
  #headLine: {readonly line: LogLine; readonly hash: string} | undefined
  #isHeadMet = false
  #isInRange = true

  constructor(head: AuditHead | undefined, since: number | undefined) {
    this.#head = head
    this.#since = since
  }

  take(line: LogLine, isHeadsFile: boolean): void {
    const text = line.bytes.toString()
    const record = line.isEnded ? parseAuditRecord(text) : undefined
    if (record !== undefined) {
      this.#records++
      this.#isInRange = this.#since === undefined || Date.parse(record.time) >= this.#since
    }
    const link = record === undefined ? undefined : linkAtStart(text)
    if (link !== undefined) this.#follow(link, line)
    else if (record === undefined)
      this.#remark('note', line, 'is no record: its writer was stopped in the middle, or it is damaged')
    else if (this.#last === 0) this.#unchained = {line, count: (this.#unchained?.count ?? 0) + 1}
    else this.#remark('note', line, 'is not chained: an older sallyport wrote it, or something else')
    const hash = sha256(line.bytes)
    if (this.#last === this.#head?.sequence && (hash === this.#head.hash || this.#head.hash === null)) {
      if (isHeadsFile && line.end === this.#head.size) this.#isHeadMet = true
    }
    if (link !== undefined && link.sequence === this.#head?.sequence) this.#headLine = {line, hash}
    this.#before = {line, hash}
  }

  #follow({sequence, previous}: ChainLink, line: LogLine): void {
    const before = this.#before
    const expected = this.#last + 1
    if (this.#last === 0) {
      this.#first = sequence
      const known = this.#head?.first ?? sequence
      if (previous !== null && sequence > known) this.#broken(line, `${records(known, sequence - 1)} missing before it`)
      else if (previous === null && sequence > known) this.#broken(line, BEGUN_ANEW)
      else if (previous !== null && before !== undefined && previous !== before.hash) this.#broken(before.line, CHANGED)
    } else if (sequence > expected) this.#broken(line, `${records(expected, sequence - 1)} missing before it`)
    else if (previous === null) this.#broken(line, BEGUN_ANEW)
    else if (sequence < expected) this.#broken(line, `is out of order: number ${sequence} behind number ${this.#last}`)
    else if (before !== undefined && previous !== before.hash) this.#broken(before.line, CHANGED)
    this.#last = sequence
  }

  end(path: string): Verification {
    const head = this.#head
    const last = this.#before?.line ?? {path, number: 0}
    this.#isInRange = true
    if (head === undefined) {
      if (this.#last > 0) this.#broken(last, 'is the last one, and no head file says whether it was')
    } else if (!this.#isHeadMet && this.#last < head.sequence) {
      this.#broken(last, `${records(this.#last + 1, head.sequence)} missing behind it`)
    } else if (!this.#isHeadMet && head.size > 0 && this.#isSound) {
      const isChanged = this.#headLine !== undefined && this.#headLine.hash !== head.hash
      this.#broken(
        isChanged ? (this.#headLine?.line ?? last) : last,
        isChanged ? CHANGED : 'is not where it was written',
      )
    }
    if (this.#unchained !== undefined) {
      const {line, count} = this.#unchained
      this.#remark('note', line, `is the last of ${count} records of an older sallyport, which are not chained`)
    }
    return {
      isWhole: this.#isWhole,
      records: this.#records,
      first: this.#first,
      last: this.#last,
      remarks: this.#remarks,
      moreRemarks: this.#more,
    }
  }

  #broken(line: Pick<LogLine, 'path' | 'number'>, message: string): void {
    this.#remark('broken', line, message)
  }

  #remark(state: Remark['state'], {path, number}: Pick<LogLine, 'path' | 'number'>, message: string): void {
    if (state === 'broken') this.#isSound = false
    if (!this.#isInRange) return
    if (state === 'broken') this.#isWhole = false
    if (this.#remarks.length < MOST_REMARKS) this.#remarks.push({state, path, line: number, message})
    else this.#more++
  }
}

const CHANGED = 'was changed: the chain remembers it otherwise'
const BEGUN_ANEW = 'begins the chain anew: the head file was missing or damaged'

function records(from: number, to: number): string {
  return from === to ? `record ${from} is` : `records ${from} to ${to} are`
}
