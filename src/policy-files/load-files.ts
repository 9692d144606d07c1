// Policy files as the policy in force: read, checked and merged; or everything that is wrong with them.

import type {Layer} from '../core/policy/layer.ts'
import {mergePolicies} from '../core/policy/merge.ts'
import {sha256} from '../system/digest.ts'
import {readTrustedFile} from '../system/trusted-file.ts'
import type {LoadedPolicy, LoadSettings} from './loaded-policy.ts'
import {cacheKey, type ParsedPolicy, readParsed, teamCacheKey, writeParsed} from './parsed-cache.ts'
import type {PolicyPlace} from './policy-places.ts'
import {LARGEST_FILE, type Problem} from './problem.ts'
import type {ReadPolicy} from './read-policy.ts'
import {readTeamFile, type TeamFile, type TeamInForce} from './team/team-file.ts'
import {unmetInclude} from './team/unmet-include.ts'

export async function loadFiles(found: readonly PolicyPlace[], settings: LoadSettings): Promise<LoadedPolicy> {
  const layers: Layer[] = []
  const problems: Problem[] = []
  const digests: string[] = []
  let team: TeamInForce | undefined
  for (const place of found) {
    const {path, layer: name} = place
    const file = readFile(place, settings)
    if (file.kind === 'absent') continue
    if (file.kind === 'problems') {
      problems.push(...file.problems)
      continue
    }
    digests.push(`${name} ${file.digest}`)
    const read = await parsedPolicy(file, place, settings)
    if (read.kind === 'problems') {
      problems.push(...read.problems)
      continue
    }
    const {document, lines} = read
    layers.push({name, path, document, lines})
    if (file.kind === 'team') team = inForce(file, document)
  }
  const isAsked = problems.length === 0 && settings.isTrial !== true
  const unmet = isAsked ? await unmetInclude(layers, team?.enrolment) : undefined
  if (unmet !== undefined) problems.push(unmet)
  if (problems.length > 0) return {kind: 'problems', problems}
  const files = layers.map(({name, path}) => ({layer: name, path}))
  return {
    kind: 'policy',
    policy: mergePolicies(layers),
    files,
    layers,
    digest: `sha256:${sha256(digests.join('\n'))}`,
    ...(team === undefined ? {} : {team}),
  }
}

type PolicyFile =
  | {readonly kind: 'absent'}
  | {readonly kind: 'file'; readonly content: Buffer; readonly digest: string}
  | TeamFile

function readFile({layer, path, tree}: PolicyPlace, {places}: LoadSettings): PolicyFile {
  if (layer === 'team') return readTeamFile(places.team)
  const file = readTrustedFile(path, {tree, home: places.home, largest: LARGEST_FILE})
  switch (file.kind) {
    case 'absent':
      return file
    case 'refused':
      return {kind: 'problems', problems: file.refusals}
    case 'content':
      return {kind: 'file', content: file.content, digest: sha256(file.content)}
  }
}

async function parsedPolicy(
  {content, digest}: {readonly content: Buffer; readonly digest: string},
  {layer, path}: PolicyPlace,
  {places, version}: LoadSettings,
): Promise<ReadPolicy> {
  const key =
    layer === 'team' ? teamCacheKey({digest, version}, places.team) : cacheKey({path, digest, version}, places)
  const known = readParsed(key)
  if (known !== undefined) return {kind: 'document', ...known}
  const {readPolicy} = await import('./read-policy.ts')
  const read = readPolicy(content, path)
  if (read.kind === 'document') writeParsed(key, read)
  return read
}

function inForce(
  {record, enrolment}: Extract<TeamFile, {kind: 'team'}>,
  {expires}: ParsedPolicy['document'],
): TeamInForce {
  const {attempted, lastFailure} = record
  return {
    enrolment,
    checked: Date.parse(enrolment.checked),
    ...(expires === undefined ? {} : {expires}),
    ...(attempted === undefined ? {} : {attempted}),
    ...(lastFailure === undefined ? {} : {lastFailure}),
  }
}
