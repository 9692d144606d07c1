import {createRequire} from 'node:module'
import {constants} from 'node:os'
import {spawn} from '@lydell/node-pty'
import type * as Headless from '@xterm/headless'

// Its package.json names an ES module that Node does not look for: Node and Vitest find the same one this way only.
const {Terminal} = createRequire(import.meta.url)('@xterm/headless') as typeof Headless

export interface TerminalExit {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface TerminalOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  readonly columns?: number
  readonly rows?: number
}

export interface TerminalSession {
  /** The session's process group and session id as well. */
  readonly pid: number
  /** Waits until the text stands on the screen or in its scrollback; rejects with the screen when time or the program runs out. */
  readonly expectText: (expected: string | RegExp, timeoutMilliseconds?: number) => Promise<void>
  /** Waits until the text is gone from the screen and its scrollback. */
  readonly expectNoText: (unexpected: string | RegExp, timeoutMilliseconds?: number) => Promise<void>
  /** Sends keys in one write, as a fast typist, a paste or a held key would. */
  readonly type: (keys: string) => void
  readonly resize: (columns: number, rows: number) => void
  /** What a person sees: one line a row, trailing spaces cut. */
  readonly screen: () => string
  /** Scrollback and screen, wrapped rows joined. */
  readonly text: () => string
  /** Every byte the program wrote, escape sequences included. */
  readonly output: () => string
  /** To the whole process group. */
  readonly kill: (signal?: NodeJS.Signals) => void
  readonly exit: Promise<TerminalExit>
  /** Kills what still runs, and waits for its end. */
  readonly close: () => Promise<void>
}

/** A program on a terminal of its own: a pseudo-terminal, and an emulator that draws what the program writes. */
export function openTerminal(options: TerminalOptions): TerminalSession {
  const {columns = 100, rows = 30} = options
  const emulator = new Terminal({cols: columns, rows, scrollback: 5000, allowProposedApi: true})
  const child = spawn(options.command, [...options.args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd,
    env: {...options.environment},
  })
  const watchers = new Set<() => void>()
  const look = (): void => {
    for (const watcher of [...watchers]) watcher()
  }
  let output = ''
  let hasEnded = false
  // A real terminal answers questions about itself, so this one does.
  emulator.onData((answer) => {
    if (!hasEnded) child.write(answer)
  })
  child.onData((data) => {
    output += data
    emulator.write(data, look)
  })
  const exit = new Promise<TerminalExit>((resolve) => {
    child.onExit(({exitCode, signal}) => {
      // An empty write is drawn after everything before it: the screen is complete when its callback runs.
      emulator.write('', () => {
        hasEnded = true
        look()
        resolve(signal ? {code: null, signal: signalName(signal)} : {code: exitCode, signal: null})
      })
    })
  })
  const kill = (signal: NodeJS.Signals = 'SIGHUP'): void => {
    // Right after the start the program may not lead a group of its own yet; then it is alone.
    for (const target of [-child.pid, child.pid]) {
      try {
        process.kill(target, signal)
        return
      } catch {
        // No such group yet, or nothing of it is left.
      }
    }
  }
  const waitFor = (isThere: () => boolean, what: string, timeoutMilliseconds: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const finish = (failure?: string): void => {
        watchers.delete(watcher)
        clearTimeout(timer)
        if (failure === undefined) resolve()
        else reject(new Error(`${failure} ${what}; the terminal shows:\n${textOf(emulator)}`))
      }
      const watcher = (): void => {
        if (isThere()) finish()
        else if (hasEnded) finish('the program ended before')
      }
      const timer = setTimeout(() => finish(`${timeoutMilliseconds} ms went by without`), timeoutMilliseconds)
      watchers.add(watcher)
      watcher()
    })
  const shows = (expected: string | RegExp): boolean => {
    const text = textOf(emulator)
    return typeof expected === 'string' ? text.includes(expected) : text.search(expected) !== -1
  }

  return {
    pid: child.pid,
    expectText: (expected, timeout = 20_000) => waitFor(() => shows(expected), `the text ${String(expected)}`, timeout),
    expectNoText: (unexpected, timeout = 20_000) =>
      waitFor(() => !shows(unexpected), `the end of the text ${String(unexpected)}`, timeout),
    type: (keys) => child.write(keys),
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows)
      child.resize(newColumns, newRows)
    },
    screen: () => screenOf(emulator),
    text: () => textOf(emulator),
    output: () => output,
    kill,
    exit,
    close: async () => {
      if (!hasEnded) kill('SIGKILL')
      await exit
      emulator.dispose()
    },
  }
}

function screenOf(emulator: Headless.Terminal): string {
  const {active} = emulator.buffer
  return Array.from(
    {length: emulator.rows},
    (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
  )
    .join('\n')
    .trimEnd()
}

function textOf(emulator: Headless.Terminal): string {
  const {active} = emulator.buffer
  let text = ''
  for (let row = 0; row < active.length; row += 1) {
    const line = active.getLine(row)
    const continues = active.getLine(row + 1)?.isWrapped === true
    text += (line?.translateToString(!continues) ?? '') + (continues ? '' : '\n')
  }
  return text.trimEnd()
}

function signalName(number: number): NodeJS.Signals {
  const found = Object.entries(constants.signals).find(([, value]) => value === number)
  return (found?.[0] ?? 'SIGKILL') as NodeJS.Signals
}
