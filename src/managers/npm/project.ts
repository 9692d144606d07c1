// The project that npm would work on: its folder, the names in its manifests (workspaces included) and in its lockfile.

import semver from 'semver'
import type {Artifact} from '../../core/artifact.ts'
import type {Surroundings, Unclear} from '../../core/invocation.ts'
import {readLockfile} from './lockfile.ts'
import {aliasKey, aliasTarget} from './lockfile-aliases.ts'
import {Pinned} from './pinned.ts'
import type {Registries} from './registries.ts'
import {reasonOf} from './shortened.ts'
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

/** The nearest folder upwards with a package.json or node_modules; the folder itself where there is none. */
export function nearestPrefixOf(cwd: string, surroundings: Surroundings): string {
  for (const folder of upwards(cwd, surroundings)) {
    if (hasManifest(folder, surroundings)) return folder
    if (surroundings.isDirectory(surroundings.resolvePath(folder, 'node_modules'))) return folder
  }
  return cwd
}

/** npm's local prefix: the nearest, and from a workspace on up to the root that lists it (`@npmcli/config`, loadLocalPrefix). */
export function localPrefixOf(cwd: string, surroundings: Surroundings): string {
  const prefix = nearestPrefixOf(cwd, surroundings)
  for (const folder of upwards(prefix, surroundings)) {
    if (folder === prefix || !hasManifest(folder, surroundings)) continue
    const read = readManifest(surroundings.resolvePath(folder, 'package.json'), surroundings)
    if (read.kind !== 'manifest') continue
    const patterns = workspacePatterns(read.manifest)
    if (patterns.length > 0 && surroundings.workspaceFolders(folder, patterns).includes(prefix)) return folder
  }
  return prefix
}

/** The folders of a project's workspaces. */
export function memberFolders(folder: string, surroundings: Surroundings): readonly string[] {
  const read = readManifest(surroundings.resolvePath(folder, 'package.json'), surroundings)
  if (read.kind !== 'manifest') return []
  return surroundings.workspaceFolders(folder, workspacePatterns(read.manifest))
}

function hasManifest(folder: string, {readFile, resolvePath, isDirectory}: Surroundings): boolean {
  const path = resolvePath(folder, 'package.json')
  return readFile(path).kind !== 'absent' && !isDirectory(path)
}

/** How a command goes about the tree. */
export interface TreeRequest {
  /** Names that it takes out. */
  readonly without: readonly string[]
  /** It looks for newer versions than those that the lockfile pins. */
  readonly isRenewed: boolean
}

export function readProject(
  folder: string,
  registries: Registries,
  surroundings: Surroundings,
  {without, isRenewed}: TreeRequest,
): ReadProject {
  const manifests = readManifests(folder, surroundings)
  if (manifests.kind === 'error') return manifests
  const requests = manifests.manifests.flatMap((one) => requestsIn(one, manifests.members, new Set(without)))
  const aliases = new Set(
    requests.flatMap(({name, specifier}) => {
      const target = aliasTarget(specifier)
      return target === undefined ? [] : aliasKey(name, target)
    }),
  )
  const pinned = new Pinned()
  const unclear: Unclear[] = []
  // npm before 12 prefers the shrinkwrap where both are there, npm 12 reads the other one only.
  for (const name of ['npm-shrinkwrap.json', 'package-lock.json']) {
    const path = surroundings.resolvePath(folder, name)
    const lockfile = readLockfile(path, {registries, surroundings, without, aliases})
    if (lockfile.kind === 'error') return lockfile
    if (lockfile.kind === 'absent') continue
    for (const artifact of lockfile.artifacts) pinned.add(artifact)
    unclear.push(...lockfile.unclear)
  }
  const artifacts = new Map<string, Artifact>()
  for (const {name, specifier, path, where} of requests) {
    const read = readDependency(name, specifier, {where, registries, requestedIn: {kind: 'manifest', path}})
    if (read.kind === 'unclear') unclear.unshift({message: `${read.unclear.message} (in \`${path}\`)`})
    // What the lockfile pins is judged as it is pinned.
    else if (isRenewed || !pinned.satisfies(read.artifact)) {
      const key = JSON.stringify([read.artifact.name, read.artifact.source])
      if (!artifacts.has(key)) artifacts.set(key, read.artifact)
    }
  }
  return {kind: 'project', artifacts: [...artifacts.values(), ...pinned.artifacts], unclear}
}

interface PlacedManifest {
  readonly manifest: Manifest
  readonly path: string
  readonly where: string
}

type ReadManifests =
  | {
      readonly kind: 'manifests'
      readonly manifests: readonly PlacedManifest[]
      /** Versions of the workspaces by name: npm links these instead of fetching them, where the range allows it. */
      readonly members: ReadonlyMap<string, string>
    }
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}

/** The project's manifest and its workspaces'. */
function readManifests(folder: string, surroundings: Surroundings): ReadManifests {
  const manifests: PlacedManifest[] = []
  const members = new Map<string, string>()
  const path = surroundings.resolvePath(folder, 'package.json')
  const root = readManifest(path, surroundings)
  if (root.kind === 'error') return root
  if (root.kind === 'absent') return {kind: 'manifests', manifests, members}
  manifests.push({manifest: root.manifest, path, where: folder})
  for (const where of surroundings.workspaceFolders(folder, workspacePatterns(root.manifest))) {
    const memberPath = surroundings.resolvePath(where, 'package.json')
    const member = readManifest(memberPath, surroundings)
    if (member.kind === 'error') return member
    if (member.kind === 'absent') continue
    manifests.push({manifest: member.manifest, path: memberPath, where})
    const {name, version} = member.manifest
    if (typeof name === 'string') members.set(name, typeof version === 'string' ? version : '')
  }
  return {kind: 'manifests', manifests, members}
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

interface Request {
  readonly name: string
  readonly specifier: string
  /** The manifest, and the folder that its paths are relative to. */
  readonly path: string
  readonly where: string
}

function requestsIn(
  {manifest, path, where}: PlacedManifest,
  members: ReadonlyMap<string, string>,
  without: ReadonlySet<string>,
): readonly Request[] {
  const pairs = [
    ...DEPENDENCY_FIELDS.flatMap((field) => pairsOf(manifest[field])).filter(([name]) => !without.has(name)),
    ...overridesOf(manifest.overrides),
    ...extensionsOf(manifest.packageExtensions),
  ]
  return pairs
    .filter(([name, specifier]) => !specifier.startsWith('workspace:') && !isMember(name, specifier, members))
    .map(([name, specifier]) => ({name, specifier, path, where}))
}

/** Deny: a range that the workspace's version is not in sends npm to the registry for that name. */
function isMember(name: string, specifier: string, members: ReadonlyMap<string, string>): boolean {
  const version = members.get(name)
  if (version === undefined) return false
  return specifier === '' || specifier === '*' || semver.satisfies(version, specifier, {loose: true})
}

type Pair = readonly [name: string, specifier: string]

function pairsOf(field: unknown): readonly Pair[] {
  if (typeof field !== 'object' || field === null) return []
  return Object.entries(field).flatMap(([name, specifier]) =>
    typeof specifier === 'string' ? [[name, specifier] as const] : [],
  )
}

/**
 * `overrides`: keys are `name` or `name@range`, values a specifier, a reference to a dependency (`$name`), or more overrides,
 * where `.` means the key they stand under.
 */
function overridesOf(field: unknown, parent = '', depth = 0): readonly Pair[] {
  if (typeof field !== 'object' || field === null || depth > 20) return []
  return Object.entries(field).flatMap(([key, value]): readonly Pair[] => {
    const name = key === '.' ? parent : key.replace(/(?<=.)@.*$/, '')
    if (typeof value === 'object') return overridesOf(value, name, depth + 1)
    return typeof value !== 'string' || value.startsWith('$') ? [] : [[name, value]]
  })
}

/** `packageExtensions` (npm 12): dependencies added to packages of the tree, by `name@range`. */
function extensionsOf(field: unknown): readonly Pair[] {
  if (typeof field !== 'object' || field === null) return []
  return Object.values(field).flatMap((extension: Manifest | null) =>
    DEPENDENCY_FIELDS.flatMap((dependencies) => pairsOf(extension?.[dependencies])),
  )
}

function workspacePatterns({workspaces}: Manifest): readonly string[] {
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
