// Entries of `allow` and `exceptions` as the lists of the tools take them. What a list cannot say (a range where it takes
// names alone, a wildcard where it takes whole names) is left out of it: the tool then stops more than the policy does.

import semver from 'semver'
import type {Pattern} from '../policy/pattern.ts'
import type {Excused} from './native-wishes.ts'

/** How one tool's list writes a pattern; undefined where it cannot. */
export type WriteName = (pattern: Pattern) => readonly string[] | undefined

export interface ExcusedNames {
  readonly names: readonly string[]
  /** For the comment of the setting, one line an entry. */
  readonly because: readonly string[]
  /** Entries that the list cannot take, in one sentence. */
  readonly remarks: readonly string[]
}

/** `takes`: what the list takes, as a sentence. */
export function excusedNames(excused: readonly Excused[], write: WriteName, takes: string): ExcusedNames {
  const names: string[] = []
  const because: string[] = []
  const left: string[] = []
  for (const {list, pattern, entry} of excused) {
    const written = PLAIN.test(pattern.name) ? write(pattern) : undefined
    const said = `${list}: ${entry.match} (${entry.origin})`
    if (written === undefined) left.push(said)
    else {
      names.push(...written)
      because.push(entry.expires === undefined ? said : `${said}, until ${entry.expires}`)
    }
  }
  const remarks = left.length === 0 ? [] : [`${takes}, so not ${left.join(', ')}`]
  return {names: [...new Set(names)], because, remarks}
}

/** What registries call packages; nothing in it means anything in a settings file or a wildcard. */
const PLAIN = /^(?:@[\w.~-]+\/)?[\w.~-]*$/

/** Whole names, whatever the version. */
export const wholeNames: WriteName = ({kind, name, range}) => (kind === 'name' && range === '' ? [name] : undefined)

/** Names and wildcards, in which `*` stops at a `/`. */
export const wildcards: WriteName = (pattern) => (pattern.range === '' ? globs(pattern) : undefined)

/** Whole names, and exact versions of them: `nx@21.6.4 || 21.6.5`. */
export const exactVersions: WriteName = ({kind, name, range}) => {
  const versions = exactVersionsOf(range)
  if (kind !== 'name' || versions === undefined) return undefined
  return [versions.length === 0 ? name : `${name}@${versions.join(' || ')}`]
}

/** Wildcards, and exact versions of whole names. */
export const wildcardsOrExactVersions: WriteName = (pattern) => wildcards(pattern) ?? exactVersions(pattern)

/** Wildcards with any range of npm's. */
export const wildcardsWithRanges: WriteName = (pattern) =>
  globs(pattern).map((glob) => (pattern.range === '' ? glob : `${glob}@${pattern.range}`))

function globs({kind, name}: Pattern): readonly string[] {
  if (kind === 'name') return [name]
  return name === '' ? ['*', '@*/*'] : [`${name}*`]
}

function exactVersionsOf(range: string): readonly string[] | undefined {
  if (range === '') return []
  const versions = range.split('||').map((part) => semver.valid(part.trim()))
  return versions.every((version) => version !== null) ? versions : undefined
}
