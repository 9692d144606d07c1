// A packument without some of its versions: in `versions`, in `time`, under its dist-tags, and in the further lists that npm's
// resolver looks into. Everything else stays as it is, in its place.

import {distTags, movedTag} from './dist-tags.ts'
import {type JsonObject, objectOf, without} from './json.ts'
import {Packument} from './packument.ts'

/** Lists of versions beside `versions` (npm-pick-manifest): releases that wait to be published, and such that npm must not take. */
const FURTHER_LISTS = ['stagedVersions', 'policyRestrictions']

/** `whole` is the packument as it came: a tag that has been moved before is moved from where it pointed at first. */
export function withoutVersions(packument: Packument, whole: Packument, removed: ReadonlySet<string>): JsonObject {
  const {json} = packument
  const changed: Record<string, JsonObject> = {}
  const replace = (key: string, value: JsonObject | undefined): void => {
    if (value !== undefined) changed[key] = value
  }
  replace('versions', without(objectOf(json.versions), removed))
  replace('time', without(objectOf(json.time), removed))
  for (const key of FURTHER_LISTS) {
    const list = objectOf(json[key])
    const versions = without(objectOf(list?.versions), removed)
    if (versions !== undefined) replace(key, {...list, versions})
  }
  const remaining = new Packument({...json, ...changed}, packument.name)
  return {...remaining.json, ...movedTags(packument, whole, remaining, removed)}
}

function movedTags(
  packument: Packument,
  whole: Packument,
  remaining: Packument,
  removed: ReadonlySet<string>,
): {readonly 'dist-tags'?: JsonObject} {
  const written = objectOf(packument.json['dist-tags'])
  const first = distTags(whole)
  const moved = [...distTags(packument)].filter(([, version]) => removed.has(version))
  if (written === undefined || moved.length === 0) return {}
  const targets = new Map(
    moved.map(([tag, version]) => [tag, movedTag(tag, first.get(tag) ?? version, whole, remaining)] as const),
  )
  const tags = Object.entries(written).flatMap(([tag, version]) => {
    const target = targets.has(tag) ? targets.get(tag) : version
    return target === undefined ? [] : [[tag, target] as const]
  })
  return {'dist-tags': Object.fromEntries(tags)}
}
