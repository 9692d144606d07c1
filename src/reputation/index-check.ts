import type {Ecosystem} from '../core/artifact.ts'
import {nameIn} from '../core/name-lists/name-list.ts'
import {type NameIndex, openNameIndex} from '../core/names/name-index.ts'
import {isIndexDate} from './index-date.ts'

/** A larger file would be felt at each command. The bundled ones have 8 MB at most. */
const LARGEST_INDEX = 32 * 1024 * 1024
/** An index with less than this part of the names in force is more likely a broken source than a smaller world. */
const LEAST_PART = 0.5

const FIGURES: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ['downloads', 'rank'],
  pypi: ['downloads', 'rank'],
  docker: ['official-image'],
}

export type CheckedIndex = {readonly kind: 'index'; readonly index: NameIndex} | Fault

export interface Fault {
  readonly kind: 'fault'
  /** Said of the new index. */
  readonly reason: string
}

/** Opens an index and looks at every name of it. What is read at each command is checked once, here. */
export function checkedIndex(bytes: Uint8Array, ecosystem: Ecosystem, today: string): CheckedIndex {
  if (bytes.byteLength > LARGEST_INDEX) return fault(`it has ${bytes.byteLength} bytes, more than ${LARGEST_INDEX}`)
  try {
    const index = openNameIndex(bytes)
    const {header, date, size} = index
    if (index.ecosystem !== ecosystem) return fault(`it is an index of ${index.ecosystem}`)
    if (!isIndexDate(date) || Number.isNaN(Date.parse(date))) return fault(`its date \`${date}\` is none`)
    // A day ahead of us it may be already tomorrow.
    if (Date.parse(date) > Date.parse(today) + 86_400_000) return fault(`it is as of ${date}, which is in the future`)
    if (!FIGURES[ecosystem].includes(header.figures)) return fault(`its figures are \`${header.figures}\``)
    if (!hasCounts(header.sources)) return fault('it does not say what it was made of')
    if (size === 0) return fault('it holds no names')
    let weight = Number.POSITIVE_INFINITY
    for (let position = 0; position < size; position++) {
      const name = index.nameAt(position)
      if (nameIn(ecosystem, name) !== name) return fault(`name ${position + 1} of ${size} is none`)
      if (index.find(name) !== position) return fault(`name ${position + 1} of ${size} is not found`)
      if (index.weightAt(position) > weight) return fault(`name ${position + 1} of ${size} is not in order of use`)
      weight = index.weightAt(position)
    }
    return {kind: 'index', index}
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error))
  }
}

/** Why a new index should not take the place of the one in force, if anything speaks against it. */
export function objectionTo(next: NameIndex, current: NameIndex): string | undefined {
  if (next.date < current.date) return `it is as of ${next.date}, older than the one in force of ${current.date}`
  if (next.size < current.size * LEAST_PART) {
    return `it holds ${next.size} names, less than half of the ${current.size} in force`
  }
  if (!current.header.isComplete) return undefined
  if (!next.header.isComplete) return 'without a list of all names it could not say which names do not exist'
  const members = (index: NameIndex): number => index.header.tables.memberPrints.length
  return members(next) < members(current) * LEAST_PART
    ? 'its list of all names is less than half as long as the one in force'
    : undefined
}

function hasCounts(sources: unknown): boolean {
  if (typeof sources !== 'object' || sources === null) return false
  return Object.entries(sources).every(([name, rows]) => /^[\w.-]{1,64}$/.test(name) && Number.isSafeInteger(rows))
}

function fault(reason: string): Fault {
  return {kind: 'fault', reason}
}
