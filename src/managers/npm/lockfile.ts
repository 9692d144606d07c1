// The names in package-lock.json or npm-shrinkwrap.json, lockfile versions 1 to 3 (npm documentation, "package-lock.json").

import type {Artifact} from '../../core/artifact.ts'
import type {Surroundings, Unclear} from '../../core/invocation.ts'
import {folderOf, type LockedEntry} from '../../core/locked-entry.ts'
import {gatherForeignHosts} from './foreign-hosts.ts'
import {readResolved} from './lockfile-address.ts'
import {type Aliases, aliasesIn, aliasKey} from './lockfile-aliases.ts'
import type {Registries} from './registries.ts'
import {reasonOf} from './shortened.ts'

export type ReadLockfile =
  | {readonly kind: 'lockfile'; readonly artifacts: readonly Artifact[]; readonly unclear: readonly Unclear[]}
  | {readonly kind: 'absent'}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}

interface Entry {
  readonly name?: unknown
  readonly version?: unknown
  readonly resolved?: unknown
  readonly integrity?: unknown
  readonly link?: unknown
  readonly dependencies?: unknown
}

export interface LockfileSettings {
  readonly registries: Registries
  readonly surroundings: Surroundings
  /** Names that the command takes out of the tree; they count where something else still needs them. */
  readonly without: readonly string[]
  /** Aliases that the manifests give, which their lockfile does not repeat. */
  readonly aliases: Aliases
}

export function readLockfile(path: string, settings: LockfileSettings): ReadLockfile {
  const {surroundings, without} = settings
  const reading = surroundings.readFile(path)
  if (reading.kind === 'absent') return reading
  const hint = `mend \`${path}\`, or delete it and let npm make it anew`
  if (reading.kind === 'unreadable')
    return {kind: 'error', message: `\`${path}\` cannot be read: ${reading.reason}`, hint}
  if (reading.text.trim() === '') return {kind: 'lockfile', artifacts: [], unclear: []}
  if (/^<{7} /m.test(reading.text)) {
    // npm merges both sides by itself, so refusing would take away the usual way to resolve the conflict.
    const message = `\`${path}\` has unresolved merge conflicts, so the names in it are not read`
    return {kind: 'lockfile', artifacts: [], unclear: [{message}]}
  }
  let content: unknown
  try {
    content = JSON.parse(reading.text.replace(/^\uFEFF/, ''))
  } catch (error) {
    // Deny: npm would go on without the lockfile, and so with other versions than those that somebody has looked at.
    return {kind: 'error', message: `\`${path}\` is not valid JSON: ${reasonOf(error)}`, hint}
  }
  if (!isRecord(content)) return {kind: 'error', message: `\`${path}\` holds no JSON object`, hint}
  const reader: Reader = {
    ...settings,
    path,
    artifacts: [],
    removed: removable(without, content.packages),
    aliases: aliasesIn(content, settings.aliases),
  }
  if (isRecord(content.packages)) readPackages(content.packages, reader)
  else if (isRecord(content.dependencies)) readDependencies(content.dependencies, reader, '')
  return {kind: 'lockfile', ...gatherForeignHosts(reader.artifacts, path)}
}

interface Reader extends LockfileSettings {
  readonly path: string
  readonly artifacts: Artifact[]
  readonly removed: ReadonlySet<string>
}

/** Versions 2 and 3: keys are places in the tree. A key outside `node_modules` is the root or a workspace. */
function readPackages(packages: Record<string, unknown>, reader: Reader): void {
  for (const [place, entry] of Object.entries(packages)) {
    const at = place.lastIndexOf('node_modules/')
    if (at === -1 || !isRecord(entry)) continue
    const installedAs = place.slice(at + 'node_modules/'.length)
    if (entry.link === true) addLink(installedAs, text(entry.resolved), reader)
    // `name` is written where it is not the place's name: an alias, judged by its target.
    else if (!reader.removed.has(installedAs)) addEntry(text(entry.name) || installedAs, entry, place, reader)
  }
}

/** A link into the project is a workspace; one that leads out of it brings in what stands there. */
function addLink(name: string, target: string, {path, surroundings, artifacts}: Reader): void {
  if (!/^(?:\.\.(?:\/|$)|\/|file:)/.test(target)) return
  const folder = surroundings.resolvePath(path, '..', target.replace(/^file:/, ''))
  const source = {kind: 'directory', path: folder} as const
  const requestedIn = {kind: 'lockfile', path} as const
  artifacts.push({ecosystem: 'npm', requested: name, name, specifier: '', source, requestedIn})
}

/** Deeper than any tree npm makes; a cycle cannot be written in JSON. */
const DEEPEST_PLACE = 64 * 1024

/** Version 1: a tree of dependencies; an alias or a git address stands in `version`. */
function readDependencies(dependencies: Record<string, unknown>, reader: Reader, above: string): void {
  if (above.length > DEEPEST_PLACE) return
  for (const [key, entry] of Object.entries(dependencies)) {
    if (!isRecord(entry)) continue
    const place = `${above}node_modules/${key}`
    const written = text(entry.version)
    const [, target, version = written] = /^npm:(@?[^@]+)@?(.*)$/.exec(written) ?? []
    const isAddress = target === undefined && /^[a-z+]+:/.test(written)
    const resolved = text(entry.resolved) || (isAddress ? written : '')
    if (!reader.removed.has(key)) addEntry(target ?? key, {...entry, version, resolved}, place, reader)
    if (isRecord(entry.dependencies)) readDependencies(entry.dependencies, reader, `${place}/`)
  }
}

function addEntry(writtenName: string, entry: Entry, place: string, reader: Reader): void {
  const {path, registries, surroundings, artifacts, aliases} = reader
  const version = text(entry.version)
  const [resolved, integrity] = [text(entry.resolved), text(entry.integrity)]
  const {name, source} = readResolved(writtenName, resolved, path, registries, surroundings)
  const specifier = source.kind === 'registry' && !version.includes(':') ? version : ''
  const requested = specifier === '' ? name : `${name}@${specifier}`
  const folder = folderOf(place)
  const isStrangeAlias = folder !== writtenName && !aliases.has(aliasKey(folder, writtenName))
  const locked: LockedEntry = {
    place,
    name: writtenName,
    version,
    ...(resolved === '' ? {} : {resolved}),
    ...(integrity === '' ? {} : {integrity}),
    ...(isStrangeAlias ? {isStrangeAlias} : {}),
  }
  artifacts.push({ecosystem: 'npm', requested, name, specifier, source, requestedIn: {kind: 'lockfile', path}, locked})
}

/** The names of which no package in the tree says that it needs them. In lockfile version 1 that cannot be told: none. */
function removable(without: readonly string[], packages: unknown): ReadonlySet<string> {
  const names = new Set(without)
  if (names.size === 0) return names
  if (!isRecord(packages)) return new Set()
  for (const [place, entry] of Object.entries(packages)) {
    if (!place.includes('node_modules/') || !isRecord(entry)) continue
    for (const field of [entry.dependencies, entry.optionalDependencies, entry.peerDependencies]) {
      if (isRecord(field)) for (const name of Object.keys(field)) names.delete(name)
    }
  }
  return names
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
