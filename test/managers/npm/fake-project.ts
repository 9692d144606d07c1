// A folder in memory, and npm's reader over it.

import {posix} from 'node:path'
import type {Artifact} from '../../../src/core/artifact.ts'
import type {Intent, Invocation, Surroundings} from '../../../src/core/invocation.ts'
import {npm} from '../../../src/managers/npm/npm.ts'
import {npmVersion} from './real-npm.ts'

export interface FakeProject {
  /** Content by path below `/project`, or by absolute path; an object becomes JSON, null an unreadable file. */
  readonly files?: Readonly<Record<string, unknown>>
  /** Folders that match the `workspaces` field, below `/project`. */
  readonly workspaces?: readonly string[]
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  /** `null`: not known. */
  readonly toolVersion?: string | null
}

export function surroundingsOf({files = {}, workspaces = []}: FakeProject): Surroundings {
  const contents = new Map(Object.entries(files).map(([path, content]) => [posix.resolve('/project', path), content]))
  return {
    home: '/home/dev',
    resolvePath: (...segments) => posix.resolve('/project', ...segments),
    readFile: (path) => {
      const content = contents.get(path)
      if (content === undefined) return {kind: 'absent'}
      if (content === null) return {kind: 'unreadable', reason: 'permission denied'}
      return {kind: 'text', text: typeof content === 'string' ? content : JSON.stringify(content)}
    },
    isDirectory: (path) => [...contents.keys()].some((file) => file.startsWith(`${path}/`)),
    workspaceFolders: (root, patterns) =>
      root === '/project' && patterns.length > 0 ? workspaces.map((folder) => posix.resolve(root, folder)) : [],
  }
}

export function invocationOf(words: readonly string[], project: FakeProject = {}): Invocation {
  const [tool = '', ...argv] = words
  const {cwd = '/project', environment = {}, toolVersion = npmVersion} = project
  return {tool, argv, cwd, environment, ...(toolVersion === null ? {} : {toolVersion})}
}

export function read(words: readonly string[], project: FakeProject = {}): Intent {
  return npm.read(invocationOf(words, project), surroundingsOf(project))
}

/** In one line: `pass`, `error: …`, or each artifact as `name@specifier`, `git:…`, `?unclear`. */
export function summary(intent: Intent): string {
  switch (intent.kind) {
    case 'passthrough':
      return 'pass'
    case 'error':
      return `error: ${intent.message}`
    case 'fetch':
      return [...intent.artifacts.map(short), ...intent.unclear.map(({message}) => `?${message}`)].join(' ')
    default:
      return intent satisfies never
  }
}

function short({name, specifier, source}: Artifact): string {
  const named = specifier === '' ? name : `${name}@${specifier}`
  switch (source.kind) {
    case 'registry':
      return source.registry === undefined ? named : `${named} (${source.registry})`
    case 'git':
    case 'url':
      return `${source.kind}:${source.url}${name === '' ? '' : ` as ${name}`}`
    case 'file':
    case 'directory':
      return `${source.kind}:${source.path}${name === '' ? '' : ` as ${name}`}`
    default:
      return source satisfies never
  }
}
