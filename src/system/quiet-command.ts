import {readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'

export type CommandEnd =
  | {readonly kind: 'ended'; readonly code: number; readonly stdout: Buffer; readonly stderr: string}
  /** Said of the command: `took longer than 60 seconds`. */
  | {readonly kind: 'stopped'; readonly reason: string}

export interface CommandLimits {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds. */
  readonly total: number
  /** Bytes on its standard output. */
  readonly output: number
  /** Bytes below its working folder. */
  readonly folder: number
}

const LONGEST_COMPLAINT = 64 * 1024
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a program that nobody talks to: no input, no terminal (it leads a session of its own, so that it cannot ask on ours), its
 * output taken. Everything that it started ends with it where it takes too long or says too much, and when we are ended.
 */
export async function runQuietly(
  executable: string,
  argv: readonly string[],
  {cwd, environment, total, output, folder}: CommandLimits,
): Promise<CommandEnd> {
  const child = execa(executable, argv, {
    cwd,
    env: {...environment},
    extendEnv: false,
    detached: true,
    stdin: 'ignore',
    buffer: false,
    cleanup: false,
    reject: false,
  })
  const stdout: Buffer[] = []
  let length = 0
  let complaint = ''
  let stopped: string | undefined
  const stop = (reason: string): void => {
    stopped ??= reason
    killGroup(child.pid)
  }
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > output) stop(`gave more than ${output} bytes`)
    else stdout.push(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < LONGEST_COMPLAINT) complaint += chunk.toString()
  })
  const timer = setTimeout(() => stop(`took longer than ${Math.round(total / 1000)} seconds`), total)
  const watch = setInterval(() => {
    if (sizeBelow(cwd) > folder) stop(`wrote more than ${folder} bytes`)
  }, 500)
  const ended = (signal: NodeJS.Signals): void => {
    killGroup(child.pid)
    process.off(signal, ended)
    process.kill(process.pid, signal)
  }
  for (const signal of PASSED_ON) process.on(signal, ended)
  try {
    const {exitCode, signal, cause} = await child
    if (stopped !== undefined) return {kind: 'stopped', reason: stopped}
    if (exitCode === undefined && signal === undefined) {
      const {code, message} = cause as NodeJS.ErrnoException
      return {kind: 'stopped', reason: `could not be started (${code ?? message})`}
    }
    return {kind: 'ended', code: exitCode ?? 1, stdout: Buffer.concat(stdout), stderr: complaint}
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    for (const signal of PASSED_ON) process.off(signal, ended)
  }
}

function sizeBelow(path: string): number {
  try {
    return readdirSync(path, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .reduce(
        (sum, {parentPath, name}) => sum + (statSync(join(parentPath, name), {throwIfNoEntry: false})?.size ?? 0),
        0,
      )
  } catch {
    // A folder of it was removed meanwhile; there will be a next look.
    return 0
  }
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}
