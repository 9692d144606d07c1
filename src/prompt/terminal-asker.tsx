import {type Instance, render, renderToString} from 'ink'
import {printableWithin} from '../core/printable.ts'
import {controllingTerminal} from '../system/foreground.ts'
import {type OpenTerminal, openTerminal} from '../system/terminal.ts'
import {lockTerminal} from '../system/terminal-lock.ts'
import {answerGuard, type GuardEvent, type GuardState, initialGuardState} from './answer-guard.ts'
import {decodeChunk, ESCAPE_KEY} from './key-decoder.ts'
import type {Answer, Asker, Question} from './question.ts'
import {Screen} from './screen.tsx'

export interface TerminalAskerSetting {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds after which an unanswered question refuses. */
  readonly timeout: number
}

/** How long a question waits for another one on the same terminal. Milliseconds, as all here. */
const LOCK_PATIENCE = 60_000
const TICK = 40
/** A sequence's bytes come together; an ESC that is alone for this long is the key. */
const ESCAPE_TIME = 60

/** Asks on /dev/tty, whatever stdin and stdout are. Every way out other than a clear answer refuses. */
export function terminalAsker(setting: TerminalAskerSetting): Asker {
  return {ask: (question) => askOnTerminal(question, setting)}
}

async function askOnTerminal(question: Question, {environment, timeout}: TerminalAskerSetting): Promise<Answer> {
  const lock = await lockTerminal(controllingTerminal(), environment, LOCK_PATIENCE)
  if (lock === undefined) return {kind: 'refuse', because: 'terminal-busy'}
  try {
    return await askNow(question, timeout, environment.TERM === 'dumb')
  } finally {
    lock.release()
  }
}

async function askNow(question: Question, timeout: number, isDumb: boolean): Promise<Answer> {
  let terminal: OpenTerminal
  try {
    terminal = openTerminal()
  } catch {
    return {kind: 'refuse', because: 'hang-up'}
  }
  let view: View | undefined
  try {
    view = isDumb ? plainView(question, terminal) : inkView(question, terminal)
    await view.painted
    const answer = await waitForAnswer(question, terminal, view, timeout)
    await view.close()
    terminal.output.write(`${lastLine(question, answer)}\r\n`)
    return answer
  } catch {
    // Deny: what could not be shown was not read.
    return {kind: 'refuse', because: 'render-error'}
  } finally {
    terminal.close()
  }
}

interface View {
  readonly painted: Promise<void>
  readonly show: (isArmed: boolean) => void
  readonly close: () => Promise<void>
}

function inkView(question: Question, {input, output}: OpenTerminal): View {
  const picture = (isArmed: boolean) => <Screen question={question} isArmed={isArmed} width={output.columns || 80} />
  const instance: Instance = render(picture(false), {
    stdout: output,
    stdin: input,
    stderr: output,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  })
  return {
    painted: instance.waitUntilRenderFlush().then(() => undefined),
    show: (isArmed) => instance.rerender(picture(isArmed)),
    close: async () => {
      instance.clear()
      instance.unmount()
      await instance.waitUntilExit()
    },
  }
}

/** A terminal that cannot move its cursor gets the question once, as lines. */
function plainView(question: Question, {output}: OpenTerminal): View {
  const columns = output.columns || 80
  const text = renderToString(<Screen question={question} isArmed={true} width={columns} />, {columns})
  output.write(`${text.replaceAll('\n', '\r\n')}\r\n`)
  return {painted: Promise.resolve(), show: () => undefined, close: () => Promise.resolve()}
}

function waitForAnswer(
  question: Question,
  {input, output}: OpenTerminal,
  view: View,
  timeout: number,
): Promise<Answer> {
  const setting = {choiceCount: question.choices.length, canConfirm: question.confirm.kind === 'allowed', timeout}
  return new Promise((resolve) => {
    let state: GuardState = initialGuardState
    let pendingEscape: NodeJS.Timeout | undefined
    const happen = (event: GuardEvent): void => {
      const step = answerGuard(state, event, performance.now(), setting)
      if (step.state.isArmed !== state.isArmed) view.show(step.state.isArmed)
      state = step.state
      if (step.answer === undefined) return
      clearInterval(ticking)
      clearTimeout(pendingEscape)
      input.removeAllListeners('data')
      input.pause()
      resolve(step.answer)
    }
    const ticking = setInterval(() => happen({kind: 'tick'}), TICK)
    input.setEncoding('latin1')
    input.on('data', (chunk: string) => {
      const decoded = decodeChunk(chunk, pendingEscape !== undefined)
      clearTimeout(pendingEscape)
      pendingEscape = decoded.isEscapePending
        ? setTimeout(() => {
            pendingEscape = undefined
            happen(ESCAPE_KEY)
          }, ESCAPE_TIME)
        : undefined
      for (const event of decoded.events) happen(event)
    })
    for (const end of ['end', 'close', 'error']) input.once(end, () => happen({kind: 'hang-up'}))
    output.on('resize', () => view.show(state.isArmed))
    happen({kind: 'painted'})
  })
}

/** What stays in the scroll-back once the screen is gone. */
function lastLine(question: Question, answer: Answer): string {
  switch (answer.kind) {
    case 'confirm':
      return `sallyport: let through once: ${printableWithin(question.subject, 100)}`
    case 'substitute':
      return `sallyport: runs ${printableWithin(question.choices[answer.choice]?.commandLine ?? '', 200)}`
    case 'refuse':
    case 'interrupt':
      return `sallyport: not let through: ${printableWithin(question.subject, 100)}`
  }
}
