// The shape of a list of names as its source publishes it, and what counts as a name in it. What becomes of a list is
// decided elsewhere.

import type {Ecosystem} from '../artifact.ts'
import {normalizePypiName} from '../pypi-name.ts'

export interface NameList {
  readonly kind: 'list'
  /** What it was read as, for messages: `tab-separated lines`. */
  readonly format: string
  readonly rows: readonly NameRow[]
  /** `YYYY-MM-DD`, where the source itself says of when it is. */
  readonly date?: string
}

export interface NameRow {
  readonly name: string
  /** Downloads, a rank or a status, as the format has it; undefined where there is only a name. */
  readonly figure?: number | string
  readonly meaning?: 'downloads' | 'rank' | 'status'
}

export interface UnreadableList {
  readonly kind: 'unreadable'
  /** Said of the source: `it is an HTML page`. May hold text from outside. */
  readonly reason: string
}

/** npm's limit, the longest of the three. */
const LONGEST_NAME = 214

const NAMES: Readonly<Record<Ecosystem, RegExp>> = {
  // Old names have upper case and these marks; nothing outside them was ever accepted (validate-npm-package-name).
  npm: /^(?:@[\w.~!'()*-]+\/)?[\w.~!'()*-]+$/,
  pypi: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
  // Docker Official Images: one component of the distribution project's reference grammar.
  docker: /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/,
}

/** The name in its ecosystem's one form, or undefined where it is none. */
export function nameIn(ecosystem: Ecosystem, text: string): string | undefined {
  if (text.length === 0 || text.length > LONGEST_NAME) return undefined
  const name = ecosystem === 'pypi' ? normalizePypiName(text) : text
  return NAMES[ecosystem].test(name) ? name : undefined
}

/** A count of downloads: JSON has them as numbers, some exports as strings. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? count : undefined
}
