// Which policy file an exception goes into, and who may keep it from counting there.

import {basename, dirname, resolve} from 'node:path'
import {exitCode} from '../../core/exit-code.ts'
import type {Pattern} from '../../core/policy/pattern.ts'
import {settingFor} from '../../core/policy/policy.ts'
import type {PlaceToEdit} from '../../policy-files/edit/edit-file.ts'
import {loadFiles} from '../../policy-files/load-files.ts'
import {PROJECT_FILE, policyPlaces, userPlace} from '../../policy-files/policy-places.ts'
import type {Problem} from '../../policy-files/problem.ts'
import type {Edge} from '../edge.ts'
import {VERSION} from '../version.ts'

export type ExceptionFile =
  | {readonly kind: 'place'; readonly place: PlaceToEdit}
  | {readonly kind: 'refused'; readonly message: string; readonly hint: string; readonly code: number}

/** `file` is what `--file` names; without it the person's own file, which need not be there yet. */
export function exceptionFile(file: string | undefined, {places, cwd}: Edge): ExceptionFile {
  const {home, state} = places
  if (file === undefined) {
    const {path, tree} = userPlace(places)
    return {kind: 'place', place: {path, tree, home, state, mayBeMade: true}}
  }
  const path = resolve(cwd, file)
  if (basename(path) === PROJECT_FILE) {
    const message = `\`${path}\` is the file of a project, which can only tighten: an exception in it would not count`
    const hint = 'without `--file` it goes into your own'
    return {kind: 'refused', message, hint, code: exitCode.usage}
  }
  if (dirname(path) === places.team.folder) {
    const message = `\`${path}\` is this machine's copy of the team's policy: changed here, it counts no more`
    const hint = 'write it where the policy of the team is published, and sign that'
    return {kind: 'refused', message, hint, code: exitCode.usage}
  }
  return {kind: 'place', place: {path, tree: dirname(path), home, state, mayBeMade: false}}
}

export type Lock =
  | {readonly kind: 'free'}
  | {readonly kind: 'locked'; readonly what: string; readonly path: string}
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

/** Whether the team's file keeps a person's exceptions from counting: all of them, or those to one of the rules. */
export async function teamLock({ecosystem}: Pattern, rules: readonly string[], {places, cwd}: Edge): Promise<Lock> {
  const found = policyPlaces(places, cwd).filter(({layer}) => layer === 'team')
  const loaded = await loadFiles(found, {places, cwd, version: VERSION})
  if (loaded.kind === 'problems') return loaded
  const policy = loaded.policy.ecosystems[ecosystem]
  const path = loaded.files[0]?.path ?? ''
  if (policy.locks.has('exceptions')) return {kind: 'locked', what: 'exceptions', path}
  const rule = rules.find((code) => settingFor(policy, code).lockedBy !== undefined)
  return rule === undefined ? {kind: 'free'} : {kind: 'locked', what: rule, path}
}
