// The grammar of `sallyport cache`. Pure: words in, a command or a complaint out.

import type {Ecosystem} from '../core/artifact.ts'

export type CacheCommand =
  | {readonly kind: 'cache'; readonly action: 'status'; readonly json: boolean}
  | ({readonly kind: 'cache'; readonly action: 'update'} & UpdateOptions)

export interface UpdateOptions {
  /** Empty for every ecosystem that has a source in the settings. */
  readonly ecosystems: readonly Ecosystem[]
  /** In place of the source in the settings. */
  readonly from: string | undefined
  readonly allNames: readonly string[]
  /** Also when the new index is much smaller or older than the one in force. */
  readonly force: boolean
  /** Most seconds that one source may take. */
  readonly timeout: number
}

export interface Complaint {
  readonly kind: 'wrong'
  readonly message: string
  readonly hint: string
}

const HINT = '`sallyport cache status [--json]` or `sallyport cache update [npm|pypi|docker…] [--from URL|FILE]`'
const DEFAULT_TIMEOUT = 600

export function parseCache([action, ...words]: readonly string[]): CacheCommand | Complaint {
  if (action === 'status') {
    const strange = words.find((word) => word !== '--json')
    if (strange !== undefined) return wrong(`unknown option \`${strange}\` of \`cache status\``)
    return {kind: 'cache', action, json: words.includes('--json')}
  }
  if (action === 'update') return parseUpdate(words)
  return wrong('`cache` takes `status` or `update`')
}

function parseUpdate(words: readonly string[]): CacheCommand | Complaint {
  const ecosystems = new Set<Ecosystem>()
  const allNames: string[] = []
  let from: string | undefined
  let force = false
  let timeout = DEFAULT_TIMEOUT
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    const option = equals === -1 ? word : word.slice(0, equals)
    const value = (): string => (equals === -1 ? words[++index] : word.slice(equals + 1)) ?? ''
    if (word === 'npm' || word === 'pypi' || word === 'docker') ecosystems.add(word)
    else if (word === '--force') force = true
    else if (option === '--from' || option === '--all-names') {
      const source = value()
      if (source === '' || source.startsWith('-')) return wrong(`\`${option}\` takes an address or a file`)
      if (option === '--all-names') allNames.push(source)
      else if (from === undefined) from = source
      else return wrong('`--from` is given twice')
    } else if (option === '--timeout') {
      const seconds = value()
      if (!/^[1-9]\d{0,3}$/.test(seconds)) return wrong('`--timeout` takes whole seconds from 1 to 9999')
      timeout = Number(seconds)
    } else if (word.startsWith('-')) return wrong(`unknown option \`${option}\` of \`cache update\``)
    else return wrong(`unknown ecosystem \`${word}\``)
  }
  const [only] = ecosystems
  if (from !== undefined && ecosystems.size !== 1) return wrong('`--from` goes with exactly one ecosystem')
  if (allNames.length > 0 && (ecosystems.size !== 1 || only !== 'pypi')) return wrong('`--all-names` goes with `pypi`')
  return {kind: 'cache', action: 'update', ecosystems: [...ecosystems], from, allNames, force, timeout}
}

function wrong(message: string): Complaint {
  return {kind: 'wrong', message, hint: HINT}
}
