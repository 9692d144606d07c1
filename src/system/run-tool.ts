import {type ChildProcess, spawn} from 'node:child_process'
import {isatty} from 'node:tty'

export type ToolEnd =
  | {readonly kind: 'exited'; readonly code: number}
  | {readonly kind: 'signalled'; readonly signal: NodeJS.Signals}
  | {readonly kind: 'not-started'; readonly message: string; readonly isMissing: boolean}

/** Sent to the whole foreground group by the terminal, so the tool has had them already; we only must not die of them. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']
/** Sent to us alone by a supervisor, and meant for the tool. */
const TO_PASS_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT']

/**
 * Runs the real tool with our own stdin, stdout and stderr and waits for its end. A SIGINT or SIGQUIT that reached only
 * us (sent by pid, not by a terminal) is passed on as well: the tool getting it twice is harmless, never getting it is not.
 * `afterStart` is called as soon as the tool has been started.
 */
export async function runTool(
  executable: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  afterStart: () => Promise<void>,
): Promise<ToolEnd> {
  const isOnTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor))
  let kill: ((signal: NodeJS.Signals) => void) | undefined
  const passOn = (signal: NodeJS.Signals): void => kill?.(signal)
  const stay = (): void => undefined
  // Before the tool is started: from its first moment on, a signal must find us ready for it. None is handled while the
  // start is going on, so `kill` is there when the first one comes.
  for (const signal of FROM_TERMINAL) process.on(signal, isOnTerminal ? stay : passOn)
  for (const signal of TO_PASS_ON) process.on(signal, passOn)
  try {
    const child = started(executable, argv, environment)
    if ('kind' in child) return child
    kill = (signal) => void child.kill(signal)
    const ended = endOf(child)
    const after = afterStart()
    const end = await ended
    await after
    return end
  } finally {
    for (const signal of FROM_TERMINAL) process.off(signal, isOnTerminal ? stay : passOn)
    for (const signal of TO_PASS_ON) process.off(signal, passOn)
  }
}

/** By Node's own means, because this runs in front of every install: Execa takes ten milliseconds to load. */
function started(
  executable: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ChildProcess | ToolEnd {
  try {
    return spawn(executable, [...argv], {stdio: 'inherit', env: {...environment}})
  } catch (error) {
    // Most of what goes wrong is told later, some at once: an argument list that is too long, a zero byte.
    return notStarted(error as NodeJS.ErrnoException)
  }
}

function endOf(child: ChildProcess): Promise<ToolEnd> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(notStarted(error)))
    child.once('exit', (code, signal) =>
      resolve(signal === null ? {kind: 'exited', code: code ?? 1} : {kind: 'signalled', signal}),
    )
  })
}

function notStarted({code, message}: NodeJS.ErrnoException): ToolEnd {
  return {kind: 'not-started', message: code ?? message, isMissing: code === 'ENOENT'}
}
