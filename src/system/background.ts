import {spawn} from 'node:child_process'
import {constants, setPriority} from 'node:os'
import {join} from 'node:path'

/**
 * Starts one of sallyport's own commands that nobody waits for: detached, without a terminal and without output, and after everybody
 * else on the processor. What cannot be started is left for the next time. The command decides by its own lock whether another one
 * is at it already.
 */
export function startInBackground(
  bundleFolder: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const options = {cwd: '/', detached: true, env: {...environment}, stdio: 'ignore'} as const
  try {
    const child = spawn(process.execPath, [...process.execArgv, join(bundleFolder, 'main.js'), ...words], options)
    child.once('error', () => undefined)
    child.unref()
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  } catch {
    // Not started, or as urgent as everything else: neither is worth a word to whoever installs something.
  }
}
