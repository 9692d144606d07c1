// Who judges versions for the gateway: the policy in force, the names that are known, and what the feeds have.

import {judgeName} from '../core/names/judge-name.ts'
import type {PackumentJudge} from '../gateway/packument-judge.ts'
import {policyJudge} from '../gateway/policy-judge.ts'
import type {Trip} from './behind-gateway.ts'

export function npmJudge({policy, policyDigest, names, edge}: Trip): PackumentJudge {
  return policyJudge({
    policy,
    state: `gateway-1 ${policyDigest}`,
    advisoriesOf: () => undefined,
    nameOf: (name) => judgeName(name, names),
    now: edge.now(),
  })
}
