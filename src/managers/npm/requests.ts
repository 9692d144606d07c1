// What one npm command asks for, before anything is resolved: specifiers with their places, and whether the project's tree
// is built.

import type {Surroundings} from '../../core/invocation.ts'
import type {OptionValue, Positional} from './arguments.ts'
import {initializerPackage} from './initializer.ts'
import {upwards} from './project.ts'
import type {Registries} from './registries.ts'
import {verbKind} from './verbs.ts'

export interface Request {
  readonly specifier: string
  /** Index into the typed argv; -1 when it was not typed (environment, configuration). */
  readonly index: number
  /** The word as typed, where npm makes a package name out of it. */
  readonly requested?: string
}

export type Requests =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {
      readonly kind: 'requests'
      readonly specifiers: readonly Request[]
      readonly tree: boolean
      /** Registry names among the specifiers are only looked up. */
      readonly registryIsMetadata?: boolean
    }

export interface Command {
  readonly command: string
  readonly words: readonly Positional[]
  readonly options: ReadonlyMap<string, OptionValue>
}

export interface Setting {
  readonly isGlobal: boolean
  readonly localPrefix: string
  readonly registries: Registries
  readonly surroundings: Surroundings
}

export function requestsOf(line: Command, setting: Setting): Requests {
  const {command, words} = line
  switch (verbKind(command)) {
    case 'never':
      return {kind: 'passthrough', reason: `\`npm ${command}\` fetches no packages`}
    case 'tree':
      return words.length === 0 && setting.isGlobal
        ? {kind: 'requests', specifiers: [{specifier: '.', index: -1}], tree: false}
        : {kind: 'requests', specifiers: typed(words), tree: true}
    case 'tree-only':
      return {kind: 'requests', specifiers: [], tree: true}
    case 'specs':
      return words.length === 0
        ? {kind: 'passthrough', reason: `\`npm ${command}\` works on this folder`}
        : {kind: 'requests', specifiers: typed(words), tree: false}
    case 'metadata':
      return {kind: 'requests', specifiers: typed(words), tree: false, registryIsMetadata: true}
    case 'exec':
      return execRequests(line, setting)
    case 'init':
      return initRequests(line)
    case 'subcommand':
      return subcommandRequests(line)
  }
}

function typed(words: readonly Positional[]): readonly Request[] {
  return words.map(({word, index}) => ({specifier: word, index}))
}

function execRequests({words, options}: Command, {localPrefix, registries, surroundings}: Setting): Requests {
  const packages = listOf(options.get('package'))
  const configured = packages.length === 0 ? listOf(registries.setting('package')?.split('\n\n')) : []
  const named = [...packages, ...configured].map((specifier) => ({specifier, index: -1}))
  if (named.length > 0) return {kind: 'requests', specifiers: named, tree: false}
  const [first] = words
  if (first === undefined || isTyped(options.get('call'))) {
    return {kind: 'passthrough', reason: 'runs what is installed already'}
  }
  if (isLocalBinary(first.word, localPrefix, surroundings)) {
    return {kind: 'passthrough', reason: `\`${first.word}\` is installed in this project`}
  }
  return {kind: 'requests', specifiers: [{specifier: first.word, index: first.index}], tree: false}
}

/** npm runs `node_modules/.bin/<word>` of the project or a folder above it without looking anywhere else. */
function isLocalBinary(word: string, localPrefix: string, surroundings: Surroundings): boolean {
  if (!/^[\w.-]+$/.test(word) || word.startsWith('.')) return false
  for (const folder of upwards(localPrefix, surroundings)) {
    if (surroundings.readFile(surroundings.resolvePath(folder, 'node_modules/.bin', word)).kind !== 'absent')
      return true
  }
  return false
}

function initRequests({words: [first], options}: Command): Requests {
  if (first !== undefined) {
    const {word, index} = first
    return {kind: 'requests', specifiers: [{specifier: initializerPackage(word), index, requested: word}], tree: false}
  }
  // With workspaces, `npm init` builds the tree after writing the new member's manifest.
  if (options.has('workspace') || options.has('workspaces')) return {kind: 'requests', specifiers: [], tree: true}
  return {kind: 'passthrough', reason: '`npm init` without a name writes a package.json'}
}

function subcommandRequests({command, words: [first, ...rest], options}: Command): Requests {
  const specifiers = (words: readonly Positional[]): Requests =>
    words.length > 0
      ? {kind: 'requests', specifiers: typed(words), tree: false}
      : {kind: 'passthrough', reason: `\`npm ${command}\` names no package`}
  const tree: Requests = {kind: 'requests', specifiers: [], tree: true}
  const nothing: Requests = {
    kind: 'passthrough',
    reason: `\`npm ${[command, first?.word].join(' ')}\` fetches no packages`,
  }
  switch (command) {
    case 'audit':
      return first?.word === 'fix' ? tree : nothing
    case 'cache':
      return first?.word === 'add' ? specifiers(rest) : nothing
    case 'diff':
      return {
        kind: 'requests',
        specifiers: listOf(options.get('diff')).map((specifier) => ({specifier, index: -1})),
        tree: false,
      }
    case 'patch':
      if (first === undefined || first.word === 'ls') return nothing
      return ['commit', 'update', 'rm'].includes(first.word) ? tree : specifiers(first.word === 'add' ? rest : [first])
    case 'stage':
      return specifiers(rest)
    case 'version':
      // In workspaces mode the lockfile is brought up to date, which builds the tree.
      return first !== undefined && (options.has('workspace') || options.has('workspaces')) ? tree : nothing
    default:
      return specifiers(first === undefined ? [] : [first, ...rest])
  }
}

function listOf(value: OptionValue | readonly string[] | undefined): readonly string[] {
  return [value ?? []].flat().filter((one): one is string => typeof one === 'string' && one !== '')
}

function isTyped(value: OptionValue | undefined): boolean {
  return typeof value === 'string' && value !== ''
}
