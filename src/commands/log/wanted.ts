// What `--artifact` and `--advisory` ask for, as patterns.

import {resolve} from 'node:path'
import {exitCode} from '../../core/exit-code.ts'
import {readOsvAdvisory} from '../../core/osv-patterns.ts'
import type {Pattern} from '../../core/policy/pattern.ts'
import {wantedArtifacts} from '../../core/wanted-artifacts.ts'
import {readSourceFile} from '../../sources/read-file.ts'
import type {Edge} from '../edge.ts'
import type {ListOptions} from './command-line.ts'

export type Wanted =
  | {
      readonly kind: 'patterns'
      readonly patterns: readonly Pattern[]
      /** Of the advisory: what it is, and what it is about that no command here brings. */
      readonly remarks: readonly string[]
    }
  | {readonly kind: 'wrong'; readonly message: string; readonly hint: string; readonly code: number}

const LARGEST_ADVISORY = 16 * 1024 * 1024

/** Undefined where nothing is asked for. */
export function wantedOf({artifacts, advisory}: ListOptions, {cwd}: Edge): Wanted | undefined {
  if (artifacts.length === 0 && advisory === undefined) return undefined
  const patterns: Pattern[] = []
  for (const text of artifacts) {
    const wanted = wantedArtifacts(text)
    if (wanted.kind === 'invalid') {
      const message = `\`${text}\` ${wanted.reason}`
      return {kind: 'wrong', message, hint: "`sallyport log --artifact 'npm:left-pad@<1.3'`", code: exitCode.usage}
    }
    patterns.push(...wanted.patterns)
  }
  if (advisory === undefined) return {kind: 'patterns', patterns, remarks: []}
  const read = readAdvisory(resolve(cwd, advisory))
  if (read.kind === 'wrong') return read
  return {...read, patterns: [...patterns, ...read.patterns]}
}

function readAdvisory(path: string): Wanted {
  const hint = 'give one advisory as a JSON file in the OSV format'
  const file = readSourceFile(path, {}, {bytes: LARGEST_ADVISORY})
  if (file.kind !== 'content') {
    const reason = file.kind === 'failed' ? file.reason : 'it is empty'
    return {
      kind: 'wrong',
      message: `the advisory \`${path}\` cannot be read: ${reason}`,
      hint,
      code: exitCode.undecided,
    }
  }
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(file.bytes).toString())
  } catch {
    return {kind: 'wrong', message: `the advisory \`${path}\` is no JSON`, hint, code: exitCode.undecided}
  }
  const read = readOsvAdvisory(value)
  if (read.kind === 'invalid') {
    return {kind: 'wrong', message: `\`${path}\` ${read.reason}`, hint, code: exitCode.undecided}
  }
  const {id, summary, patterns, others} = read
  if (patterns.length === 0) {
    const about = others.length === 0 ? 'no package' : others.join(', ')
    const message = `the advisory ${id} is about ${about}, and the log knows npm, PyPI and Docker`
    return {
      kind: 'wrong',
      message,
      hint: '`sallyport log --artifact` takes a pattern as well',
      code: exitCode.undecided,
    }
  }
  const ranges = patterns.map(({ecosystem, name, range}) => `${ecosystem}:${name}${range === '' ? '' : `@${range}`}`)
  const more = ranges.length > MOST_RANGES ? `, and ${ranges.length - MOST_RANGES} more` : ''
  return {
    kind: 'patterns',
    patterns,
    remarks: [
      summary === '' ? id : `${id}: ${summary}`,
      `asked for: ${ranges.slice(0, MOST_RANGES).join(', ')}${more}`,
      ...(others.length === 0 ? [] : [`not asked for: what it says of ${others.join(', ')}`]),
    ],
  }
}

const MOST_RANGES = 8
