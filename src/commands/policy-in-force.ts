// The policy of this machine, person and project, loaded when the first command needs it and once.

import {loadPolicy} from '../policy-files/load-policy.ts'
import type {LoadedPolicy} from '../policy-files/loaded-policy.ts'
import type {Problem} from '../policy-files/problem.ts'
import type {Edge} from './edge.ts'
import {VERSION} from './version.ts'

export type PolicyInForce = () => Promise<LoadedPolicy>

export function policyInForce({places, cwd}: Edge): PolicyInForce {
  let loaded: Promise<LoadedPolicy> | undefined
  return () => (loaded ??= loadPolicy({places, cwd, version: VERSION}))
}

/** One sentence for logs. */
export function problemSummary(problems: readonly Problem[]): string {
  const [first] = problems
  return `${problems.length} problems with the policy, the first: ${first?.path ?? ''} ${first?.message ?? ''}`
}
