// A person's settings, kept by `conf` in `<config>/settings.json`. Loaded only where one is needed.

import {existsSync} from 'node:fs'
import {EXPECTED_LOCATION, readLocation} from '../sources/location.ts'
import type {Places} from '../system/places.ts'

export type SettingKey = 'question-timeout' | SourceKey
export type SourceKey =
  | 'names-source-npm'
  | 'names-source-pypi'
  | 'names-source-pypi-all'
  | 'names-source-docker'
  | 'advisories-source-npm'
  | 'advisories-source-pypi'

/** What stands for a setting that is not set, and unsets it. */
export const NONE = 'none'

export interface Setting {
  readonly key: SettingKey
  readonly meaning: string
  /** As a person writes it; also what holds when nothing is set. */
  readonly initial: string
  readonly example: string
  readonly expected: string
  /** Whether a value, typed or found in the file, makes sense. */
  readonly accepts: (value: string) => boolean
}

export const SETTINGS: readonly Setting[] = [
  {
    key: 'question-timeout',
    meaning: 'seconds after which an unanswered question refuses',
    initial: '120',
    example: '120',
    expected: 'a whole number of seconds from 5 to 3600',
    accepts: (value) => /^\d{1,4}$/.test(value) && Number(value) >= 5 && Number(value) <= 3600,
  },
  source('names-source-npm', 'where `cache update` takes npm names from'),
  source('names-source-pypi', 'where `cache update` takes the most used PyPI names from'),
  source('names-source-pypi-all', 'where `cache update` takes the list of all PyPI names from'),
  source('names-source-docker', 'where `cache update` takes Docker Official Images from'),
  source('advisories-source-npm', 'where `cache update` takes advisories on npm packages from', '/srv/osv/npm/all.zip'),
  source(
    'advisories-source-pypi',
    'where `cache update` takes advisories on PyPI packages from',
    '/srv/osv/PyPI/all.zip',
  ),
]

function source(key: SourceKey, meaning: string, example = '/srv/names/list.tsv'): Setting {
  return {
    key,
    meaning,
    initial: NONE,
    example,
    expected: `${EXPECTED_LOCATION} by its absolute path, or \`${NONE}\``,
    accepts: (value) => {
      if (value === NONE) return true
      const location = readLocation(value, '/')
      return location.kind === 'address' || (location.kind === 'file' && /^(?:\/|file:)/i.test(value))
    },
  }
}

export function settingNamed(key: string): Setting | undefined {
  return SETTINGS.find((setting) => setting.key === key)
}

/** Milliseconds. Without a settings file nothing is loaded to find out that there is none. */
export async function questionTimeout(places: Places): Promise<number> {
  const settings = await settingsInPlace(places)
  // Settings that cannot be read are no reason to wait for ever: the initial value holds.
  return Number(settings?.kind === 'settings' ? settings.get('question-timeout') : initialOf('question-timeout')) * 1000
}

/** Undefined where nobody ever set anything: then nothing is loaded. */
export async function settingsInPlace(places: Places): Promise<Settings | undefined> {
  return existsSync(settingsPath(places)) ? openSettings(places) : undefined
}

export type Settings =
  | {
      readonly kind: 'settings'
      readonly path: string
      readonly get: (key: SettingKey) => string
      /** A sentence when the value could not be saved. */
      readonly set: (key: SettingKey, value: string) => string | undefined
    }
  | {readonly kind: 'unreadable'; readonly path: string; readonly reason: string}

export async function openSettings(places: Places): Promise<Settings> {
  const {default: Conf} = await import('conf')
  const path = settingsPath(places)
  try {
    const store = new Conf<Record<string, unknown>>({
      projectName: 'sallyport',
      cwd: places.config,
      configName: 'settings',
      configFileMode: 0o600,
      clearInvalidConfig: false,
    })
    return {
      kind: 'settings',
      path,
      get: (key) => {
        const value = store.get(key)
        const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
        // A value that was edited by hand and makes no sense counts as not set.
        return text !== undefined && settingNamed(key)?.accepts(text) === true ? text : initialOf(key)
      },
      set: (key, value) => {
        try {
          if (value === NONE) store.delete(key)
          else store.set(key, /^\d+$/.test(value) ? Number(value) : value)
          return undefined
        } catch (error) {
          return error instanceof Error ? error.message : String(error)
        }
      },
    }
  } catch (error) {
    return {kind: 'unreadable', path, reason: error instanceof Error ? error.message : String(error)}
  }
}

function settingsPath(places: Places): string {
  return `${places.config}/settings.json`
}

function initialOf(key: SettingKey): string {
  return settingNamed(key)?.initial ?? NONE
}
