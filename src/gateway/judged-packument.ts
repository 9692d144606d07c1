// A packument as npm gets it. Versions that are held back or blocked stand where npm itself keeps what a policy forbids
// (`policyRestrictions`, npm-pick-manifest): npm takes them only where nothing else will do, and then stops with the message.
// Versions to be asked about stay in their places, with an address of ours for a tarball: whoever fetches that wants the version.

import {type JsonObject, objectOf} from '../core/packument/json.ts'
import type {Packument} from '../core/packument/packument.ts'
import {withoutVersions} from '../core/packument/without-versions.ts'
import {printable} from '../core/printable.ts'
import type {VersionVerdict, VersionVerdicts} from './packument-judge.ts'

/** `questionAddress`: where npm asks for the tarball of a version that waits for an answer. */
export function judgedPackument(
  packument: Packument,
  verdicts: VersionVerdicts,
  questionAddress: (version: string) => string,
): JsonObject {
  const aside = [...verdicts].filter(([, {kind}]) => kind !== 'ask')
  const removed = new Set(aside.map(([version]) => version))
  const left = removed.size === 0 ? packument.json : withoutVersions(packument, packument, removed)
  const versions = Object.entries(objectOf(left.versions) ?? {}).map(([version, manifest]): [string, unknown] =>
    verdicts.has(version) ? [version, withQuestion(manifest, questionAddress(version))] : [version, manifest],
  )
  const judged = {...left, versions: Object.fromEntries(versions)}
  if (removed.size === 0) return judged
  // Where nothing is left, tags go on naming what they named, so that npm finds it forbidden and not missing.
  const tags = versions.length === 0 ? {'dist-tags': packument.json['dist-tags']} : {}
  const forbidden = aside.map(([version]): [string, unknown] => [
    version,
    withQuestion(objectOf(packument.json.versions)?.[version], questionAddress(version)),
  ])
  const policyRestrictions = {message: messageOf(aside), versions: Object.fromEntries(forbidden)}
  return {...judged, ...tags, policyRestrictions}
}

function withQuestion(manifest: unknown, tarball: string): JsonObject {
  return {...objectOf(manifest), dist: {tarball}}
}

const MOST_REASONS = 3

function messageOf(aside: readonly (readonly [string, VersionVerdict])[]): string {
  const reasons = aside.slice(-MOST_REASONS).map(([version, {findings}]) => {
    const [first] = findings
    return `sallyport: ${printable(version)} ${printable(first?.message ?? '')} (${first?.code ?? ''})`
  })
  return [...reasons, ...(aside.length > MOST_REASONS ? [`and ${aside.length - MOST_REASONS} more`] : [])].join('\n')
}
