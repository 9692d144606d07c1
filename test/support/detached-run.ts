import {spawn} from 'node:child_process'

export interface RunResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  /** What stdin holds; nothing at all (end of file) when absent. */
  readonly input?: string
  readonly timeoutMilliseconds?: number
}

/**
 * Runs a program to its end in a session of its own, so that it has no controlling terminal and /dev/tty does not open.
 * Rejects when the program cannot be started or takes too long (its whole process group is killed then).
 */
export function runDetached(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const {timeoutMilliseconds = 55_000} = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: {...options.environment},
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      const said = Buffer.concat([...stdout, ...stderr]).toString()
      reject(new Error(`${command} ${args.join(' ')} took more than ${timeoutMilliseconds} ms; it said:\n${said}`))
    }, timeoutMilliseconds)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString()})
    })
    // A program that ends without reading its input closes the pipe; that is its good right.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input)
  })
}
