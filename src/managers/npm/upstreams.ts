// How npm would reach its registries, read off its settings: addresses, credentials, proxies, certificates.

import type {Surroundings} from '../../core/invocation.ts'
import type {Upstreams} from '../../core/registry-detour.ts'
import {isReplaced} from './registries.ts'
import {findSetting, isOn, type SettingLayer} from './settings.ts'

const CREDENTIAL = /^\/\/.+:(?:_authToken|_auth|username|_password|certfile|keyfile)$/
const SCOPED_REGISTRY = /^(@[^/]*):registry$/

type Environment = Readonly<Record<string, string | undefined>>

export function readUpstreams(
  layers: readonly SettingLayer[],
  environment: Environment,
  surroundings: Surroundings,
): Upstreams {
  const value = (key: string): string | undefined => {
    const found = findSetting(layers, key)?.values.at(-1)
    return found === undefined || found === '' || found === 'null' ? undefined : found
  }
  const keys = new Set(layers.flatMap((layer) => [...layer.keys()]))
  const address = (key: string): string | undefined => {
    const found = findSetting(layers, key, (text) => URL.canParse(text))?.values.at(-1)
    return found?.trim().replace(/\/?$/, '/')
  }
  const scopes = new Map<string, string>()
  for (const key of keys) {
    const scope = SCOPED_REGISTRY.exec(key)?.[1]
    const registry = scope === undefined ? undefined : address(key)
    if (scope !== undefined && registry !== undefined) scopes.set(scope, registry)
  }
  const credentials = new Map<string, string>()
  for (const key of keys) {
    const secret = CREDENTIAL.test(key) ? value(key) : undefined
    if (secret !== undefined) credentials.set(key, secret)
  }
  const ownScope = value('scope')?.replace(/^@?/, '@')
  // `@npmcli/agent`, getProxy: the settings, then the environment.
  const proxy =
    proxyIn(value('https-proxy')) ??
    proxyIn(value('proxy')) ??
    variable(environment, 'https_proxy', 'http_proxy', 'proxy')
  const noProxy = noProxyOf(layers, environment)
  const file = value('cafile')
  const strict = findSetting(layers, 'strict-ssl')
  return {
    ...optional('registry', address('registry')),
    scopes,
    ...optional('ownScope', ownScope),
    credentials,
    ...optional('proxy', proxy),
    ...optional('noProxy', noProxy),
    authorities: findSetting(layers, 'ca')?.values.filter((text) => text !== '' && text !== 'null') ?? [],
    ...optional('authoritiesFile', file === undefined ? undefined : pathOf(file, surroundings)),
    isStrictAboutCertificates: strict === undefined || isOn(strict),
    ...optional('localAddress', value('local-address')),
    isReplaced: (url) => isReplaced(url, value('replace-registry-host')),
  }
}

export function noProxyOf(layers: readonly SettingLayer[], environment: Environment): string | undefined {
  const hosts = findSetting(layers, 'noproxy')?.values.filter((host) => host !== '') ?? []
  return hosts.length > 0 ? hosts.join(',') : variable(environment, 'no_proxy')
}

/** A variable by its name in any case of letters. The first name that is set counts. */
function variable(environment: Environment, ...names: readonly string[]): string | undefined {
  const entries = Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value] as const)
  for (const name of names) {
    const value = entries.findLast(([key]) => key === name)?.[1]
    if (value !== undefined && value !== '') return value
  }
  return undefined
}

/** `proxy=false` sets none. */
function proxyIn(value: string | undefined): string | undefined {
  return value === 'false' ? undefined : value
}

function pathOf(written: string, {home, resolvePath}: Surroundings): string {
  return written.startsWith('~/') ? resolvePath(home, written.slice(2)) : resolvePath(written)
}

function optional<Key extends string>(key: Key, value: string | undefined): {readonly [Name in Key]?: string} {
  return value === undefined ? {} : ({[key]: value} as {readonly [Name in Key]: string})
}
