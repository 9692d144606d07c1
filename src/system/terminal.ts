import {closeSync, constants, openSync, readSync, writeSync} from 'node:fs'
import {ReadStream, WriteStream} from 'node:tty'
import {isForeground} from './foreground.ts'

export type FoundTerminal = {readonly kind: 'terminal'} | {readonly kind: 'none'; readonly reason: string}

/** The terminal that a person sits at, whatever stdin and stdout are. */
const TERMINAL = '/dev/tty'

/** Whether somebody can be asked here; `reason` is a phrase for a sentence. */
export function findTerminal(environment: Readonly<Record<string, string | undefined>>): FoundTerminal {
  const {CI: ci} = environment
  // Deny: a build machine may have a terminal, but nobody sits at it.
  if (ci !== undefined && ci !== '' && ci !== '0' && ci !== 'false') return {kind: 'none', reason: 'CI is set'}
  try {
    closeSync(openSync(TERMINAL, constants.O_RDWR | constants.O_NOCTTY))
  } catch {
    return {kind: 'none', reason: 'no terminal'}
  }
  return isForeground() ? {kind: 'terminal'} : {kind: 'none', reason: 'this command runs in the background'}
}

export interface OpenTerminal {
  readonly output: WriteStream
  readonly input: ReadStream
  /** Puts the terminal back as it was and closes it. Safe to call twice. */
  readonly close: () => void
}

const BRACKETED_PASTE_ON = '\u001B[?2004h'
const BRACKETED_PASTE_OFF = '\u001B[?2004l'
const SHOW_CURSOR = '\u001B[?25h'

/** Signals that end a program; the terminal is put back before they do. */
const ENDING: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT']

/**
 * Opens the terminal in raw mode. Whatever was typed ahead and is still in its queue is dropped. On a signal the terminal is
 * put back and the signal takes its course. Throws when there is no terminal.
 */
export function openTerminal(): OpenTerminal {
  dropTypedAhead()
  const input = new ReadStream(openSync(TERMINAL, constants.O_RDWR | constants.O_NOCTTY))
  const output = new WriteStream(openSync(TERMINAL, constants.O_WRONLY | constants.O_NOCTTY))
  // A terminal that is gone tells so through `close` and `end` of the input; a write to it must not end the process first.
  output.on('error', () => undefined)
  input.on('error', () => input.destroy())
  input.setRawMode(true)
  output.write(BRACKETED_PASTE_ON)

  let isOpen = true
  const restore = (): void => {
    if (!isOpen) return
    isOpen = false
    for (const signal of ENDING) process.off(signal, onSignal)
    process.off('exit', restore)
    writeNow(`${BRACKETED_PASTE_OFF}${SHOW_CURSOR}`)
    try {
      input.setRawMode(false)
    } catch {
      // The terminal is gone; there is nothing to put back.
    }
    input.destroy()
    output.destroy()
  }
  const onSignal = (signal: NodeJS.Signals): void => {
    restore()
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  }
  for (const signal of ENDING) process.on(signal, onSignal)
  process.on('exit', restore)
  return {input, output, close: restore}
}

/** Reads away what waits in the terminal's queue. Lines that are not finished yet come as early keys and are guarded against. */
function dropTypedAhead(): void {
  const descriptor = openSync(TERMINAL, constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK)
  try {
    const buffer = Buffer.alloc(4096)
    for (let reads = 0; reads < 256; reads++) {
      if (readSync(descriptor, buffer) === 0) break
    }
  } catch {
    // EAGAIN: the queue is empty.
  } finally {
    closeSync(descriptor)
  }
}

/** Written at once, past any stream that may be closing. */
function writeNow(text: string): void {
  try {
    const descriptor = openSync(TERMINAL, constants.O_WRONLY | constants.O_NOCTTY)
    try {
      writeSync(descriptor, text)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // The terminal is gone.
  }
}
