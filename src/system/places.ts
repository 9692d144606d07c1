import {homedir} from 'node:os'
import {isAbsolute, join} from 'node:path'

/** Where sallyport keeps what it keeps (XDG Base Directory specification). All absolute. */
export interface Places {
  readonly home: string
  readonly config: string
  readonly cache: string
  readonly state: string
}

export function placesFor(environment: Readonly<Record<string, string | undefined>>): Places {
  const home = homedir()
  const place = (variable: string, fallback: string): string => {
    const value = environment[variable]
    // The specification: a relative path in these variables is invalid and ignored.
    return join(value !== undefined && isAbsolute(value) ? value : join(home, fallback), 'sallyport')
  }
  return {
    home,
    config: place('XDG_CONFIG_HOME', '.config'),
    cache: place('XDG_CACHE_HOME', '.cache'),
    state: place('XDG_STATE_HOME', join('.local', 'state')),
  }
}
