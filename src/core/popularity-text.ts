import {assertNever} from './assert-never.ts'
import type {Popularity} from './name-judgement.ts'

/** How much a name is used, in words: `412 M downloads a month`, `rank 5 of downloads`. */
export function popularityText(popularity: Popularity): string {
  switch (popularity.kind) {
    case 'downloads':
      return `${short(popularity.perMonth)} downloads a month`
    case 'rank':
      return `number ${popularity.rank} by downloads`
    case 'known':
      return 'known'
    case 'official-image':
      return 'Docker Official Image'
    case 'unlisted':
      return 'not listed'
    default:
      return assertNever(popularity)
  }
}

function short(count: number): string {
  for (const [unit, size] of UNITS) {
    if (count >= size) {
      const value = count / size
      return `${value >= 100 ? Math.round(value) : Number(value.toFixed(1))}${unit}`
    }
  }
  return String(count)
}

const UNITS = [
  [' billion', 1e9],
  [' million', 1e6],
  [' thousand', 1e3],
] as const
