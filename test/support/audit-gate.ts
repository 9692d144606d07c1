import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished} from 'vitest'
import {isBeingForwarded} from '../../src/audit/forward/forward-lock.ts'
import {Scratch} from './scratch.ts'

/** Below the home. */
export const POLICY = '.config/sallyport/policy.yaml'
/** For what happens in the background, on a machine that has other things to do. */
export const SOON = {timeout: 30_000}

/** A person's machine with three tools that do nothing, and its audit log. */
export function auditGate() {
  const scratch = new Scratch().withNode().installShims()
  for (const name of ['npm', 'pip', 'docker']) scratch.withFakeTool({name})
  const state = join(scratch.home, '.local/state/sallyport')
  onTestFinished(async () => {
    await idle(state)
    await scratch.remove()
  })
  const sallyport = (...args: readonly string[]) => scratch.run(scratch.install.program, args)
  const log = (...args: readonly string[]) => sallyport('log', ...args)
  return {scratch, state, sallyport, log}
}

/** Nothing of ours runs in the background any more. */
export async function idle(state: string): Promise<void> {
  if (existsSync(join(state, 'audit-forward'))) await expect.poll(() => isBeingForwarded(state), SOON).toBe(false)
}
