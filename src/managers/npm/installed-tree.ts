// What stands in a project's tree, by npm's own records of it: the hidden lockfile in node_modules, which says what was installed,
// else the lockfile, which says what would be. Version 1 of lockfiles says too little of a package to tell where it came from.

import type {Surroundings} from '../../core/invocation.ts'
import type {InstalledPackage, Provenance} from '../../core/registry-detour.ts'
import {readResolved} from './lockfile-address.ts'
import type {Registries} from './registries.ts'

type Fields = Readonly<Record<string, unknown>>

const RECORDS = ['node_modules/.package-lock.json', 'npm-shrinkwrap.json', 'package-lock.json'] as const

/** Undefined where there is no record, or none that can be read. Links, to workspaces and folders, are no packages of the tree. */
export function readInstalled(
  folder: string,
  registries: Registries,
  surroundings: Surroundings,
): readonly InstalledPackage[] | undefined {
  for (const record of RECORDS) {
    const path = surroundings.resolvePath(folder, record)
    const reading = surroundings.readFile(path)
    const packages = reading.kind === 'text' ? packagesIn(reading.text) : undefined
    if (packages === undefined) continue
    const shrinkwrapped = [...packages].flatMap(([place, entry]) =>
      place.includes('node_modules/') && entry.hasShrinkwrap === true ? [`${place}/`] : [],
    )
    return [...packages].flatMap(([place, entry]) => {
      const at = place.lastIndexOf('node_modules/')
      if (at === -1 || entry.link === true) return []
      const written = textOf(entry.name) || place.slice(at + 'node_modules/'.length)
      const isInner = shrinkwrapped.some((above) => place.startsWith(above))
      const {name, source} = readResolved(written, textOf(entry.resolved), path, registries, surroundings)
      const provenance = entry.inBundle === true ? 'bundle' : provenanceOf(source.kind, isInner)
      return [{place, name, version: textOf(entry.version), provenance, address: textOf(entry.resolved)}]
    })
  }
  return undefined
}

function provenanceOf(kind: string, isInner: boolean): Provenance {
  if (kind === 'git' || kind === 'url' || kind === 'file') return kind
  return isInner ? 'inner-lockfile' : 'registry'
}

function packagesIn(text: string): ReadonlyMap<string, Fields> | undefined {
  try {
    const {packages} = JSON.parse(text.replace(/^\uFEFF/, '')) as {packages?: unknown}
    if (typeof packages !== 'object' || packages === null) return undefined
    const entries = Object.entries(packages)
    return new Map(entries.filter((pair): pair is [string, Fields] => typeof pair[1] === 'object' && pair[1] !== null))
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
