// Which registries npm would ask, and which addresses in a lockfile are theirs.

import type {ConfiguredSource} from '../../core/invocation.ts'
import {redactUrl} from '../../core/redact.ts'
import {isDefaultRegistryHost} from './default-registry.ts'
import {findSetting, type SettingLayer} from './settings.ts'

export interface Registries {
  /** The configured registry of a package name, credentials removed; undefined where npm's default is in force. */
  readonly registryFor: (name: string) => string | undefined
  /** Whether npm takes an address in a lockfile for one of the registry that serves `name`. */
  readonly serves: (address: URL, name: string) => boolean
  /** Whether npm may go online, and does so without credentials, proxies or certificates. */
  readonly isOpen: boolean
  /** Every registry setting in force. */
  readonly sources: readonly ConfiguredSource[]
}

export function readRegistries(layers: readonly SettingLayer[]): Registries {
  const keys = new Set(layers.flatMap((layer) => [...layer.keys()].filter(isRegistryKey)))
  const settings = new Map<string, ConfiguredSource>()
  for (const setting of [...keys].sort()) {
    // What is no address npm drops with a warning, and reads on in the weaker places.
    const found = findSetting(layers, setting, (value) => URL.canParse(value))
    const value = found?.values.at(-1)
    if (found && value !== undefined)
      settings.set(setting, {setting, value: withoutCredentials(value), setBy: found.setBy})
  }
  const replaced = findSetting(layers, 'replace-registry-host')
  const replacedHost = replaced?.values.at(-1)
  const replacing: ConfiguredSource[] =
    replaced && replacedHost !== undefined
      ? [{setting: 'replace-registry-host', value: redactUrl(replacedHost), setBy: replaced.setBy}]
      : []

  // `--scope=@acme` sends names without a scope to `@acme:registry` (`npm-registry-fetch`, pickRegistry).
  const ownScope = findSetting(layers, 'scope')?.values.at(-1)
  const registryOfScope = (scope: string | undefined): string | undefined =>
    scope ? settings.get(`${scope.replace(/^@?/, '@')}:registry`)?.value : undefined
  const registryFor = (name: string): string | undefined => {
    const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : undefined
    const registry = registryOfScope(scope) ?? registryOfScope(ownScope) ?? settings.get('registry')?.value
    return registry === undefined || isDefaultRegistry(registry) ? undefined : registry
  }
  return {
    isOpen: !layers.some((layer) => [...layer].some(closes)),
    sources: [...settings.values(), ...replacing],
    registryFor,
    serves: (address, name) => {
      const registry = registryFor(name)
      const isOwn =
        registry === undefined ? isDefaultRegistryHost(address.host) : new URL(registry).host === address.host
      return isOwn || isReplaced(address, replacedHost)
    },
  }
}

/** npm puts the configured registry's host in place of some hosts in a lockfile; of the default registry's, if nothing is set. */
export function isReplaced(address: URL, setting = 'npmjs'): boolean {
  switch (setting) {
    case 'never':
      return false
    case 'always':
      return true
    case 'npmjs':
      return isDefaultRegistryHost(address.host)
    default:
      return (URL.canParse(setting) ? new URL(setting).hostname : setting) === address.hostname
  }
}

/** Settings that make what we would be answered another thing than what npm is answered. */
const CLOSING = /^(?:(?:https-)?proxy|cafile|ca|cert|key|local-address|strict-ssl|_auth.*|username|_password|\/\/.*)$/

function closes([key, {values}]: readonly [string, {readonly values: readonly string[]}]): boolean {
  if (key === 'offline' || key === 'prefer-offline') return values.at(-1) !== 'false'
  return CLOSING.test(key)
}

function isRegistryKey(key: string): boolean {
  return key === 'registry' || /^@.*:registry$/.test(key)
}

function isDefaultRegistry(registry: string): boolean {
  const {protocol, host, pathname} = new URL(registry)
  return protocol === 'https:' && pathname === '/' && isDefaultRegistryHost(host)
}

function withoutCredentials(address: string): string {
  const url = new URL(address)
  url.username = ''
  url.password = ''
  return redactUrl(url.href)
}
