// The names in package-lock.json or npm-shrinkwrap.json, lockfile versions 1 to 3 (npm documentation, "package-lock.json").

import type {Artifact, Source} from '../../core/artifact.ts'
import type {Surroundings} from '../../core/invocation.ts'
import type {Registries} from './registries.ts'

export type ReadLockfile =
  | {readonly kind: 'lockfile'; readonly artifacts: readonly Artifact[]}
  | {readonly kind: 'absent'}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}

interface Entry {
  readonly name?: unknown
  readonly version?: unknown
  readonly resolved?: unknown
  readonly link?: unknown
  readonly dependencies?: unknown
}

export function readLockfile(path: string, registries: Registries, surroundings: Surroundings): ReadLockfile {
  const reading = surroundings.readFile(path)
  if (reading.kind === 'absent') return reading
  const hint = `mend \`${path}\`, or delete it and let npm make it anew`
  if (reading.kind === 'unreadable')
    return {kind: 'error', message: `\`${path}\` cannot be read: ${reading.reason}`, hint}
  let content: {packages?: unknown; dependencies?: unknown}
  try {
    content = JSON.parse(reading.text.replace(/^\uFEFF/, '')) as typeof content
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : String(error)
    return {kind: 'error', message: `\`${path}\` is not valid JSON: ${reason}`, hint}
  }
  const reader: Reader = {path, registries, artifacts: []}
  if (isRecord(content) && isRecord(content.packages)) readPackages(content.packages, reader)
  else if (isRecord(content) && isRecord(content.dependencies)) readDependencies(content.dependencies, reader, 0)
  return {kind: 'lockfile', artifacts: reader.artifacts}
}

interface Reader {
  readonly path: string
  readonly registries: Registries
  readonly artifacts: Artifact[]
}

/** Versions 2 and 3: keys are places in the tree. A key outside `node_modules` is the root or a workspace. */
function readPackages(packages: Record<string, unknown>, reader: Reader): void {
  for (const [place, entry] of Object.entries(packages)) {
    const at = place.lastIndexOf('node_modules/')
    if (at === -1 || !isRecord(entry) || entry.link === true) continue
    const installedAs = place.slice(at + 'node_modules/'.length)
    // `name` is written where it is not the place's name: an alias, judged by its target.
    const name = typeof entry.name === 'string' ? entry.name : installedAs
    addEntry(name, entry, reader)
  }
}

/** Version 1: a tree of dependencies; an alias or a git address stands in `version`. */
function readDependencies(dependencies: Record<string, unknown>, reader: Reader, depth: number): void {
  // Deeper than any tree npm makes; a cycle cannot be written in JSON.
  if (depth > 200) return
  for (const [key, entry] of Object.entries(dependencies)) {
    if (!isRecord(entry)) continue
    const version = text(entry.version)
    const alias = /^npm:(@?[^@]+)/.exec(version)
    const resolved = text(entry.resolved) || (/^[a-z+]+:/.test(version) && !alias ? version : '')
    addEntry(alias?.[1] ?? key, {...entry, resolved}, reader)
    if (isRecord(entry.dependencies)) readDependencies(entry.dependencies, reader, depth + 1)
  }
}

function addEntry(name: string, entry: Entry, {path, registries, artifacts}: Reader): void {
  const version = text(entry.version)
  const source = sourceOf(name, text(entry.resolved), registries)
  const specifier = source.kind === 'registry' && !version.includes(':') ? version : ''
  const requested = specifier === '' ? name : `${name}@${specifier}`
  artifacts.push({ecosystem: 'npm', requested, name, specifier, source, requestedIn: {kind: 'lockfile', path}})
}

function sourceOf(name: string, resolved: string, registries: Registries): Source {
  const registry = registries.registryFor(name)
  const fromRegistry: Source = registry === undefined ? {kind: 'registry'} : {kind: 'registry', registry}
  if (resolved === '' || resolved.startsWith('npm:')) return fromRegistry
  if (resolved.startsWith('file:')) return {kind: 'file', path: resolved.slice('file:'.length)}
  if (/^git[+:]/.test(resolved) || /^[^/]+@[^/]+:/.test(resolved)) return {kind: 'git', url: resolved}
  return isRegistryTarball(resolved, name, registry) ? fromRegistry : {kind: 'url', url: resolved}
}

/**
 * Registries serve tarballs under `/<name>/-/<file>.tgz`, whatever path prefix they have; those that do not (GitHub's) are
 * known by their host being the configured registry's. Deny: any other address is a remote tarball.
 */
function isRegistryTarball(resolved: string, name: string, registry: string | undefined): boolean {
  const address = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(resolved)
  if (address === null) return false
  const [, host = '', path = ''] = address
  const plainPath = path.replace(/%2f/gi, '/')
  const base = name.slice(name.lastIndexOf('/') + 1)
  if (plainPath.includes(`/${name}/-/`) && plainPath.slice(plainPath.lastIndexOf('/') + 1).startsWith(`${base}-`))
    return true
  const registryHost = /^https?:\/\/([^/?#]+)/i.exec(registry ?? '')?.[1]
  return registryHost !== undefined && host.toLowerCase() === registryHost.toLowerCase()
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
