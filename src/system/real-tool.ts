import {accessSync, constants, existsSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {delimiter, dirname, isAbsolute, join} from 'node:path'
import type {NpmPlaces} from '../core/invocation.ts'

/** Every folder of shims holds this file; such a folder is passed over, ours or another installation's. */
export const SHIM_MARKER = '.sallyport-shims'

/** The first executable of that name on PATH that is not a shim. The same walk as `shims/shim.sh`. */
export function findRealTool(name: string, path: string | undefined): string | undefined {
  for (const folder of (path ?? '').split(delimiter)) {
    // Deny: an empty or relative entry means the working folder, which may be a cloned repository with its own `npm`.
    if (!isAbsolute(folder)) continue
    if (existsSync(join(folder, SHIM_MARKER))) continue
    const candidate = join(folder, name)
    if (isExecutableFile(candidate)) return candidate
  }
  return undefined
}

/**
 * The version of an npm installation, read from the package its executable links into, without running it. Undefined
 * where the executable is a wrapper of another kind: readers then judge for every version.
 */
export function npmVersionOf(executable: string): string | undefined {
  try {
    const manifest = join(dirname(dirname(realpathSync(executable))), 'package.json')
    const {name, version} = JSON.parse(readFileSync(manifest, 'utf8')) as {name?: unknown; version?: unknown}
    return name === 'npm' && typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}

/** Where an npm installation reads its own configuration. The Node that runs npm is the one on PATH (`#!/usr/bin/env node`). */
export function npmPlacesOf(executable: string, path: string | undefined): NpmPlaces | undefined {
  if (npmVersionOf(executable) === undefined) return undefined
  const builtinConfig = join(dirname(dirname(realpathSync(executable))), 'npmrc')
  const node = findRealTool('node', path)
  return node === undefined ? {builtinConfig} : {builtinConfig, prefix: dirname(dirname(realpathSync(node)))}
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
