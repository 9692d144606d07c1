// The project that npm would work on: its folder, the names in its manifests (workspaces included) and in its lockfile.

import type {Artifact} from '../../core/artifact.ts'
import type {Surroundings, Unclear} from '../../core/invocation.ts'
import {readLockfile} from './lockfile.ts'
import type {Registries} from './registries.ts'
import {readDependency} from './specifier.ts'

export type ReadProject =
  | {readonly kind: 'project'; readonly artifacts: readonly Artifact[]; readonly unclear: readonly Unclear[]}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}

export interface Manifest {
  readonly [field: string]: unknown
}

export type ReadManifest =
  | {readonly kind: 'manifest'; readonly manifest: Manifest}
  | {readonly kind: 'absent'}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

/**
 * npm's local prefix: the nearest folder upwards with a package.json or node_modules, and from a workspace on up to the
 * root that lists it (`@npmcli/config`, loadLocalPrefix).
 */
export function localPrefixOf(cwd: string, surroundings: Surroundings): string {
  let prefix: string | undefined
  for (const folder of upwards(cwd, surroundings)) {
    const manifestPath = surroundings.resolvePath(folder, 'package.json')
    const hasManifest = surroundings.readFile(manifestPath).kind !== 'absent'
    if (prefix === undefined) {
      if (hasManifest || surroundings.isDirectory(surroundings.resolvePath(folder, 'node_modules'))) prefix = folder
      continue
    }
    if (!hasManifest) continue
    const read = readManifest(manifestPath, surroundings)
    if (read.kind !== 'manifest') continue
    const patterns = workspacePatterns(read.manifest)
    if (patterns.length > 0 && surroundings.workspaceFolders(folder, patterns).includes(prefix)) return folder
  }
  return prefix ?? cwd
}

export function readProject(folder: string, registries: Registries, surroundings: Surroundings): ReadProject {
  const found: Found = {artifacts: new Map(), unclear: []}
  const root = surroundings.resolvePath(folder, 'package.json')
  const read = readManifest(root, surroundings)
  if (read.kind === 'error') return read
  if (read.kind === 'manifest') {
    collect(read.manifest, root, folder, registries, found)
    for (const workspace of surroundings.workspaceFolders(folder, workspacePatterns(read.manifest))) {
      const path = surroundings.resolvePath(workspace, 'package.json')
      const member = readManifest(path, surroundings)
      if (member.kind === 'error') return member
      if (member.kind === 'manifest') collect(member.manifest, path, workspace, registries, found)
    }
  }
  // npm prefers the shrinkwrap where both are there.
  for (const name of ['npm-shrinkwrap.json', 'package-lock.json']) {
    const lockfile = readLockfile(surroundings.resolvePath(folder, name), registries, surroundings)
    if (lockfile.kind === 'error') return lockfile
    if (lockfile.kind === 'absent') continue
    for (const artifact of lockfile.artifacts) add(found, artifact)
    break
  }
  return {kind: 'project', artifacts: [...found.artifacts.values()], unclear: found.unclear}
}

export function readManifest(path: string, surroundings: Surroundings): ReadManifest {
  const reading = surroundings.readFile(path)
  if (reading.kind === 'absent') return reading
  if (reading.kind === 'unreadable') {
    return {kind: 'error', message: `\`${path}\` cannot be read: ${reading.reason}`, hint: `make \`${path}\` readable`}
  }
  try {
    const manifest: unknown = JSON.parse(reading.text.replace(/^\uFEFF/, ''))
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest))
      return {kind: 'manifest', manifest: manifest as Manifest}
    return {kind: 'error', message: `\`${path}\` holds no JSON object`, hint: `mend \`${path}\``}
  } catch (error) {
    return {kind: 'error', message: `\`${path}\` is not valid JSON: ${reasonOf(error)}`, hint: `mend \`${path}\``}
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error)
}

interface Found {
  /** One for each name and source, however often it is written. */
  readonly artifacts: Map<string, Artifact>
  readonly unclear: Unclear[]
}

function collect(manifest: Manifest, path: string, where: string, registries: Registries, found: Found): void {
  const place = {where, registries, requestedIn: {kind: 'manifest', path}} as const
  const pairs = [...DEPENDENCY_FIELDS.flatMap((field) => pairsOf(manifest[field])), ...overridesOf(manifest.overrides)]
  for (const [name, specifier] of pairs) {
    // A workspace's own members and `workspace:` are folders of this project.
    if (specifier.startsWith('workspace:')) continue
    const read = readDependency(name, specifier, place)
    if (read.kind === 'artifact') add(found, read.artifact)
    else found.unclear.push({message: `${read.unclear.message} (in \`${path}\`)`})
  }
}

function add({artifacts}: Found, artifact: Artifact): void {
  const key = JSON.stringify([artifact.name, artifact.source])
  if (!artifacts.has(key)) artifacts.set(key, artifact)
}

function pairsOf(field: unknown): readonly (readonly [string, string])[] {
  if (typeof field !== 'object' || field === null) return []
  return Object.entries(field).flatMap(([name, specifier]) =>
    typeof specifier === 'string' ? [[name, specifier] as const] : [],
  )
}

/** `overrides`: keys are `name` or `name@range`, values a specifier, a reference to a dependency (`$name`), or more overrides. */
function overridesOf(field: unknown, depth = 0): readonly (readonly [string, string])[] {
  if (typeof field !== 'object' || field === null || depth > 20) return []
  return Object.entries(field).flatMap(([key, value]) => {
    if (typeof value === 'object') return overridesOf(value, depth + 1)
    const name = key.replace(/(?<=.)@.*$/, '')
    return key === '.' || typeof value !== 'string' || value.startsWith('$') ? [] : [[name, value] as const]
  })
}

export function workspacePatterns({workspaces}: Manifest): readonly string[] {
  const list = Array.isArray(workspaces) ? workspaces : (workspaces as {packages?: unknown} | undefined)?.packages
  return Array.isArray(list) ? list.filter((pattern): pattern is string => typeof pattern === 'string') : []
}

export function* upwards(folder: string, surroundings: Surroundings): Iterable<string> {
  let current = folder
  for (;;) {
    yield current
    const parent = surroundings.resolvePath(current, '..')
    if (parent === current) return
    current = parent
  }
}
