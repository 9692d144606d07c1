// Reads a list of names in any of the formats that public sources use, told apart by how the text begins. What is not a
// list, or is one of something else, is refused with what was seen and where.

import type {Ecosystem} from '../artifact.ts'
import {readJson} from './json-names.ts'
import {type NameList, type NameRow, nameIn, type UnreadableList} from './name-list.ts'
import {readLines} from './text-lines.ts'

/** More rows than one in this many that hold no name: the list is of something else. */
const ONE_IN = 10
const LONGEST_QUOTE = 40

export interface NamedRows extends NameList {
  /** Rows of the source, names or not. */
  readonly read: number
}

/** The rows whose names are names, each name once, in its ecosystem's form; the first of equals stays. */
export function readNameList(text: string, ecosystem: Ecosystem): NamedRows | UnreadableList {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  const list = readAny(start === 0 ? text : text.slice(start))
  if (list.kind === 'unreadable') return list
  const rows = new Map<string, NameRow>()
  let strangers = 0
  let firstStranger: {readonly row: number; readonly name: string} | undefined
  for (const [index, row] of list.rows.entries()) {
    const name = nameIn(ecosystem, row.name)
    if (name === undefined) {
      strangers++
      firstStranger ??= {row: index + 1, name: row.name}
    } else if (!rows.has(name)) rows.set(name, {...row, name})
  }
  const {length} = list.rows
  if (firstStranger !== undefined && strangers * ONE_IN > length) {
    const {row, name} = firstStranger
    const quote = name === '' ? 'holds no name' : `\`${shortened(name)}\` is no ${ecosystem} name`
    return unreadable(`read as ${list.format}, ${strangers} of ${length} rows hold no name; row ${row}: ${quote}`)
  }
  if (rows.size === 0) return unreadable(`read as ${list.format}, it holds no names`)
  return {...list, rows: [...rows.values()], read: length}
}

function readAny(text: string): NameList | UnreadableList {
  const first = /\S/.exec(text)?.[0]
  if (first === undefined) return unreadable('it is empty')
  if (first === '<') return unreadable('it is an HTML or XML page, not a list of names')
  return first === '[' || first === '{' ? readJson(text) : readLines(text)
}

function shortened(name: string): string {
  return name.length > LONGEST_QUOTE ? `${name.slice(0, LONGEST_QUOTE)}…` : name
}

function unreadable(reason: string): UnreadableList {
  return {kind: 'unreadable', reason}
}
