import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import type {Command} from './process-time.ts'

/** Milliseconds between two looks. */
const OFTEN = 20

/**
 * The most memory that the started process itself had resident (`VmHWM`), in MB; what it starts is not counted. Undefined where the
 * system does not say. A shim is replaced by sallyport, so that this is sallyport's.
 */
export async function peakMemory({command, args, cwd, environment, code}: Command): Promise<number | undefined> {
  const child = spawn(command, [...args], {cwd, env: environment, stdio: 'ignore'})
  let most: number | undefined
  const look = setInterval(() => {
    most = residentOf(child.pid) ?? most
  }, OFTEN)
  const [status] = (await once(child, 'exit')) as [number]
  clearInterval(look)
  if (status !== code) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${status}, not with ${code}`)
  return most
}

function residentOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    // It has ended, or the system has no such files.
    return undefined
  }
}
