// Which files a team's policy is made of.

import {join} from 'node:path'
import type {TeamPlace} from '../../system/places.ts'
import {isThere} from '../is-there.ts'

const FILES = {policy: 'policy.yaml', signature: 'policy.yaml.sig', record: 'team.json'} as const

export type TeamPaths = Readonly<Record<keyof typeof FILES, string>>

export function teamPaths({folder}: TeamPlace): TeamPaths {
  return {
    policy: join(folder, FILES.policy),
    signature: join(folder, FILES.signature),
    record: join(folder, FILES.record),
  }
}

/** Whether a team's policy was enrolled here, as far as one file of it is left. Where there never was one, it costs one `stat`. */
export function isEnrolled(place: TeamPlace): boolean {
  return isThere(place.folder) && Object.values(teamPaths(place)).some(isThere)
}
