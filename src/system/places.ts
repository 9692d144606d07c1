import {lstatSync, realpathSync} from 'node:fs'
import {homedir} from 'node:os'
import {basename, dirname, isAbsolute, join} from 'node:path'

/** Where sallyport keeps what it keeps (XDG Base Directory specification). All absolute. */
export interface Places {
  readonly home: string
  readonly config: string
  readonly cache: string
  readonly state: string
  readonly team: TeamPlace
}

/** Where the team's policy lies. */
export interface TeamPlace {
  readonly folder: string
  /** What is in the folder is trusted as far as the folders from it up to this one are. */
  readonly root: string
}

export function placesFor(environment: Readonly<Record<string, string | undefined>>, bundleFolder: string): Places {
  const home = homedir()
  const place = (variable: string, fallback: string): string => {
    const value = environment[variable]
    // The specification: a relative path in these variables is invalid and ignored.
    return join(value !== undefined && isAbsolute(value) ? value : join(home, fallback), 'sallyport')
  }
  const config = place('XDG_CONFIG_HOME', '.config')
  const prefix = prefixOf(bundleFolder)
  return {
    home,
    config,
    cache: place('XDG_CACHE_HOME', '.cache'),
    state: place('XDG_STATE_HOME', join('.local', 'state')),
    team:
      prefix === undefined ? {folder: join(config, 'team'), root: home} : {folder: join(prefix, 'team'), root: prefix},
  }
}

/**
 * The prefix of the installation that a bundle belongs to: it lies in `PREFIX/versions/<id>/dist`, and `PREFIX/lib` is the link
 * to the version in use (install.sh). The team's policy is beside the program that obeys it, so that neither another HOME nor
 * another XDG_CONFIG_HOME leads away from it. Undefined for a bundle anywhere else.
 */
function prefixOf(bundleFolder: string): string | undefined {
  try {
    // Node would give the link's own path with NODE_PRESERVE_SYMLINKS_MAIN.
    const real = realpathSync(bundleFolder)
    const versions = dirname(dirname(real))
    if (basename(real) !== 'dist' || basename(versions) !== 'versions') return undefined
    const prefix = dirname(versions)
    return lstatSync(join(prefix, 'lib')).isSymbolicLink() ? prefix : undefined
  } catch {
    return undefined
  }
}
