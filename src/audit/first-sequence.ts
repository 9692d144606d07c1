import {readSync} from 'node:fs'

const LONGEST = 64 * 1024

/** The sequence number of the first chained line near the beginning of an open log file; undefined where there is none. */
export function firstSequence(file: number): number | undefined {
  const bytes = Buffer.alloc(LONGEST)
  const text = bytes.toString('latin1', 0, readSync(file, bytes, 0, LONGEST, 0))
  const sequence = /(?:^|\n)\{"schema":"sallyport\/audit\/2","sequence":([1-9]\d{0,14}),/.exec(text)?.[1]
  return sequence === undefined ? undefined : Number(sequence)
}
