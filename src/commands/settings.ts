// A person's settings, kept by `conf` in `<config>/settings.json`. Loaded only where one is needed.

import {existsSync} from 'node:fs'
import type {Places} from '../system/places.ts'

export interface Setting {
  readonly key: 'question-timeout'
  readonly meaning: string
  readonly initial: number
  readonly expected: string
  readonly parse: (text: string) => number | undefined
}

export const SETTINGS: readonly Setting[] = [
  {
    key: 'question-timeout',
    meaning: 'seconds after which an unanswered question refuses',
    initial: 120,
    expected: 'a whole number of seconds from 5 to 3600',
    parse: (text) => (/^\d{1,4}$/.test(text) && isTimeout(Number(text)) ? Number(text) : undefined),
  },
]

export function settingNamed(key: string): Setting | undefined {
  return SETTINGS.find((setting) => setting.key === key)
}

/** Milliseconds. Without a settings file nothing is loaded to find out that there is none. */
export async function questionTimeout(places: Places): Promise<number> {
  if (!existsSync(settingsPath(places))) return initialOf('question-timeout') * 1000
  const settings = await openSettings(places)
  // Settings that cannot be read are no reason to wait for ever: the initial value holds.
  return (settings.kind === 'settings' ? settings.get('question-timeout') : initialOf('question-timeout')) * 1000
}

export type Settings =
  | {
      readonly kind: 'settings'
      readonly path: string
      readonly get: (key: Setting['key']) => number
      /** A sentence when the value could not be saved. */
      readonly set: (key: Setting['key'], value: number) => string | undefined
    }
  | {readonly kind: 'unreadable'; readonly path: string; readonly reason: string}

export async function openSettings(places: Places): Promise<Settings> {
  const {default: Conf} = await import('conf')
  const path = settingsPath(places)
  try {
    const store = new Conf<Record<Setting['key'], unknown>>({
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
        // A value that was edited by hand and makes no sense counts as not set.
        return typeof value === 'number' && isTimeout(value) ? value : initialOf(key)
      },
      set: (key, value) => {
        try {
          store.set(key, value)
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

function isTimeout(value: number): boolean {
  return Number.isInteger(value) && value >= 5 && value <= 3600
}

function initialOf(key: Setting['key']): number {
  return SETTINGS.find((setting) => setting.key === key)?.initial ?? 120
}
