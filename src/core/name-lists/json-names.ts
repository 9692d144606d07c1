// Names in JSON: an array of names or of objects with downloads, the same under `rows` (with `last_update`), an object of
// name to downloads, or a simple index of PyPI (PEP 691, `projects`).

import {countOf, type NameList, type NameRow, type UnreadableList} from './name-list.ts'

export function readJson(text: string): NameList | UnreadableList {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The engine's own message quotes the text, which may be a secret page; where it breaks off helps nobody here.
    return unreadable('it begins like JSON and is not, or was cut off')
  }
  if (Array.isArray(value)) return listOf('a JSON array', value)
  if (typeof value !== 'object' || value === null) return unreadable('its JSON is neither an array nor an object')
  const fields = new Map<string, unknown>(Object.entries(value))
  const rows = fields.get('rows')
  if (Array.isArray(rows)) return {...listOf('JSON rows', rows), ...dateIn(fields.get('last_update'))}
  const projects = fields.get('projects')
  if (Array.isArray(projects)) return listOf('a simple index (PEP 691)', projects)
  // Packages of these names exist; with downloads, they are packages.
  if (typeof (fields.get('error') ?? fields.get('message')) === 'string') {
    return unreadable('it is a message in JSON, not a list of names')
  }
  const counts = [...fields].map(([name, count]): NameRow => rowOf(name, count))
  return {kind: 'list', format: 'a JSON object of name to downloads', rows: counts}
}

function listOf(format: string, values: readonly unknown[]): NameList {
  return {kind: 'list', format, rows: values.map(rowIn)}
}

/** A row with an empty name, which is none, for whatever has another shape. */
function rowIn(value: unknown): NameRow {
  if (typeof value === 'string') return {name: value}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {name: ''}
  const {name, project, downloads, download_count: count} = value as Readonly<Record<string, unknown>>
  const chosen = name ?? project
  const figure = downloads ?? count
  if (typeof chosen !== 'string') return {name: ''}
  return figure === undefined ? {name: chosen} : rowOf(chosen, figure)
}

/** Downloads that are no number make the row none, so that a list of another kind is not taken for one of names. */
function rowOf(name: string, downloads: unknown): NameRow {
  const figure = countOf(downloads)
  return figure === undefined ? {name: ''} : {name, figure, meaning: 'downloads'}
}

/** `2026-11-01 07:59:42` and ISO 8601 begin with the day. */
function dateIn(update: unknown): {readonly date?: string} {
  const day = typeof update === 'string' ? /^\d{4}-\d{2}-\d{2}(?![\d])/.exec(update)?.[0] : undefined
  return day === undefined ? {} : {date: day}
}

function unreadable(reason: string): UnreadableList {
  return {kind: 'unreadable', reason}
}
