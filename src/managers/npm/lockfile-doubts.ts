// What speaks against an entry of a lockfile before anything is fetched: a lockfile is reviewed by few, and npm installs what it
// says. Nothing here is about who the package is; names and registries are judged as everywhere.

import type {Artifact} from '../../core/artifact.ts'
import {tarballName} from './lockfile-address.ts'
import {shortened} from './shortened.ts'

/** `alias` and `target` of every `npm:` specifier, as `aliasKey` joins them. */
export type Aliases = ReadonlySet<string>

export interface LockedEntry {
  /** `node_modules/a/node_modules/b`. */
  readonly place: string
  /** The name that is fetched. */
  readonly name: string
  readonly version: string
  /** Empty where there is none, as `integrity`. */
  readonly resolved: string
  readonly integrity: string
}

const UNPINNED = 'has an address and no integrity, so that any content of that address would be taken'

/** A lockfile without integrity has none anywhere: that is said once, of the first entry. */
export function gatherUnpinned(artifacts: readonly Artifact[]): readonly Artifact[] {
  const unpinned = artifacts.filter(({locked}) => locked?.doubt === UNPINNED)
  const others = unpinned.length - 1
  if (others < 1) return artifacts
  return artifacts.map((artifact) => {
    const {locked} = artifact
    if (locked?.doubt !== UNPINNED) return artifact
    const {doubt, ...rest} = locked
    if (artifact !== unpinned[0]) return {...artifact, locked: rest}
    return {...artifact, locked: {...rest, doubt: `${doubt}; so have ${others} others in the lockfile`}}
  })
}

/** The algorithms that npm checks (`ssri`), sha1 for old releases. */
const INTEGRITY = /^(?:(?:sha1|sha256|sha384|sha512)-[A-Za-z0-9+/=]+(?:\?\S*)?(?:\s+|$))+$/

export function doubtOf(
  {place, name, version, resolved, integrity}: LockedEntry,
  aliases: Aliases,
): string | undefined {
  const installedAs = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (installedAs !== name && !aliases.has(aliasKey(installedAs, name))) {
    return `stands in the place of \`${shortened(installedAs)}\`, and nothing asks for it under that name`
  }
  if (integrity !== '' && !INTEGRITY.test(integrity)) return 'has an integrity that no tool can check'
  const address = /^https?:/i.test(resolved) && URL.canParse(resolved) ? new URL(resolved) : undefined
  if (address === undefined || tarballName(address) === undefined) return undefined
  if (integrity === '') return UNPINNED
  const file = decoded(address.pathname.slice(address.pathname.lastIndexOf('/') + 1))
  const expected = `${name.slice(name.lastIndexOf('/') + 1)}-${withoutBuild(version)}.tgz`
  if (file.toLowerCase() !== expected.toLowerCase()) {
    return `says version \`${shortened(version)}\` and takes the file \`${shortened(file)}\``
  }
  return undefined
}

/** Every `npm:` specifier of an installed package, beside those of the manifests: what a lockfile repeats of these is no witness. */
export function aliasesIn(lockfile: Record<string, unknown>, fromManifests: Aliases): Aliases {
  const aliases = new Set(fromManifests)
  const {packages} = lockfile
  if (typeof packages === 'object' && packages !== null) {
    for (const [place, entry] of Object.entries(packages as Record<string, Record<string, unknown> | null>)) {
      if (!place.includes('node_modules/') || typeof entry !== 'object') continue
      for (const field of DEPENDENCIES) addAliases(entry?.[field], aliases)
    }
  } else addRequirements(lockfile.dependencies, aliases, 0)
  return aliases
}

const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'peerDependencies']

/** Version 1: who needs an alias says so under `requires`; at the top the manifest does. */
function addRequirements(dependencies: unknown, aliases: Set<string>, depth: number): void {
  if (typeof dependencies !== 'object' || dependencies === null || depth > 200) return
  for (const entry of Object.values(dependencies) as ({requires?: unknown; dependencies?: unknown} | null)[]) {
    addAliases(entry?.requires, aliases)
    addRequirements(entry?.dependencies, aliases, depth + 1)
  }
}

function addAliases(field: unknown, aliases: Set<string>): void {
  if (typeof field !== 'object' || field === null) return
  for (const [alias, specifier] of Object.entries(field)) {
    const target = typeof specifier === 'string' ? aliasTarget(specifier) : undefined
    if (target !== undefined) aliases.add(aliasKey(alias, target))
  }
}

/** `npm:@acme/tool@^1` is `@acme/tool`. */
export function aliasTarget(specifier: string): string | undefined {
  return /^npm:(@?[^@]+)/.exec(specifier)?.[1]
}

/** No name has a line break. */
export function aliasKey(alias: string, target: string): string {
  return `${alias}\n${target}`
}

function withoutBuild(version: string): string {
  return version.replace(/\+.*$/, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
