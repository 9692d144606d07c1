// Merges policy files into the policy in force: built-in, then team, user and project. A later file wins, except where it may
// only tighten: a project's file always, any file above a value that an earlier one locked.

import type {Ecosystem} from '../artifact.ts'
import {builtInPolicy} from './built-in.ts'
import {type Claim, claimsOf, isPathIn} from './claims.ts'
import {type Layer, originOf} from './layer.ts'
import {mergeLists, NO_LISTS} from './merge-lists.ts'
import {mergeRules} from './merge-rules.ts'
import {PatternIndex} from './pattern-index.ts'
import {type EcosystemPolicy, type Ignored, LAYERS, type Policy, type Sourced} from './policy.ts'
import {type Ignore, settle, whyOnlyTighter} from './settle.ts'
import {type AsStrict, NEVER_STRICTER, STRICTER} from './tightness.ts'

/** Files in any order, one a layer. */
export function mergePolicies(files: readonly Layer[]): Policy {
  const layers = [...files].sort((a, b) => LAYERS.indexOf(a.name) - LAYERS.indexOf(b.name))
  const ignored = new Map<string, Ignored>()
  const ignore = (one: Ignored): void => void ignored.set(`${one.origin} ${one.key} ${one.value}`, one)
  const general = layers.reduce<Policy>((policy, layer) => mergeGeneral(policy, layer, ignore), builtInPolicy)
  const ecosystem = (home: Ecosystem): EcosystemPolicy => mergeEcosystem(layers, home, ignore)
  const ecosystems = {npm: ecosystem('npm'), pypi: ecosystem('pypi'), docker: ecosystem('docker')}
  return {...general, ecosystems, ignored: [...ignored.values()]}
}

/** The values that are the same for every ecosystem. */
function mergeGeneral(policy: Policy, layer: Layer, ignore: Ignore): Policy {
  const {document, name} = layer
  const {data, refresh} = document
  const locked = new Set(document.locked)
  const settled = <Value, Current extends Sourced<Value> | undefined>(
    current: Current,
    key: string,
    value: Value | undefined,
    asStrict: AsStrict<Value>,
  ): Current | Sourced<Value> => {
    const claim: Claim<Value> | undefined = value === undefined ? undefined : {value, key, origin: originOf(layer, key)}
    return settle(current, {claim, asStrict, layer: name, isLocking: isPathIn(locked, key), ignore})
  }
  const {everyHours, maxAgeDays: unchecked, whenOlder, whenExpired} = policy.refresh
  const maxAge = settled(policy.data.maxAgeDays, 'data.max-age-days', data?.['max-age-days'], STRICTER.maxAgeDays)
  const include = mergeInclude(policy.include, layer, ignore)
  return {
    ...policy,
    bypass: settled(policy.bypass, 'bypass', document.bypass, STRICTER.bypass),
    audit: {forward: settled(policy.audit.forward, 'audit.forward', document.audit?.forward, NEVER_STRICTER)},
    data: {
      ...(maxAge ? {maxAgeDays: maxAge} : {}),
      whenOlder: settled(policy.data.whenOlder, 'data.when-older', data?.['when-older'], STRICTER.whenOlder),
    },
    refresh: {
      everyHours: settled(everyHours, 'refresh.every-hours', refresh?.['every-hours'], STRICTER.everyHours),
      maxAgeDays: settled(unchecked, 'refresh.max-age-days', refresh?.['max-age-days'], STRICTER.maxAgeDays),
      whenOlder: settled(whenOlder, 'refresh.when-older', refresh?.['when-older'], STRICTER.whenOlder),
      whenExpired: settled(whenExpired, 'refresh.when-expired', refresh?.['when-expired'], STRICTER.whenOlder),
    },
    ...(include ? {include} : {}),
  }
}

/** Whose policy is added is nothing that could be stricter: what may only tighten does not say it. */
function mergeInclude(current: Policy['include'], layer: Layer, ignore: Ignore): Policy['include'] {
  const written = layer.document.include
  if (written === undefined) return current
  const {url, key} = typeof written === 'string' ? {url: written, key: undefined} : written
  const origin = originOf(layer, 'include')
  const because = whyOnlyTighter(layer.name, current?.lockedBy)
  if (because !== undefined) {
    ignore({key: 'include', value: url, origin, because})
    return current
  }
  const isLocking = layer.document.locked?.includes('include') === true
  return {value: key === undefined ? {url} : {url, key}, origin, ...(isLocking ? {lockedBy: layer.name} : {})}
}

function mergeEcosystem(layers: readonly Layer[], home: Ecosystem, ignore: Ignore): EcosystemPolicy {
  let policy: EcosystemPolicy = builtInPolicy.ecosystems[home]
  let lists = NO_LISTS
  for (const layer of layers) {
    const claims = claimsOf(layer, home)
    const {isLocked} = claims
    const step = {layer: layer.name, ignore}
    const unattended = settle(policy.unattended, {
      ...step,
      claim: claims.unattended,
      asStrict: STRICTER.unattended,
      isLocking: isLocked('unattended'),
    })
    policy = {
      ...policy,
      mode: settle(policy.mode, {...step, claim: claims.mode, asStrict: STRICTER.mode, isLocking: isLocked('mode')}),
      unattended,
      rules: mergeRules(policy.rules, claims.rules, {...step, isLocked, unattended: unattended.value}),
    }
    lists = mergeLists(lists, claims, layer.name, ignore)
  }
  return {
    ...policy,
    allow: new PatternIndex(lists.allow),
    deny: new PatternIndex(lists.deny),
    internal: new PatternIndex(lists.internal),
    exceptions: new PatternIndex(lists.exceptions),
    registries: lists.registries,
    locks: lists.locks,
  }
}
