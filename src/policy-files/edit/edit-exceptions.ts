// Exceptions put into the text of a policy file and taken out of it. Whatever the edit was, its result is read again: it has to
// say what the file said before and the one thing more (or less), or there is no result.

import {isDeepStrictEqual} from 'node:util'
import {type Pattern, parsePattern} from '../../core/policy/pattern.ts'
import {type PolicyYaml, parsePolicyYaml} from '../policy-yaml.ts'
import type {Problem} from '../problem.ts'
import {checkPolicy} from '../read-policy.ts'
import {pathKey} from '../yaml-values.ts'
import {addKey, fillKey} from './add-key.ts'
import {appendToBlock} from './append-to-block.ts'
import {appendToFlow} from './append-to-flow.ts'
import {type ExceptionEntry, flowText} from './entry-text.ts'
import {type ExceptionsList, findExceptions} from './exceptions-list.ts'
import {removeEntry} from './remove-entry.ts'
import {setDate} from './set-date.ts'
import {applyEdits, type TextEdit} from './text-edits.ts'

export type Edited =
  | {
      readonly kind: 'edited'
      readonly text: string
      readonly line: number
      readonly change: 'added' | 'dated' | 'removed'
    }
  /** It says so already. */
  | {readonly kind: 'same'; readonly line: number}
  /** Another reason is given for the same exception. */
  | {readonly kind: 'other-reason'; readonly line: number; readonly reason: string}
  | {readonly kind: 'not-there'}
  /** More than one entry could be meant. */
  | {readonly kind: 'several'; readonly entries: readonly PlacedEntry[]}
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}
  /** The text is valid and in a form that cannot be changed without changing more. */
  | {readonly kind: 'unfit'; readonly reason: string}

export interface PlacedEntry extends ExceptionEntry {
  readonly index: number
  readonly line: number
}

export function addException(content: Uint8Array, path: string, entry: ExceptionEntry): Edited {
  const yaml = parsePolicyYaml(content, {path, keepTokens: true})
  if (yaml.kind === 'problems') return yaml
  const same = entriesOf(yaml).find((one) => isSamePattern(one.match, entry.match) && isSameSet(one.rules, entry.rules))
  if (same !== undefined) return changeDate(yaml, path, same, entry)
  const found = findExceptions(yaml)
  const before = exceptionsIn(yaml)
  const candidates = candidatesFor(yaml, found, entry)
  if (typeof candidates === 'string') return unfit(yaml, path, candidates)
  return firstThatReads(yaml, path, candidates, [...before, entry], {change: 'added', index: before.length})
}

/** The entry for these rules; for whatever rules where none are given and there is only one. */
export function removeException(content: Uint8Array, path: string, match: string, rules: readonly string[]): Edited {
  const yaml = parsePolicyYaml(content, {path, keepTokens: true})
  if (yaml.kind === 'problems') return yaml
  const named = entriesOf(yaml).filter((one) => isSamePattern(one.match, match))
  const meant = rules.length === 0 ? named : named.filter((one) => isSameSet(one.rules, rules))
  const [entry, ...more] = meant
  if (entry === undefined) return named.length === 0 ? {kind: 'not-there'} : {kind: 'several', entries: named}
  if (more.length > 0) return {kind: 'several', entries: meant}
  const found = findExceptions(yaml)
  if (found.kind === 'unfit') return unfit(yaml, path, found.reason)
  if (found.kind === 'absent' || found.kind === 'empty') return {kind: 'not-there'}
  const {index} = entry
  const rest = exceptionsIn(yaml).filter((_, one) => one !== index)
  return firstThatReads(yaml, path, removeEntry(yaml, found, index), rest, {change: 'removed', line: entry.line})
}

function candidatesFor(
  yaml: PolicyYaml,
  found: ExceptionsList,
  entry: ExceptionEntry,
): readonly (readonly TextEdit[])[] | string {
  switch (found.kind) {
    case 'absent':
      return addKey(yaml, found.top, entry)
    case 'empty':
      return fillKey(yaml, found.colon, entry)
    case 'block': {
      const edits = appendToBlock(yaml.text, found, entry)
      return edits === undefined ? [] : [edits]
    }
    case 'flow':
      return [appendToFlow(yaml.text, found.tokens, flowText(entry, isJson(yaml, found)))]
    case 'unfit':
      return found.reason
    default:
      return found satisfies never
  }
}

function isJson({text}: PolicyYaml, {tokens}: Extract<ExceptionsList, {kind: 'flow'}>): boolean {
  return /^\[\s*\{\s*"/.test(text.slice(tokens.offset)) || /^\s*\{\s*"/.test(text)
}

function changeDate(yaml: PolicyYaml, path: string, same: PlacedEntry, entry: ExceptionEntry): Edited {
  const {line, index, expires, reason} = same
  if (reason !== entry.reason) return {kind: 'other-reason', line, reason}
  if (expires === entry.expires) return {kind: 'same', line}
  const found = findExceptions(yaml)
  const item = found.kind === 'block' || found.kind === 'flow' ? found.list.items[index] : undefined
  const edit = setDate(yaml.text, item, expires, entry.expires)
  const after = exceptionsIn(yaml).map((one, at) => (at === index ? {...(one as object), expires: entry.expires} : one))
  return firstThatReads(yaml, path, edit === undefined ? [] : [[edit]], after, {change: 'dated', index})
}

type Result = Pick<Extract<Edited, {kind: 'edited'}>, 'change'> & ({readonly index: number} | {readonly line: number})

function firstThatReads(
  yaml: PolicyYaml,
  path: string,
  candidates: readonly (readonly TextEdit[])[],
  exceptions: readonly unknown[],
  result: Result,
): Edited {
  const wanted = comparable(yaml.value, exceptions)
  for (const edits of candidates) {
    const text = applyEdits(yaml.text, edits)
    const after = parsePolicyYaml(new TextEncoder().encode(text), {path, keepTokens: false})
    if (after.kind === 'problems' || checkPolicy(after, path).kind === 'problems') continue
    if (!isDeepStrictEqual(comparable(after.value, exceptionsIn(after)), wanted)) continue
    const line = 'line' in result ? result.line : lineOf(after, result.index)
    return {kind: 'edited', text, line, change: result.change}
  }
  const found = findExceptions(yaml)
  const anchor = 'list' in found ? found.list.anchor : undefined
  if (anchor !== undefined)
    return unfit(yaml, path, `\`exceptions\` has the anchor \`&${anchor}\` and is used elsewhere too`)
  return unfit(yaml, path, 'the entry cannot be changed there without changing something else as well')
}

/** A file that is wrong in itself is said to be wrong; one that is right is in a form that cannot be edited. */
function unfit(yaml: PolicyYaml, path: string, reason: string): Edited {
  const checked = checkPolicy(yaml, path)
  return checked.kind === 'problems' ? checked : {kind: 'unfit', reason}
}

/** What the file says, in a form in which it does not matter whether an empty list is written. */
function comparable(value: unknown, exceptions: readonly unknown[]): unknown {
  const {exceptions: _, ...rest} = typeof value === 'object' && value !== null ? (value as {exceptions?: unknown}) : {}
  return JSON.parse(JSON.stringify({version: 1, ...rest, exceptions}))
}

function exceptionsIn({value}: PolicyYaml): readonly unknown[] {
  const {exceptions} = (value ?? {}) as {exceptions?: unknown}
  return Array.isArray(exceptions) ? exceptions : []
}

function entriesOf(yaml: PolicyYaml): readonly PlacedEntry[] {
  return exceptionsIn(yaml).flatMap((one, index) => {
    const {match, rules, reason, expires} = (one ?? {}) as Partial<ExceptionEntry>
    if (typeof match !== 'string' || !Array.isArray(rules)) return []
    return {match, rules, reason: String(reason), expires: String(expires), index, line: lineOf(yaml, index)}
  })
}

function lineOf({positions}: PolicyYaml, index: number): number {
  return positions.get(pathKey(['exceptions', index]))?.key.line ?? 1
}

function isSamePattern(one: string, other: string): boolean {
  const [a, b] = [patternOf(one), patternOf(other)]
  return a !== undefined && isDeepStrictEqual(a, b)
}

function patternOf(text: string): Pattern | undefined {
  const parsed = parsePattern(text)
  return parsed.kind === 'pattern' ? parsed.pattern : undefined
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return isDeepStrictEqual(new Set(one), new Set(other))
}
