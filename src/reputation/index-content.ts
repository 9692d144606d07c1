import type {Ecosystem} from '../core/artifact.ts'
import type {NamedRows} from '../core/name-lists/read-name-list.ts'
import type {IndexContent} from './write-name-index.ts'

/** The most used names that an index holds: reading more would be felt at each command (8 MB are 5 ms). */
const MOST_NAMES = 250_000
/** What the packed figures of an index can hold; the most used package of any ecosystem has a tenth of it. */
const MOST_DOWNLOADS = 2e10
/** A list of so many names that is in order of letters is not in order of use. */
const ENOUGH_TO_SEE_ORDER = 50

export type ContentOf = Omit<IndexContent, 'date'> | {readonly kind: 'unusable'; readonly reason: string}

/** What an index of these lists holds. `reason` is said of the list of names. */
export function contentOf(ecosystem: Ecosystem, list: NamedRows, allNames: readonly NamedRows[]): ContentOf {
  switch (ecosystem) {
    case 'docker': {
      const active = list.rows.filter(({figure}) => figure !== 'removed')
      return {
        ecosystem,
        sources: {'docker-official-images': list.read},
        figures: 'official-image',
        names: active.map(({name}) => ({name, figure: 0})),
        members: [],
      }
    }
    case 'npm': {
      const ordered = byUse(list)
      if (typeof ordered === 'string') return {kind: 'unusable', reason: ordered}
      const figures = ordered.every(({downloads}) => downloads !== undefined) ? 'downloads' : 'rank'
      return {
        ecosystem,
        sources: {'npm-popularity': list.read},
        figures,
        names: ordered.map(({name, downloads = 0}) => ({name, figure: Math.min(downloads, MOST_DOWNLOADS)})),
        members: [],
      }
    }
    case 'pypi': {
      const ordered = byUse(list)
      if (typeof ordered === 'string') return {kind: 'unusable', reason: ordered}
      const members = new Set(allNames.flatMap(({rows}) => rows.map(({name}) => name)))
      const everything = allNames.length === 0 ? {} : {'pypi-all-names': members.size}
      return {
        ecosystem,
        sources: {'pypi-popularity': list.read, ...everything},
        // The thresholds were measured on ranks, also where a source has downloads.
        figures: 'rank',
        names: ordered.map(({name}) => ({name, figure: 0})),
        members: [...members],
      }
    }
  }
}

interface UsedName {
  readonly name: string
  readonly downloads?: number
}

/** The most used first, or what is wrong with the list. */
function byUse({rows}: NamedRows): readonly UsedName[] | string {
  const meanings = new Set(rows.map(({meaning}) => meaning))
  const [meaning] = meanings
  if (meanings.size > 1) return 'some of its rows have a figure, and others none or another'
  if (meaning === 'status') return 'its second column holds no figures'
  const figure = (row: NamedRows['rows'][number]): number => (typeof row.figure === 'number' ? row.figure : 0)
  const most = (sorted: NamedRows['rows']): NamedRows['rows'] => sorted.slice(0, MOST_NAMES)
  if (meaning === 'downloads') {
    const sorted = most([...rows].sort((a, b) => figure(b) - figure(a)))
    return sorted.map((row) => ({name: row.name, downloads: figure(row)}))
  }
  if (meaning === 'rank') return most([...rows].sort((a, b) => figure(a) - figure(b)))
  const steps = rows.filter(({name}, index) => index > 0 && (rows[index - 1]?.name ?? '') > name).length
  // Alphabets differ in where they put a hyphen.
  if (rows.length >= ENOUGH_TO_SEE_ORDER && steps * 20 < rows.length) {
    return 'its names are in order of letters and have no downloads, so it does not say which are used most'
  }
  return most(rows)
}
