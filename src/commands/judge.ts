// Steps 2 to 4 of the road: read the command line, gather evidence, judge. Asks nothing, runs nothing, writes nothing.

import type {Decision} from '../core/decision.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Intent, Invocation, PackageManager, Surroundings} from '../core/invocation.ts'
import type {Policy} from '../core/policy.ts'
import {loadNameData, type NameFolders} from '../reputation/name-data.ts'
import {nameEvidence} from '../reputation/name-evidence.ts'

export type Judged =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}
  | {readonly kind: 'decided'; readonly command: string; readonly decision: Decision}

export interface JudgeSettings {
  readonly manager: PackageManager
  readonly surroundings: Surroundings
  readonly policy: Policy
  readonly nameFolders: NameFolders
  /** Milliseconds of the epoch. */
  readonly now: number
}

export async function judge(
  invocation: Invocation,
  {manager, surroundings, policy, nameFolders, now}: JudgeSettings,
): Promise<Judged> {
  const intent: Intent = manager.read(invocation, surroundings)
  if (intent.kind !== 'fetch') return intent
  const names = loadNameData(nameFolders, manager.ecosystem, now)
  if (names.kind === 'missing') {
    // Deny: without the name index nothing can be said of any name.
    return {
      kind: 'error',
      message: `the name index \`${names.path}\` cannot be used: ${names.reason}`,
      hint: 'run `install.sh` again to repair the installation',
    }
  }
  const gathered = await nameEvidence(intent.artifacts, names.index)
  const {unclear, sources, command} = intent
  return {kind: 'decided', command, decision: evaluate({gathered, unclear, sources}, policy)}
}
