// Asks the registry about names that no list has. A name that it does not have either is judged again as one that nobody has.

import type {Gathered} from '../core/evidence.ts'
import {ABSENT, type NameIndex} from '../core/names/name-index.ts'
import {nameEvidence} from './name-evidence.ts'
import {registryHas} from './registry-names.ts'

/** Milliseconds for all names together: npm itself has just that wait before it. */
const PATIENCE = 2000
/** More typed strangers than this are no typing error. */
const MOST_ASKED = 8

export interface RegistryAccess {
  readonly index: NameIndex
  /** Whether the way there is known; otherwise the registry counts as silent. */
  readonly isReachable: boolean
  readonly defaultRegistry: () => string | undefined
}

export async function withRegistry(
  gathered: readonly Gathered[],
  strangers: readonly Gathered[],
  {index, isReachable, defaultRegistry}: RegistryAccess,
): Promise<readonly Gathered[]> {
  const signal = AbortSignal.timeout(PATIENCE)
  const answers = await Promise.all(
    strangers.slice(0, MOST_ASKED).map(async (stranger) => {
      const {source, name} = stranger.artifact
      const registry = (source.kind === 'registry' ? source.registry : undefined) ?? defaultRegistry()
      const isThere = registry === undefined || !isReachable ? undefined : await registryHas(registry, name, signal)
      return [stranger, isThere] as const
    }),
  )
  const known = new Map(answers)
  return Promise.all(gathered.map(async (one) => (known.has(one) ? judgedAgain(one, known.get(one), index) : one)))
}

async function judgedAgain(one: Gathered, isInRegistry: boolean | undefined, index: NameIndex): Promise<Gathered> {
  const {artifact, evidence} = one
  if (isInRegistry === undefined) return {artifact, evidence: {...evidence, silent: [...evidence.silent, 'registry']}}
  if (isInRegistry) return {artifact, evidence: {...evidence, isInRegistry}}
  // The registry has no more names than the index: whatever is in neither is absent.
  const complete: NameIndex = {...index, exists: (name) => index.find(name) !== ABSENT}
  const [again] = await nameEvidence([artifact], complete)
  return {artifact, evidence: {...evidence, ...again?.evidence, silent: evidence.silent, isInRegistry}}
}
