import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {performance} from 'node:perf_hooks'

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  /** The exit code the run must have, so that a broken run is not measured as a fast one. */
  readonly code: number
}

/** Milliseconds from the start of a process to its end, with nothing on its stdin and its output thrown away. */
export function processTime({command, args, cwd, environment, code}: Command): number {
  const start = performance.now()
  const {status, error} = spawnSync(command, [...args], {cwd, env: environment, stdio: 'ignore'})
  const time = performance.now() - start
  if (error !== undefined) throw error
  if (status !== code) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${status}, not with ${code}`)
  return time
}

/** The same for a process that needs this one: a registry in it that answers. */
export async function spawnedTime({command, args, cwd, environment, code}: Command): Promise<number> {
  const start = performance.now()
  const [status] = (await once(spawn(command, [...args], {cwd, env: environment, stdio: 'ignore'}), 'exit')) as [number]
  const time = performance.now() - start
  if (status !== code) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${status}, not with ${code}`)
  return time
}
