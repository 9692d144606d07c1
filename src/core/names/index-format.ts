// The file format of a name index: a magic, a version, a JSON header of known length, then typed tables on 8-byte bounds.
// Writer and reader share this file. All numbers are little-endian, which every supported platform is.

export const MAGIC = 'SALLYNAM'
export const FORMAT_VERSION = 1
/** Bytes before the header: magic (8), version (4), header length (4). */
export const PREFIX_LENGTH = 16

export interface TablePlace {
  readonly offset: number
  readonly length: number
}

export interface IndexHeader {
  readonly ecosystem: 'npm' | 'pypi' | 'docker'
  /** Date of the newest source, `YYYY-MM-DD`. */
  readonly date: string
  /** Rows read from each source. */
  readonly sources: Readonly<Record<string, number>>
  readonly count: number
  /** What `figures` holds: downloads a month, or nothing (the order in the file is the rank). */
  readonly figures: 'downloads' | 'rank' | 'official-image'
  /** Whether the membership filter covers every name of the ecosystem, so that absence means unknown. */
  readonly isComplete: boolean
  readonly tables: {
    readonly text: TablePlace
    readonly starts: TablePlace
    readonly figures: TablePlace
    readonly slots: TablePlace
    readonly members: TablePlace
    /** Scopes that hold the most names, `@a/` and so on, joined: the places to look for a name whose scope was left out. */
    readonly scopes: TablePlace
  }
}

/** How many scopes are kept. The largest of them hold a third of all scoped names. */
export const KEPT_SCOPES = 1500

/** Probes of the membership filter. With 16 bits a name the chance of a false "known" is about 1 in 2,000. */
export const MEMBER_PROBES = 7
export const MEMBER_BITS_PER_NAME = 16

/** Downloads are kept as logarithms in 16 bits: a quarter of a per mille of error, half the bytes. */
const STEPS_PER_DOUBLING = 1900

export function packedDownloads(perMonth: number): number {
  return Math.round(Math.log2(perMonth + 1) * STEPS_PER_DOUBLING)
}

export function downloadsOf(packed: number): number {
  return Math.round(2 ** (packed / STEPS_PER_DOUBLING) - 1)
}
