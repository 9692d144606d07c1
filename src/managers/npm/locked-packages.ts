// Every name and version in a project's lockfile that a registry serves, with the way from the project down to it. Versions 2
// and 3 (npm documentation, "package-lock.json"); version 1 makes npm ask the registry for each package anyway.

import type {Surroundings} from '../../core/invocation.ts'
import type {LockedPackage} from '../../core/registry-detour.ts'
import {readResolved} from './lockfile-address.ts'
import type {Registries} from './registries.ts'

type Fields = Readonly<Record<string, unknown>>

export function readLocked(
  folder: string,
  registries: Registries,
  surroundings: Surroundings,
): readonly LockedPackage[] {
  for (const file of ['npm-shrinkwrap.json', 'package-lock.json']) {
    const path = surroundings.resolvePath(folder, file)
    const reading = surroundings.readFile(path)
    if (reading.kind !== 'text') continue
    const packages = packagesIn(reading.text)
    if (packages === undefined) continue
    const ways = waysThrough(packages)
    return Object.entries(packages).flatMap(([place, entry]) => {
      const at = place.lastIndexOf('node_modules/')
      if (at === -1 || entry.link === true) return []
      const written = textOf(entry.name) || place.slice(at + 'node_modules/'.length)
      const address = textOf(entry.resolved)
      const {name, source} = readResolved(written, address, path, registries, surroundings)
      if (source.kind !== 'registry') return []
      const integrity = typeof entry.integrity === 'string' ? {integrity: entry.integrity} : {}
      return [{name, version: textOf(entry.version), address, ...integrity, place, via: ways.get(place) ?? []}]
    })
  }
  return []
}

function packagesIn(text: string): Readonly<Record<string, Fields>> | undefined {
  try {
    const {packages} = JSON.parse(text.replace(/^\uFEFF/, '')) as {packages?: unknown}
    if (typeof packages !== 'object' || packages === null) return undefined
    return Object.fromEntries(
      Object.entries(packages).filter(
        (pair): pair is [string, Fields] => typeof pair[1] === 'object' && pair[1] !== null,
      ),
    )
  } catch {
    // What is no lockfile the reader of the command has refused already, or npm makes it anew.
    return undefined
  }
}

/** By place in the tree: the packages on the shortest way from the project to it. */
function waysThrough(packages: Readonly<Record<string, Fields>>): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>()
  const queue = Object.keys(packages).filter((place) => !place.includes('node_modules/'))
  for (const place of queue) ways.set(place, [])
  for (const place of queue) {
    const entry = packages[place] ?? {}
    const isPackage = place.includes('node_modules/')
    const before = ways.get(place) ?? []
    const via = isPackage ? [...before, `${textOf(entry.name) || nameAt(place)}@${textOf(entry.version)}`] : before
    for (const field of [
      entry.dependencies,
      entry.devDependencies,
      entry.optionalDependencies,
      entry.peerDependencies,
    ]) {
      for (const name of typeof field === 'object' && field !== null ? Object.keys(field) : []) {
        const found = placeOf(name, place, packages)
        if (found === undefined || ways.has(found)) continue
        ways.set(found, via)
        queue.push(found)
      }
    }
  }
  return ways
}

/** Node's own walk: the nearest `node_modules` upwards that has the name. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, Fields>>): string | undefined {
  let base = from
  for (;;) {
    const place = `${base === '' ? '' : `${base}/`}node_modules/${name}`
    if (Object.hasOwn(packages, place)) return place
    if (base === '') return undefined
    const above = base.lastIndexOf('/node_modules/')
    base = above === -1 ? '' : base.slice(0, above)
  }
}

function nameAt(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
