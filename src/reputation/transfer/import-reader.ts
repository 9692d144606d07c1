import type {Ecosystem} from '../../core/artifact.ts'
import {nameIn} from '../../core/name-lists/name-list.ts'
import type {FeedEcosystem} from '../../core/osv/affected.ts'
import {type Fields, fieldsOf} from '../../core/osv/json-fields.ts'
import {readStored} from '../../core/osv/stored-affected.ts'
import type {Part} from '../cache/feed-table.ts'
import {FEED_ECOSYSTEMS} from '../cache/place.ts'
import {Stage} from '../feeds/stage.ts'
import {isIndexDate} from '../index-date.ts'
import {digestOf, ECOSYSTEMS} from '../name-status.ts'
import {SCHEMA} from './format.ts'

export interface ImportedFeed {
  readonly ecosystem: FeedEcosystem
  readonly part: Part
  readonly date: string
  /** Where it was taken from, as the file says. */
  readonly source: string
  readonly stage: Stage
}

export interface ImportedNames {
  readonly ecosystem: Ecosystem
  readonly bytes: Uint8Array
  readonly source: string
}

interface NamesInProgress {
  readonly ecosystem: Ecosystem
  readonly digest: string
  readonly pieces: Buffer[]
  length: number
}

const LARGEST_INDEX = 32 * 1024 * 1024
const LONGEST_SOURCE = 500
const ID = /^[\w.:@/+~-]{1,128}$/

/** Takes the lines of an export one after another and finds out whether they are one. Sentences are said of the file. */
export class ImportReader {
  readonly #folder: string
  readonly #now: number
  readonly #feeds: ImportedFeed[] = []
  readonly #names: NamesInProgress[] = []
  #created = ''
  #lines = 0
  #isEnded = false

  constructor(folder: string, now: number) {
    this.#folder = folder
    this.#now = now
  }

  /** A sentence where the line is none that can stand there. */
  take(value: unknown): string | undefined {
    const fields = fieldsOf(value)
    const [kind = ''] = fields?.names() ?? []
    const content = fields?.get(kind)
    const isTaken = this.#lines === 0 ? this.#takeHead(fields) : !this.#isEnded && this.#takeLine(kind, content)
    if (typeof isTaken === 'string') return isTaken
    this.#lines++
    return isTaken ? undefined : `line ${this.#lines} of it is none of \`sallyport cache export\``
  }

  /** What the file holds, or what is wrong with it. Stages are the caller's until `close`. */
  end(): {readonly feeds: readonly ImportedFeed[]; readonly names: readonly ImportedNames[]} | string {
    if (!this.#isEnded) return 'it breaks off'
    const names: ImportedNames[] = []
    for (const {ecosystem, digest, pieces} of this.#names) {
      const bytes = Buffer.concat(pieces)
      if (digestOf(bytes) !== digest) return `its names of ${ecosystem} are damaged`
      names.push({ecosystem, bytes, source: `export of ${this.#created}`})
    }
    return {feeds: this.#feeds, names}
  }

  close(): void {
    for (const {stage} of this.#feeds) stage.close()
  }

  #takeHead(fields: Fields | undefined): boolean | string {
    const schema = fields?.get('schema')
    const created = fields?.get('created')
    if (typeof schema !== 'string' || !schema.startsWith('sallyport/cache-export/'))
      return 'it is no file of `sallyport cache export`'
    if (schema !== SCHEMA) return 'it was written by a newer sallyport, and this one cannot read it'
    if (typeof created !== 'string' || !isIndexDate(created.slice(0, 10))) return false
    this.#created = created.slice(0, 10)
    return true
  }

  #takeLine(kind: string, content: unknown): boolean {
    switch (kind) {
      case 'feed':
        return this.#takeFeed(fieldsOf(content))
      case 'advisory':
        return this.#takeAdvisory(content)
      case 'names':
        return this.#takeNames(fieldsOf(content))
      case 'piece':
        return this.#takePiece(content)
      case 'end':
        this.#isEnded = content === this.#lines
        return this.#isEnded
      default:
        return false
    }
  }

  #takeFeed(fields: Fields | undefined): boolean {
    const ecosystem = FEED_ECOSYSTEMS.find((one) => one === fields?.get('ecosystem'))
    const part = (['feed', 'added'] as const).find((one) => one === fields?.get('part'))
    const date = fields?.get('date')
    const source = fields?.get('source')
    if (ecosystem === undefined || part === undefined || !isIndexDate(date) || typeof source !== 'string') return false
    if (this.#names.length > 0 || source.length > LONGEST_SOURCE || Number.isNaN(Date.parse(date))) return false
    if (this.#feeds.some((feed) => feed.ecosystem === ecosystem && feed.part === part)) return false
    const today = new Date(this.#now).toISOString().slice(0, 10)
    this.#feeds.push({
      ecosystem,
      part,
      date: [date, today].toSorted()[0] ?? date,
      source: `export of ${this.#created}: ${source}`,
      stage: new Stage(this.#folder, ecosystem, this.#now),
    })
    return true
  }

  #takeAdvisory(content: unknown): boolean {
    const feed = this.#feeds.at(-1)
    if (feed === undefined || this.#names.length > 0 || !Array.isArray(content) || content.length !== 4) return false
    const [id, name, modified, facts] = content as readonly unknown[]
    if (typeof id !== 'string' || !ID.test(id) || typeof name !== 'string' || typeof facts !== 'string') return false
    if (typeof modified !== 'number' || !Number.isSafeInteger(modified) || modified < 0) return false
    if (nameIn(feed.ecosystem, name) !== name) return false
    const affected = readStored(facts, {id, modified}, feed.ecosystem)
    if (affected === undefined) return false
    feed.stage.put(name, affected)
    return true
  }

  #takeNames(fields: Fields | undefined): boolean {
    const ecosystem = ECOSYSTEMS.find((one) => one === fields?.get('ecosystem'))
    const digest = fields?.get('digest')
    if (ecosystem === undefined || typeof digest !== 'string') return false
    if (this.#names.some((names) => names.ecosystem === ecosystem)) return false
    this.#names.push({ecosystem, digest, pieces: [], length: 0})
    return true
  }

  #takePiece(content: unknown): boolean {
    const names = this.#names.at(-1)
    if (names === undefined || typeof content !== 'string') return false
    const piece = Buffer.from(content, 'base64')
    names.pieces.push(piece)
    names.length += piece.length
    return names.length <= LARGEST_INDEX
  }
}
