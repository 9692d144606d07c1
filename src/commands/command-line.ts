// The grammar of sallyport's own commands. Pure: words in, a command or a complaint out.

import type {Ecosystem} from '../core/artifact.ts'
import {type CacheCommand, type Complaint, parseCache} from './cache-command-line.ts'
import {type LogCommand, parseLog} from './log/command-line.ts'
import {type PolicyCommand, parsePolicy} from './policy/command-line.ts'

export type CommandLine =
  | {readonly kind: 'run'; readonly tool: string; readonly argv: readonly string[]}
  | {
      readonly kind: 'check'
      readonly json: boolean
      readonly offline: boolean
      readonly tool: string
      readonly argv: readonly string[]
    }
  | {readonly kind: 'names'; readonly ecosystem: Ecosystem; readonly json: boolean}
  | {readonly kind: 'explain'; readonly json: boolean; readonly words: readonly string[]}
  | {readonly kind: 'doctor'}
  | ConfigCommand
  | PolicyCommand
  | CacheCommand
  | LogCommand
  | {readonly kind: 'version'}
  | {readonly kind: 'help'}
  | Complaint

export type ConfigCommand =
  | {readonly kind: 'config'; readonly action: 'list'}
  | {readonly kind: 'config'; readonly action: 'get'; readonly key: string}
  | {readonly kind: 'config'; readonly action: 'set'; readonly key: string; readonly value: string}

export function parseCommandLine([command, ...rest]: readonly string[]): CommandLine {
  switch (command) {
    case 'run':
      return parseRun(rest)
    case 'check':
      return parseCheck(rest)
    case 'names':
      return parseNames(rest)
    case 'explain':
      return parseExplain(rest)
    case 'config':
      return parseConfig(rest)
    case 'policy':
      return parsePolicy(rest)
    case 'cache':
      return parseCache(rest)
    case 'log':
      return parseLog(rest)
    case 'doctor':
      return rest.length === 0 ? {kind: 'doctor'} : wrong('`doctor` takes no arguments', '`sallyport doctor`')
    case 'version':
    case '--version':
    case '-v':
      return {kind: 'version'}
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return {kind: 'help'}
    default:
      return wrong(`unknown command \`${command}\``, '`sallyport --help` lists the commands')
  }
}

function parseRun([tool, dashes, ...argv]: readonly string[]): CommandLine {
  if (tool === undefined || dashes !== '--') {
    return wrong('`run` takes a tool, `--` and its arguments', '`sallyport run npm -- install express`')
  }
  return {kind: 'run', tool, argv}
}

const CHECK_HINT = '`sallyport check [--json] [--offline] -- npm install express`'

function parseCheck(words: readonly string[]): CommandLine {
  const end = words.indexOf('--')
  const options = end === -1 ? words : words.slice(0, end)
  const strange = options.find((word) => word !== '--json' && word !== '--offline')
  if (strange !== undefined) return wrong(`unknown option \`${strange}\` of \`check\``, CHECK_HINT)
  const [tool, ...argv] = end === -1 ? [] : words.slice(end + 1)
  if (tool === undefined) return wrong('`check` takes `--` and the command to judge', CHECK_HINT)
  return {kind: 'check', json: options.includes('--json'), offline: options.includes('--offline'), tool, argv}
}

const NAMES_HINT = '`sallyport names --ecosystem npm|pypi|docker [--json]`, names on standard input'

function parseNames(words: readonly string[]): CommandLine {
  let json = false
  let ecosystem: string | undefined
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '--json') json = true
    else if (word === '--ecosystem') ecosystem = words[++index] ?? ''
    else if (word.startsWith('--ecosystem=')) ecosystem = word.slice('--ecosystem='.length)
    else return wrong(`unknown option \`${word}\` of \`names\``, NAMES_HINT)
  }
  if (ecosystem === undefined) return wrong('`names` needs to know the ecosystem', NAMES_HINT)
  if (ecosystem !== 'npm' && ecosystem !== 'pypi' && ecosystem !== 'docker') {
    return wrong(`unknown ecosystem \`${ecosystem}\``, NAMES_HINT)
  }
  return {kind: 'names', ecosystem, json}
}

const EXPLAIN_HINT = '`sallyport explain [--json] npm:lodash@^4`, or a package URL'

function parseExplain(words: readonly string[]): CommandLine {
  const json = words[0] === '--json'
  const rest = json ? words.slice(1) : words
  if (rest.length === 0) return wrong('`explain` takes an artifact', EXPLAIN_HINT)
  return {kind: 'explain', json, words: rest}
}

function parseConfig([action, key, value, ...more]: readonly string[]): CommandLine {
  if (action === 'list' && key === undefined) return {kind: 'config', action}
  if (action === 'get' && key !== undefined && value === undefined) return {kind: 'config', action, key}
  if (action === 'set' && key !== undefined && value !== undefined && more.length === 0) {
    return {kind: 'config', action, key, value}
  }
  return wrong('`config` takes `list`, `get KEY` or `set KEY VALUE`', '`sallyport config list` shows the keys')
}

function wrong(message: string, hint: string): CommandLine {
  return {kind: 'wrong', message, hint}
}
