// The file format of a name index: a magic, a version, a JSON header of known length, then typed tables on 8-byte bounds.
// Writer and reader share this file. All numbers are little-endian, which every supported platform is.

export const MAGIC = 'SALLYNAM'
export const FORMAT_VERSION = 2
/** Bytes before the header: magic (8), version (4), header length (4). */
export const PREFIX_LENGTH = 16

export interface TablePlace {
  readonly offset: number
  readonly length: number
}

/** The tables, in the order in which they lie in the file, and the bytes of one of their numbers. */
export const TABLE_WIDTHS = {
  /** All names, most used first, one after the other. */
  text: 1,
  /** How long each name is. */
  lengths: 1,
  /** Where in the text every `NAMES_PER_BLOCK`th name starts. */
  blockStarts: 4,
  /** Logarithms of downloads; empty where the order alone is known. */
  figures: 2,
  /** One bit for each hash that some name has (`filterBits`): what a look-up asks first, small enough to stay near the processor. */
  filter: 4,
  /** Open-addressing hash table: in each slot a tag of the name's hash above its position plus one. */
  slots: 4,
  /** Where each bucket of fingerprints begins; the last entry is their number. Empty where the ecosystem has no complete list. */
  memberStarts: 4,
  /** Fingerprints of every name of the ecosystem, three bytes each, by bucket (`member-prints.ts`). */
  memberPrints: 1,
  /** Scopes that hold the most names, `@a/` and so on, joined: the places to look for a name whose scope was left out. */
  scopes: 1,
  /** Popular names of other ecosystems that this one does not have, a line each: the ecosystem, a tab, the name. */
  foreign: 1,
} as const

export type TableName = keyof typeof TABLE_WIDTHS

export interface IndexHeader {
  readonly ecosystem: 'npm' | 'pypi' | 'docker'
  /** Date of the newest source, `YYYY-MM-DD`. */
  readonly date: string
  /** Rows read from each source. */
  readonly sources: Readonly<Record<string, number>>
  readonly count: number
  /** What `figures` holds: downloads a month, or nothing (the order in the file is the rank). */
  readonly figures: 'downloads' | 'rank' | 'official-image'
  /** Whether the fingerprints cover every name of the ecosystem, so that absence means unknown. */
  readonly isComplete: boolean
  readonly tables: Readonly<Record<TableName, TablePlace>>
}

/** The largest filter has half a megabyte, which a processor keeps near. */
const MOST_FILTER_BITS = 22

/** How many bits of a hash choose a bit of the filter: of npm's one bit in ten is set, of all names of PyPI one in five. */
export function filterBits(count: number): number {
  return Math.min(MOST_FILTER_BITS, Math.max(5, Math.ceil(Math.log2(Math.max(1, count) * 8))))
}

/** How many scopes are kept. The largest of them hold a third of all scoped names. */
export const KEPT_SCOPES = 1500

export const NAMES_PER_BLOCK = 16

/** npm's limit; no ecosystem has longer names, and none that is listed comes near it. */
export const LONGEST_NAME = 214

/** Downloads are kept as logarithms in 16 bits: a quarter of a per mille of error, half the bytes. */
const STEPS_PER_DOUBLING = 1900

export function packedDownloads(perMonth: number): number {
  return Math.round(Math.log2(perMonth + 1) * STEPS_PER_DOUBLING)
}

export function downloadsOf(packed: number): number {
  return Math.round(2 ** (packed / STEPS_PER_DOUBLING) - 1)
}
