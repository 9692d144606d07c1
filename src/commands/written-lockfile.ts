// What npm wrote into a lockfile without fetching it (`--package-lock-only`, `--omit`, a package for another platform), although
// a person has to be asked about it: then the gateway heard nothing of it.

import {chownSync, lstatSync, readFileSync, realpathSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {objectOf} from '../core/packument/json.ts'
import {replaceFile} from '../system/whole-file.ts'

const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json'] as const
const HIDDEN = 'node_modules/.package-lock.json'

export interface Written {
  readonly name: string
  readonly version: string
  /** Left out by npm because it is for another platform, or could not be had. */
  readonly isOptional: boolean
}

/** `isPending`: whether the version waits for an answer. */
export function pendingInLockfile(
  folder: string,
  isPending: (name: string, version: string) => boolean,
): readonly Written[] {
  const installed = new Set(Object.keys(packagesOf(readJson(join(folder, HIDDEN))?.json)))
  const pending = LOCKFILES.flatMap((file) =>
    Object.entries(packagesOf(readJson(join(folder, file))?.json)).flatMap(([place, entry]): readonly Written[] => {
      const {name, version} = identityOf(place, entry)
      if (!isPending(name, version)) return []
      return [{name, version, isOptional: objectOf(entry)?.optional === true && !installed.has(place)}]
    }),
  )
  return [...new Map(pending.map((one) => [`${one.name}@${one.version}`, one])).values()]
}

/** Puts the registry's own address and integrity where the gateway kept them back. */
export function mendLockfiles(
  folder: string,
  distOf: ReadonlyMap<string, {readonly tarball: string; readonly integrity: string | undefined}>,
): void {
  for (const file of LOCKFILES) {
    const path = join(folder, file)
    const read = readJson(path)
    if (read === undefined) continue
    const {json, text} = read
    const packages = Object.entries(packagesOf(json)).map(([place, entry]): [string, unknown] => {
      const {name, version} = identityOf(place, entry)
      const dist = distOf.get(`${name}@${version}`)
      return [place, dist === undefined ? entry : mended(entry, dist)]
    })
    const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  '
    const end = text.endsWith('\n') ? '\n' : ''
    writeWhole(path, JSON.stringify({...json, packages: Object.fromEntries(packages)}, null, indent) + end)
  }
}

function mended(entry: unknown, dist: {readonly tarball: string; readonly integrity: string | undefined}): unknown {
  const {name, version, resolved, ...rest} = objectOf(entry) ?? {}
  return {
    ...(name === undefined ? {} : {name}),
    version,
    ...(resolved === undefined ? {} : {resolved: dist.tarball}),
    ...(dist.integrity === undefined ? {} : {integrity: dist.integrity}),
    ...rest,
  }
}

export interface KeptFiles {
  /** Gives a sentence for each that cannot be put back. */
  readonly putBack: () => readonly string[]
  /** Takes away a tree that was not there before. One that was there is npm's to mend. */
  readonly takeTreeAway: () => void
}

/** The manifests and the lockfiles of folders as they are now, to be put back. `root`: the folder of the tree. */
export function keepFiles(root: string, folders: readonly string[]): KeptFiles {
  const tree = join(root, 'node_modules')
  const hadTree = lstatSync(tree, {throwIfNoEntry: false}) !== undefined
  const kept = [root, ...folders]
    .flatMap((folder) => ['package.json', ...LOCKFILES].map((file) => join(folder, file)))
    .map((path) => [path, bytesOf(path)] as const)
  return {
    putBack: () =>
      kept.flatMap(([path, bytes]) => {
        try {
          if (bytes === undefined) rmSync(path, {force: true})
          else if (bytesOf(path)?.equals(bytes) !== true) writeWhole(path, bytes)
          return []
        } catch (error) {
          const {code} = error as NodeJS.ErrnoException
          if (code === undefined) throw error
          return [`\`${path}\` is as npm wrote it and could not be put back (${code})`]
        }
      }),
    takeTreeAway: () => {
      if (!hadTree) rmSync(tree, {recursive: true, force: true})
    },
  }
}

/** What is there stays where there is no room for what should be. Mode and owner are kept, and a link stays one. */
function writeWhole(path: string, content: string | Buffer): void {
  const known = statSync(path, {throwIfNoEntry: false})
  const target = known === undefined ? path : realpathSync(path)
  replaceFile(target, content, (known?.mode ?? 0o644) & 0o777)
  if (known !== undefined && statSync(target).uid !== known.uid) chownSync(target, known.uid, known.gid)
}

function identityOf(place: string, entry: unknown): {readonly name: string; readonly version: string} {
  const {name, version} = objectOf(entry) ?? {}
  const folder = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return {name: typeof name === 'string' ? name : folder, version: typeof version === 'string' ? version : ''}
}

function packagesOf(json: unknown): Readonly<Record<string, unknown>> {
  return objectOf(objectOf(json)?.packages) ?? {}
}

function readJson(path: string): {readonly json: Record<string, unknown>; readonly text: string} | undefined {
  const text = bytesOf(path)?.toString('utf8')
  if (text === undefined) return undefined
  try {
    return {json: JSON.parse(text) as Record<string, unknown>, text}
  } catch {
    return undefined
  }
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
