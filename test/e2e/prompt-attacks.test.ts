// The consent prompt under attack, on a real pseudo-terminal. Each test is named after what the attacker, or an accident, does.

import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {describe, expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'
import type {TerminalSession} from '../support/terminal-session.ts'

const READY = 'Your answer?'

function gate() {
  const scratch = new Scratch().withNode().installShims()
  for (const name of ['npm', 'docker', 'pip']) scratch.withFakeTool({name, script: 'cat > stdin-of-tool.txt'})
  onTestFinished(() => scratch.remove())
  return scratch
}

/** Ends the open question, and shows that until now nothing had been let through. */
async function expectStillAsking(terminal: TerminalSession, scratch: Scratch): Promise<void> {
  await terminal.expectText(READY)
  expect(scratch.callsOf('npm')).toEqual([])
  terminal.type('\r')
  await terminal.expectText('ended 77')
  expect(scratch.callsOf('npm')).toEqual([])
}

describe('a y that was not meant for the question', () => {
  test.each([
    ['typed before it appears', 'y'],
    ['typed ahead as a line', 'y\n'],
    ['typed ahead many times', 'yyyy\ny\ny'],
  ])('%s does not answer', async (_how, keys) => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('sleep 0.3; npm install expresss; echo "ended $?"')
    terminal.type(keys)
    await expectStillAsking(terminal, scratch)
  })

  test('typed the moment it appears does not answer', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText('A moment to read')
    terminal.type('y')
    await expectStillAsking(terminal, scratch)
  })

  test.each([
    ['repeating at once', 0],
    ['repeating after a keyboard’s first delay of 660 ms', 660],
  ])('held down from before, %s, does not answer, and at last refuses', async (_how, delay) => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    terminal.type('y')
    await terminal.expectText('A moment to read')
    if (delay > 0) await wait(delay)
    const holding = setInterval(() => terminal.type('y'), 33)
    try {
      await terminal.expectText('ended 77')
    } finally {
      clearInterval(holding)
    }
    expect(scratch.callsOf('npm')).toEqual([])
  })

  test.each([
    ['pasted with brackets', '\u001B[200~y\u001B[201~'],
    ['pasted with its Enter', 'y\r'],
    ['pasted as one chunk', 'yes'],
    ['with Alt', '\u001By'],
    ['as another letter that looks like it', '\u0443'],
    ['in capitals', 'Y'],
  ])('%s does not answer', async (_how, keys) => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText(READY)
    terminal.type(keys)
    await wait(300)
    await expectStillAsking(terminal, scratch)
  })

  test('piped into standard input does not answer, and reaches the tool whole', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal(
      'printf "y\\ny\\n" | npm install expresss; echo "ended $?"; cat stdin-of-tool.txt',
    )
    await terminal.expectText(READY)
    expect(scratch.callsOf('npm')).toEqual([])
    terminal.type('1')
    await terminal.expectText(/ended 0\s+y\s+y/)
    expect(scratch.callsOf('npm')).toEqual([['install', 'express']])
  })
})

describe('what is no answer either way', () => {
  test.each([
    ['an arrow key', '\u001B[A'],
    ['a function key', '\u001B[15~'],
    ['a mouse report', '\u001B[<0;10;10M'],
    ['a terminal’s own reply', '\u001B[?1;2c\u001B[12;1R'],
    ['a colour reply', '\u001B]11;rgb:0000/0000/0000\u0007'],
    ['a focus event', '\u001B[I'],
    ['an unknown letter', 'q'],
    ['a number without a choice', '9'],
  ])('%s leaves the question open', async (_what, keys) => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText(READY)
    terminal.type(keys)
    await wait(300)
    await expectStillAsking(terminal, scratch)
  })

  test('a window that changes its size', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText(READY)
    terminal.resize(44, 20)
    await terminal.expectText(READY)
    terminal.resize(160, 40)
    await expectStillAsking(terminal, scratch)
  })
})

describe('a block', () => {
  test('has no key that lets it through', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('docker pull ghrc.io/acme/tool < /dev/null; echo "ended $?"')
    await terminal.expectText(READY)
    expect(terminal.screen()).not.toMatch(/^\s*y\s/m)
    terminal.type('y')
    await wait(300)
    expect(scratch.callsOf('docker')).toEqual([])
    terminal.type('1')
    await terminal.expectText('ended 0')
    expect(scratch.callsOf('docker')).toEqual([['pull', 'ghcr.io/acme/tool']])
  })
})

describe('names that attack the screen', () => {
  test.each([
    ['SGR conceal', 'expresss\u001B[8m'],
    ['cursor movement', '\u001B[10A\u001B[2Jexpresss'],
    ['an OSC title and link', '\u001B]0;pwned\u0007expresss'],
    ['a right-to-left override', 'expresss\u202Esserpxe'],
    ['zero-width letters', 'expr\u200Bess'],
    ['a carriage return', 'expresss\rnothing to see'],
  ])('%s is shown escaped and never sent', async (_what, name) => {
    const scratch = gate()
    writeFileSync(join(scratch.project, 'name'), name)
    const terminal = scratch.runInTerminal('npm install "$(cat name)"; echo "ended $?"')
    await terminal.expectText(READY)
    const foreign = [...name].filter((character) => /\p{C}/u.test(character))
    for (const character of new Set(foreign)) {
      expect(terminal.text()).toContain(`\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    }
    // The screen's own sequences are Ink's; the name's are not among them.
    expect(terminal.output()).not.toContain(name)
    expect(terminal.output()).not.toMatch(/pwned\u0007|[\u200B\u202E]/u)
    terminal.type('\r')
    await terminal.expectText('ended 77')
  })

  test('a letter of another script is pointed out', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expr\u0435ss; echo "ended $?"')
    await terminal.expectText(READY)
    expect(terminal.text()).toContain('U+0435')
    terminal.type('\r')
    await terminal.expectText('ended 77')
  })

  test('10,000 characters leave the question on one screen', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal(
      `pip install "git+https://git.example/$(printf '%010000d' 0)"; echo "ended $?"`,
    )
    await terminal.expectText(READY)
    expect(terminal.screen()).toContain('…')
    expect(terminal.screen()).toContain('Enter')
    terminal.type('\r')
    await terminal.expectText('ended 77')
  })
})

describe('the end of the terminal or of the program while it asks', () => {
  test('a hang-up runs nothing', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?" > ended.txt')
    await terminal.expectText(READY)
    terminal.kill('SIGHUP')
    await terminal.exit
    expect(scratch.callsOf('npm')).toEqual([])
  })

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)(
    '%s dies of it, runs nothing, and puts the terminal back',
    async (signal) => {
      const scratch = gate()
      const terminal = scratch.runInTerminal(
        `trap : INT QUIT HUP TERM; before=$(stty -g); sh -c 'echo "pid $$;"; exec npm install expresss'; echo "ended $?"; test "$(stty -g)" = "$before" && echo "terminal as before"`,
      )
      await terminal.expectText(READY)
      process.kill(Number(/pid (\d+);/.exec(terminal.text())?.[1]), signal)
      await terminal.expectText('terminal as before')
      expect(terminal.text()).toContain(`ended ${{SIGTERM: 143, SIGINT: 130, SIGHUP: 129, SIGQUIT: 131}[signal]}`)
      expect(terminal.output()).toMatch(/\u001B\[\?2004l[\s\S]*\u001B\[\?25h/)
      expect(scratch.callsOf('npm')).toEqual([])
    },
  )

  test.each([
    ['an answer', '1', 0],
    ['a refusal', '\r', 77],
    ['Ctrl-C', '\u0003', 130],
  ])('%s puts the terminal back', async (_what, key, code) => {
    const scratch = gate()
    const terminal = scratch.runInTerminal(
      'before=$(stty -g); npm install expresss < /dev/null; echo "ended $?"; test "$(stty -g)" = "$before" && echo "terminal as before"',
    )
    await terminal.expectText(READY)
    terminal.type(key)
    await terminal.expectText(`ended ${code}`)
    await terminal.expectText('terminal as before')
    expect(terminal.output()).toContain('\u001B[?2004l')
  })

  test('nobody answers: the question ends by itself and refuses', async () => {
    const scratch = gate()
    expect((await scratch.run(scratch.install.program, ['config', 'set', 'question-timeout', '5'])).code).toBe(0)
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText(READY)
    await terminal.expectText('ended 77')
    expect(terminal.text()).toContain('nobody answered in time')
  })
})

describe('two commands on one terminal', () => {
  test('ask one after the other', async () => {
    const scratch = gate()
    const terminal = scratch.runInTerminal('npm install expresss & npm install reacct; wait $!; echo "ended both"')
    await terminal.expectText(READY)
    const first = /sallyport stopped npm install (\w+)/.exec(terminal.text())?.[1]
    expect(terminal.text().split('sallyport stopped').length).toBe(2)
    terminal.type('\r')
    const second = first === 'expresss' ? 'reacct' : 'expresss'
    await terminal.expectText(`sallyport stopped npm install ${second}`)
    await terminal.expectText(READY)
    terminal.type('\r')
    await terminal.expectText('ended both')
    expect(scratch.callsOf('npm')).toEqual([])
  })
})

test('a terminal that cannot move its cursor gets the question as lines', async () => {
  const scratch = gate()
  const terminal = scratch.runInTerminal('TERM=dumb npm install expresss < /dev/null; echo "ended $?"')
  await terminal.expectText(READY)
  await wait(700)
  terminal.type('1')
  await terminal.expectText('ended 0')
  expect(scratch.callsOf('npm')).toEqual([['install', 'express']])
})
