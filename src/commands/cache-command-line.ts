// The grammar of `sallyport cache`. Pure: words in, a command or a complaint out.

import type {Ecosystem} from '../core/artifact.ts'
import {readOptionWords} from './option-words.ts'

export type CacheCommand =
  | {readonly kind: 'cache'; readonly action: 'status'; readonly json: boolean}
  | ({readonly kind: 'cache'; readonly action: 'update'} & UpdateOptions)
  | ({readonly kind: 'cache'; readonly action: 'export'} & ExportOptions)
  | ({readonly kind: 'cache'; readonly action: 'import'} & ImportOptions)
  | {readonly kind: 'cache'; readonly action: 'clear'; readonly yes: boolean}

export interface UpdateOptions {
  /** `all` is what has a source in the settings. */
  readonly what: 'all' | 'names' | 'advisories'
  /** Empty for every ecosystem that has a source in the settings. */
  readonly ecosystems: readonly Ecosystem[]
  /** In place of the source in the settings. */
  readonly from: string | undefined
  readonly allNames: readonly string[]
  /** Advisories go beside those in force, not in their place. */
  readonly add: boolean
  /** Also when what is new is much smaller or older than what is in force. */
  readonly force: boolean
  /** Most seconds that one source may take. */
  readonly timeout: number
}

export interface ExportOptions {
  readonly file: string
  /** Without the updated name indexes. */
  readonly withoutNames: boolean
  /** Over a file that is there. */
  readonly force: boolean
}

export interface ImportOptions {
  readonly file: string
  /** Also when what it holds is much smaller or older than what is in force. */
  readonly force: boolean
}

export interface Complaint {
  readonly kind: 'wrong'
  readonly message: string
  readonly hint: string
}

const HINTS = {
  status: '`sallyport cache status [--json]`',
  update: '`sallyport cache update [names|advisories] [npm|pypi|docker…] [--from URL|FILE] [--add] [--force]`',
  export: '`sallyport cache export FILE [--without-names] [--force]`',
  import: '`sallyport cache import FILE [--force]`',
  clear: '`sallyport cache clear [--yes]`',
} as const
type Action = keyof typeof HINTS

const DEFAULT_TIMEOUT = 600

export function parseCache([action, ...words]: readonly string[]): CacheCommand | Complaint {
  switch (action) {
    case 'status': {
      const read = readOptionWords(words, {json: 'flag'})
      if (read.kind === 'wrong') return wrong(action, read.message)
      if (read.operands.length > 0) return wrong(action, '`cache status` takes no operand')
      return {kind: 'cache', action, json: read.values.json}
    }
    case 'update':
      return parseUpdate(words)
    case 'export': {
      const read = readOptionWords(words, {'without-names': 'flag', force: 'flag'})
      if (read.kind === 'wrong') return wrong(action, read.message)
      const {'without-names': withoutNames, force} = read.values
      return withFile(action, read.operands, (file) => ({kind: 'cache', action, file, withoutNames, force}))
    }
    case 'import': {
      const read = readOptionWords(words, {force: 'flag'})
      if (read.kind === 'wrong') return wrong(action, read.message)
      const {force} = read.values
      return withFile(action, read.operands, (file) => ({kind: 'cache', action, file, force}))
    }
    case 'clear': {
      const read = readOptionWords(words, {yes: 'flag'})
      if (read.kind === 'wrong') return wrong(action, read.message)
      if (read.operands.length > 0) return wrong(action, '`cache clear` takes no operand')
      return {kind: 'cache', action, yes: read.values.yes}
    }
    default:
      return {
        kind: 'wrong',
        message: '`cache` takes `status`, `update`, `export`, `import` or `clear`',
        hint: `${HINTS.status} or ${HINTS.update}`,
      }
  }
}

function withFile(
  action: 'export' | 'import',
  operands: readonly string[],
  made: (file: string) => CacheCommand,
): CacheCommand | Complaint {
  const [file = ''] = operands
  return file === '' || operands.length > 1 ? wrong(action, `\`cache ${action}\` takes one file`) : made(file)
}

function parseUpdate(words: readonly string[]): CacheCommand | Complaint {
  const kinds = {from: 'text', 'all-names': 'texts', add: 'flag', force: 'flag', timeout: 'text'} as const
  const read = readOptionWords(words, kinds)
  if (read.kind === 'wrong') return wrong('update', read.message)
  const {from, 'all-names': allNames, add, force, timeout = String(DEFAULT_TIMEOUT)} = read.values
  const [first, ...rest] = read.operands
  const what: UpdateOptions['what'] = first === 'names' || first === 'advisories' ? first : 'all'
  const ecosystems = new Set<Ecosystem>()
  for (const word of what === 'all' ? read.operands : rest) {
    if (word !== 'npm' && word !== 'pypi' && word !== 'docker') return wrong('update', `unknown ecosystem \`${word}\``)
    ecosystems.add(word)
  }
  const [only] = ecosystems
  const isOne = ecosystems.size === 1
  const complaint =
    what === 'advisories' && ecosystems.has('docker')
      ? 'there are no feeds of advisories for `docker`'
      : from !== undefined && !isOne
        ? '`--from` goes with exactly one ecosystem'
        : allNames.length > 0 && (!isOne || only !== 'pypi' || what === 'advisories')
          ? '`--all-names` goes with `pypi`'
          : add && what !== 'advisories'
            ? '`--add` goes with `advisories`'
            : !/^[1-9]\d{0,3}$/.test(timeout)
              ? '`--timeout` takes whole seconds from 1 to 9999'
              : undefined
  if (complaint !== undefined) return wrong('update', complaint)
  // Names were there first: where a source is given without saying what it is of, it is of names.
  const meant: typeof what = what === 'all' && (from !== undefined || allNames.length > 0) ? 'names' : what
  const options = {what: meant, ecosystems: [...ecosystems], from, allNames, add, force, timeout: Number(timeout)}
  return {kind: 'cache', action: 'update', ...options}
}

function wrong(action: Action, message: string): Complaint {
  return {kind: 'wrong', message, hint: HINTS[action]}
}
