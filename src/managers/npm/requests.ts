// What one npm command asks for, before anything is resolved: specifiers with their places, and whether the project's tree
// is built.

import semver from 'semver'
import type {RequestedIn} from '../../core/artifact.ts'
import type {Surroundings, Unclear} from '../../core/invocation.ts'
import type {OptionValue, Positional} from './arguments.ts'
import {initializerPackage} from './initializer.ts'
import {isLocalBinary} from './local-binary.ts'
import type {TreeRequest} from './project.ts'
import {findSetting, isOn, type SettingLayer} from './settings.ts'
import {shortened} from './shortened.ts'
import {verbKind} from './verbs.ts'

export interface Request {
  readonly specifier: string
  readonly requestedIn: RequestedIn
  /** The word as typed, where npm makes a package name out of it. */
  readonly requested?: string
}

/** Whether the project's dependency tree is built, and how. */
export type Tree = TreeRequest | undefined

export type Requests =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {
      readonly kind: 'requests'
      readonly specifiers: readonly Request[]
      readonly tree: Tree
      readonly unclear: readonly Unclear[]
      /** Registry names among the specifiers are only looked up. */
      readonly isMetadata: boolean
    }

export interface Command {
  readonly command: string
  readonly words: readonly Positional[]
  readonly options: ReadonlyMap<string, OptionValue>
  readonly packages: ReadonlyMap<string, readonly Positional[]>
}

export interface Situation {
  readonly isGlobal: boolean
  readonly localPrefix: string
  /** The working folder is in a workspace, which npm then works on. */
  readonly isInWorkspace: boolean
  readonly layers: readonly SettingLayer[]
  readonly surroundings: Surroundings
}

const WHOLE_TREE: TreeRequest = {without: [], isRenewed: false}

export function requestsOf(line: Command, situation: Situation): Requests {
  const {command, words} = line
  const kind = verbKind(command)
  switch (kind) {
    case 'never':
      return nothing(`\`npm ${command}\` fetches no packages`)
    case 'tree':
      return treeRequests(words, situation)
    case 'tree-only':
      return treeOnlyRequests(line, situation)
    case 'specs':
      return words.length === 0
        ? nothing(`\`npm ${command}\` works on this folder`)
        : requests({specifiers: typed(words)})
    case 'metadata':
      return requests({specifiers: typed(words), isMetadata: true})
    case 'exec':
      return execRequests(line, situation)
    case 'init':
      return initRequests(line, situation)
    case 'subcommand':
      return subcommandRequests(line, situation)
    default:
      return kind satisfies never
  }
}

function requests(parts: Partial<Omit<Extract<Requests, {kind: 'requests'}>, 'kind'>>): Requests {
  return {kind: 'requests', specifiers: [], tree: undefined, unclear: [], isMetadata: false, ...parts}
}

function nothing(reason: string): Requests {
  return {kind: 'passthrough', reason}
}

function typed(words: readonly Positional[]): readonly Request[] {
  return words.map(({word, index}) => ({specifier: word, requestedIn: {kind: 'argv', index}}))
}

function treeRequests(words: readonly Positional[], {isGlobal, localPrefix, surroundings}: Situation): Requests {
  if (!isGlobal) return requests({specifiers: typed(words), tree: WHOLE_TREE})
  if (words.length > 0) return requests({specifiers: typed(words)})
  // `npm install -g` alone installs the folder it is run in.
  const path = surroundings.resolvePath(localPrefix, 'package.json')
  return requests({specifiers: [{specifier: '.', requestedIn: {kind: 'manifest', path}}]})
}

function treeOnlyRequests({command, words}: Command, {isGlobal}: Situation): Requests {
  if (!isGlobal) {
    // What is taken out of the tree is not fetched for it.
    const without = command === 'uninstall' ? words.map(({word}) => word) : []
    return requests({tree: {without, isRenewed: command === 'update'}})
  }
  if (command !== 'update') return nothing(`\`npm ${command}\` fetches nothing for the global packages`)
  if (words.length > 0) return requests({specifiers: typed(words)})
  return requests({unclear: [{message: 'updates the packages installed globally, whose names are not read'}]})
}

function execRequests({words: [first], packages, options}: Command, situation: Situation): Requests {
  const {layers, isGlobal, localPrefix, surroundings} = situation
  const onCommandLine = packages.get('package') ?? []
  if (onCommandLine.length > 0) return requests({specifiers: typed(onCommandLine)})
  const configured = options.has('package') ? undefined : findSetting(layers, 'package')
  const names = configured?.values.filter((name) => name !== '') ?? []
  if (configured && names.length > 0) {
    const requestedIn: RequestedIn = {kind: 'manifest', path: configured.setBy}
    return requests({specifiers: names.map((specifier) => ({specifier, requestedIn}))})
  }
  // With `--call` npm takes no words.
  const call = findSetting(layers, 'call')?.values.at(-1)
  if (first === undefined || (call !== undefined && call !== '')) return nothing('runs what is installed already')
  if (!isGlobal && isLocalBinary(first.word, localPrefix, surroundings)) {
    return nothing(`\`${shortened(first.word)}\` is installed in this project`)
  }
  return requests({specifiers: typed([first])})
}

function initRequests({words: [first]}: Command, situation: Situation): Requests {
  if (first !== undefined) {
    const {word, index} = first
    const requestedIn: RequestedIn = {kind: 'argv', index}
    return requests({specifiers: [{specifier: initializerPackage(word), requestedIn, requested: word}]})
  }
  // With workspaces, `npm init` builds the tree after writing the new member's manifest.
  if (worksOnWorkspaces(situation)) return requests({tree: WHOLE_TREE})
  return nothing('`npm init` without a name writes a package.json')
}

export function worksOnWorkspaces({layers, isInWorkspace}: Situation): boolean {
  const named = findSetting(layers, 'workspace')?.values.some((name) => name !== '') ?? false
  return isInWorkspace || named || isOn(findSetting(layers, 'workspaces'))
}

function subcommandRequests({command, words, packages}: Command, situation: Situation): Requests {
  const [first, ...rest] = words
  const specifiers = (specs: readonly Positional[]): Requests =>
    specs.length > 0 ? requests({specifiers: typed(specs)}) : nothing(`\`npm ${command}\` names no package`)
  const tree = requests({tree: WHOLE_TREE})
  const none = nothing(`\`npm ${[command, shortened(first?.word ?? '')].join(' ').trim()}\` fetches no packages`)
  switch (command) {
    case 'audit':
      return first?.word === 'fix' ? requests({tree: {...WHOLE_TREE, isRenewed: true}}) : none
    case 'cache':
      return first?.word === 'add' ? specifiers(rest) : none
    case 'diff':
      // A bare version or range is one of this project's own package.
      return specifiers((packages.get('diff') ?? []).filter(({word}) => semver.validRange(word) === null))
    case 'patch':
      if (first === undefined || first.word === 'ls') return none
      if (first.word === 'add') return specifiers(rest)
      return ['commit', 'update', 'rm'].includes(first.word) ? tree : specifiers([first])
    case 'stage':
      if (first?.word === 'publish') return specifiers(rest)
      return first?.word === 'download'
        ? requests({unclear: [{message: 'downloads a staged package by a number that says nothing of its name'}]})
        : none
    case 'version':
      // In workspaces mode the lockfile is brought up to date, which builds the tree.
      return first !== undefined && worksOnWorkspaces(situation) ? tree : none
    default:
      return specifiers(words)
  }
}
