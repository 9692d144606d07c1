import {constants} from 'node:os'

/** Ends this process with a code, or by the signal that the tool ended by, so that whoever started us sees the same status. */
export function endWithCode(code: number): never {
  process.exit(code)
}

export function endBySignal(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal)
  // Where the signal is ignored, the shell's convention of 128 + number still tells it.
  process.exitCode = 128 + (constants.signals[signal] ?? 0)
  process.kill(process.pid, signal)
}
