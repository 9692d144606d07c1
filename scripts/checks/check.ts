import {spawn} from 'node:child_process'

/** What a check found. One check counts as one, unless it runs tests of its own and counts those. */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  /** One sentence for each thing that was not looked at: what, and why. */
  readonly skipped: readonly string[]
  /** Shown when something failed. */
  readonly output: string
}

export interface Check {
  readonly name: string
  readonly run: () => Promise<Outcome>
}

export const passed: Outcome = {passed: 1, failed: 0, skipped: [], output: ''}

export function failed(output: string): Outcome {
  return {passed: 0, failed: 1, skipped: [], output}
}

export function skipped(reason: string): Outcome {
  return {passed: 0, failed: 0, skipped: [reason], output: ''}
}

export interface Ended {
  /** Null when it could not be started, or when a signal ended it. */
  readonly code: number | null
  /** Standard output and standard error as they came. */
  readonly output: string
  readonly isInstalled: boolean
}

/** Runs a tool found on PATH, with nothing on its stdin. */
export function runTool(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...environment},
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({code: null, output: error.message, isInstalled: error.code !== 'ENOENT'}),
    )
    child.once('close', (code) => resolve({code, output: Buffer.concat(chunks).toString(), isInstalled: true}))
  })
}

/** A check that is one run of a tool: exit 0 is right. What comes with the dependencies must be there. */
export function toolCheck(name: string, command: string, args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const {code, output} = await runTool(command, args)
      return code === 0 ? passed : failed(output)
    },
  }
}
