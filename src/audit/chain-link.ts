// What chains a line of the audit log to the one before it: `sequence`, and `previous`, the SHA-256 of that line.

export interface ChainLink {
  /** Counted from 1. */
  readonly sequence: number
  /** Of the line before, whatever stands in it, without its line break; null where the chain begins. */
  readonly previous: string | null
}

const SCHEMA = 'sallyport/audit/2'
const BEGINNING = /^\{"schema":"sallyport\/audit\/2","sequence":([1-9]\d{0,14}),"previous":(?:null|"([0-9a-f]{64})"),/

/** `entry` is a JSON object that has at least one field. */
export function chainedLine({sequence, previous}: ChainLink, entry: string): string {
  const link = JSON.stringify({schema: SCHEMA, sequence, previous})
  return `${link.slice(0, -1)},${entry.slice(1)}`
}

/** Undefined for what is no whole line of the chain: cut short, written by an older sallyport, or by something else. */
export function linkOf(line: string): ChainLink | undefined {
  const link = linkAtStart(line)
  return link !== undefined && isWhole(line) ? link : undefined
}

/** The same for a line that is known to be whole. */
export function linkAtStart(line: string): ChainLink | undefined {
  const [, sequence, previous = null] = BEGINNING.exec(line) ?? []
  return sequence === undefined ? undefined : {sequence: Number(sequence), previous}
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
