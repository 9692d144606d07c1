// Who judges versions for the gateway: the policy in force and what the feeds have.

import type {Advisory} from '../core/advisory.ts'
import {firstJudge} from '../gateway/first-judge.ts'
import type {PackumentJudge} from '../gateway/packument-judge.ts'
import type {Trip} from './behind-gateway.ts'

const NO_ADVISORIES: ReadonlyMap<string, readonly Advisory[]> = new Map()

export function npmJudge({wholePolicy, policyDigest, edge}: Trip): PackumentJudge {
  return firstJudge({
    policy: wholePolicy,
    state: `gateway-1 ${policyDigest}`,
    advisories: () => NO_ADVISORIES,
    now: edge.now(),
  })
}
