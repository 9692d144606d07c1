// npm behind the gateway: every registry in force is put aside for the gateway's address, where npm reads it first (command
// line, then environment); what stands in npmrc files is overruled. Lockfiles keep the addresses of the registries, because the
// gateway serves those in packuments and npm puts its registry's host in their place only when it fetches.

import type {Invocation, Surroundings} from '../../core/invocation.ts'
import type {BehindGateway, Detour, FreshStart, GatewayAddress, Upstreams} from '../../core/registry-detour.ts'
import {readCommandLine} from './command-line.ts'
import {readInstalled} from './installed-tree.ts'
import {localPlaceOf} from './local-place.ts'
import {readLocked} from './locked-packages.ts'
import {majorsFor} from './npm-majors.ts'
import {memberFolders} from './project.ts'
import {PUT_ASIDE, type PutAside, settingName} from './put-aside.ts'
import {readRegistries} from './registries.ts'
import {type Command, requestsOf, type Situation, worksOnWorkspaces} from './requests.ts'
import {findSetting, globalConfigPath, isGlobalMode, isOn, readSettings, type SettingLayer} from './settings.ts'
import {noProxyOf, readUpstreams} from './upstreams.ts'
import {verbKind} from './verbs.ts'

const LOOPBACK = '127.0.0.1'

export function detour(invocation: Invocation, surroundings: Surroundings): Detour | undefined {
  const lines = readCommandLine(invocation).filter((line) => line.kind !== 'passthrough')
  if (lines.length === 0) return undefined
  const commands = lines.flatMap((line) => (line.kind === 'command' ? [line] : []))
  const options = commands[0]?.options ?? new Map()
  const {localPrefix, isInWorkspace} = localPlaceOf(options, invocation, surroundings)
  const layers = readSettings({options, invocation, surroundings, localPrefix})
  const upstreams = readUpstreams(layers, invocation.environment, surroundings)
  const fresh = freshStart(layers, invocation, surroundings, localPrefix)
  const isGlobal = isGlobalMode(layers)
  const situation = {isGlobal, localPrefix, isInWorkspace, layers, surroundings}
  const isDryRun = isOn(findSetting(layers, 'dry-run'))
  return {
    folder: localPrefix,
    isTreeBuilt: !isGlobal && !isDryRun && commands.some((command) => isTreeBuilt(command, situation)),
    isBeyondRanges: isOn(findSetting(layers, 'force')) && commands.some(({command}) => command === 'audit'),
    memberFolders: isGlobal || !worksOnWorkspaces(situation) ? [] : membersOf(situation),
    upstreams,
    ...(fresh === undefined ? {} : {freshStart: fresh}),
    isCacheFirst: isOn(findSetting(layers, 'prefer-offline')),
    locked: () => readLocked(localPrefix, readRegistries(layers), surroundings),
    installed: () =>
      buildsTree(commands, layers) ? readInstalled(localPrefix, readRegistries(layers), surroundings) : undefined,
    behind: (address) => {
      const settings = settingsBehind(layers, invocation, upstreams, address)
      const {argv, typed} = argvBehind(invocation.argv, commands, settings)
      // A variable of such a name does not get through a shell; npm takes it from the command line as well.
      const scopes = [...upstreams.scopes.keys()]
        .filter((scope) => !typed.has(`${scope}:registry`))
        .map((scope) => `--${scope}:registry=${addressOf(address)}`)
      return {
        argv: [...scopes, ...argv],
        environment: environmentBehind(invocation, upstreams, settings, typed, address),
        configText: configText(layers, invocation, surroundings, address),
      }
    },
  }
}

function isTreeBuilt(command: Command, situation: Situation): boolean {
  const requests = requestsOf(command, situation)
  return requests.kind === 'requests' && requests.tree !== undefined
}

/** A workspace that `npm init -w` is to make is not there yet. */
function membersOf({layers, localPrefix, surroundings}: Situation): readonly string[] {
  const named = findSetting(layers, 'workspace')?.values.filter((value) => value !== '') ?? []
  const folders = named.map((value) => surroundings.resolvePath(localPrefix, value))
  return [...new Set([...memberFolders(localPrefix, surroundings), ...folders])]
}

/** Whether the command installs into the folder: not for everybody, not without writing, not into a folder of npx. */
function buildsTree(commands: readonly {readonly command: string}[], layers: readonly SettingLayer[]): boolean {
  if (isGlobalMode(layers) || ['dry-run', 'package-lock-only'].some((name) => isOn(findSetting(layers, name))))
    return false
  return commands.length > 0 && commands.every(({command}) => ['tree', 'tree-only'].includes(verbKind(command)))
}

/** Without the secret: this one may stand in an argv, which everybody on the machine can read, and in npm's log. */
function addressOf({port, path}: GatewayAddress): string {
  return `http://${LOOPBACK}:${port}${path}`
}

/** npm's settings while it is behind the gateway, by key. */
function settingsBehind(
  layers: readonly SettingLayer[],
  {environment, toolVersion}: Invocation,
  upstreams: Upstreams,
  address: GatewayAddress,
): ReadonlyMap<string, string> {
  const settings = new Map([
    ['registry', addressOf(address)],
    ['globalconfig', address.configFile],
  ])
  for (const scope of upstreams.scopes.keys()) settings.set(`${scope}:registry`, addressOf(address))
  if (upstreams.proxy !== undefined) {
    const noProxy = noProxyOf(layers, environment)
    settings.set('noproxy', noProxy ? `${noProxy},${LOOPBACK}` : LOOPBACK)
  }
  // npm 12 takes a tarball from its registry's host alone, unless it may take packages from any address.
  const [major = 0] = majorsFor(toolVersion)
  const allowed = findSetting(layers, 'allow-remote')?.values.at(-1) ?? (major >= 12 ? 'none' : 'all')
  const isEverything = allowed === 'all' || (allowed === 'root' && address.hasForeignAddresses)
  if (!isEverything) settings.set('replace-registry-host', replacedHost(layers, upstreams))
  return settings
}

/** Whose tarballs npm fetches through the gateway. `always` is meant for addresses of git repositories, too. */
function replacedHost(layers: readonly SettingLayer[], {registry, scopes}: Upstreams): string {
  const git = findSetting(layers, 'allow-git')?.values.at(-1) ?? 'none'
  const hosts = new Set([registry, ...scopes.values()].map((address) => address && new URL(address).hostname))
  const [host] = hosts
  return git === 'none' || hosts.size > 1 ? 'always' : (host ?? 'always')
}

/** The form without readmes, publishers and times, which npm before version 12 asks for, except to go back in time. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*'

function freshStart(
  layers: readonly SettingLayer[],
  {cwd, toolVersion}: Invocation,
  {home, isDirectory, resolvePath}: Surroundings,
  folder: string,
): FreshStart | undefined {
  const setting = (key: string): string | undefined => findSetting(layers, key)?.values.at(-1)
  const written = setting('cache') || '~/.npm'
  const cache = written.startsWith('~/') ? resolvePath(home, written.slice(2)) : resolvePath(cwd, written)
  const isOffline = isOn(findSetting(layers, 'offline'))
  const hasSome = isDirectory(resolvePath(cache, '_cacache')) || isDirectory(resolvePath(folder, 'node_modules'))
  if (isOffline || hasSome || toolVersion === undefined) return undefined
  const [major = 0] = majorsFor(toolVersion)
  const isWhole = major >= 12 || (setting('before') ?? '') !== ''
  return {accept: isWhole ? 'application/json' : ABBREVIATED, userAgent: `npm/${toolVersion}`}
}

interface Placed {
  readonly places: ReadonlyMap<string, readonly {readonly word: string; readonly index: number}[]>
}

/** `typed`: keys that stood on the command line. */
function argvBehind(
  words: readonly string[],
  commands: readonly Placed[],
  settings: ReadonlyMap<string, string>,
): {readonly argv: readonly string[]; readonly typed: ReadonlySet<string>} {
  const argv = [...words]
  const typed = new Set<string>()
  for (const [name, values] of commands.flatMap(({places}) => [...places])) {
    const value = settings.get(name)
    if (value === undefined) continue
    typed.add(name)
    for (const {word, index} of values) {
      const at = index === -1 ? words.findIndex((one) => one === word || one.endsWith(`=${word}`)) : index
      const here = argv[at]
      // The word is the value, or the option with the value behind `=`.
      if (here !== undefined) argv[at] = here.startsWith('-') ? here.slice(0, here.indexOf('=') + 1) + value : value
    }
  }
  return {argv, typed}
}

function environmentBehind(
  {environment}: Invocation,
  upstreams: Upstreams,
  settings: ReadonlyMap<string, string>,
  typed: ReadonlySet<string>,
  address: GatewayAddress,
): BehindGateway['environment'] {
  const set: Record<string, string> = {[`npm_config_//${LOOPBACK}:${address.port}/:_authToken`]: address.secret}
  for (const [key, value] of settings) {
    set[`npm_config_${/^[@/]/.test(key) ? key : key.replaceAll('-', '_')}`] = value
  }
  const keys = new Set(Object.keys(set).map(settingName))
  const was: Record<string, string | null> = {}
  const rest: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && keys.has(settingName(name))) was[name] = value
    else rest[name] = value
  }
  for (const name of Object.keys(set)) was[name] ??= null
  // npm hands an address on its command line to the scripts that it runs.
  if (typed.has('registry') && upstreams.registry !== undefined) was.npm_config_registry = upstreams.registry
  const aside: PutAside = {address: addressOf(address), was, set}
  return {...rest, ...set, [PUT_ASIDE]: JSON.stringify(aside)}
}

/**
 * What was in the npmrc for everybody, and the token: a shell that a script of a package runs in drops the variable that holds it,
 * because no shell has variables of such a name.
 */
function configText(
  layers: readonly SettingLayer[],
  invocation: Invocation,
  surroundings: Surroundings,
  {port, secret}: GatewayAddress,
): string {
  const path = globalConfigPath(layers, invocation, surroundings)
  const reading = path === undefined ? undefined : surroundings.readFile(path)
  const before = reading?.kind === 'text' ? `${reading.text}\n` : ''
  return `//${LOOPBACK}:${port}/:_authToken=${secret}\n${before}`
}
