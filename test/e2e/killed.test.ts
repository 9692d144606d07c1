// Kill -9 at any moment of an install through the gate leaves npm, the shims and our own files working.

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {expect, onTestFinished, test} from 'vitest'
import {startNpmRegistry} from '../support/npm-registry.ts'
import {Scratch} from '../support/scratch.ts'

/** Milliseconds from the start of the command: before Node runs, while it loads, judges, asks, and while npm installs. */
const MOMENTS = [0, 10, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 400, 600]

async function gate() {
  const registry = await startNpmRegistry([{name: 'express', version: '4.21.0'}])
  const scratch = new Scratch().withNpm(registry.url).withFiles({'package.json': '{"name":"app"}\n'}).installShims()
  onTestFinished(async () => {
    await scratch.remove()
    await registry.close()
  })
  return scratch
}

test.each(['npm install express', 'npm install expresss'])('%s', async (commandLine) => {
  const scratch = await gate()
  for (const moment of MOMENTS) {
    const terminal = scratch.runInTerminal(commandLine)
    await wait(moment)
    terminal.kill('SIGKILL')
    await terminal.exit
  }
  const log = join(scratch.home, '.local/state/sallyport/audit.jsonl')
  for (const line of existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').filter(Boolean) : []) {
    expect(JSON.parse(line)).toMatchObject({schema: 'sallyport/audit/2'})
  }
  expect((await scratch.run(scratch.install.program, ['log', '--verify'])).code).toBe(0)
  // The lock of a question that was killed is free, and the whole road still works.
  const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
  await terminal.expectText('Your answer?')
  terminal.type('1')
  await terminal.expectText('ended 0')
  expect(JSON.parse(readFileSync(join(scratch.project, 'package.json'), 'utf8'))).toMatchObject({
    dependencies: {express: '^4.21.0'},
  })
  expect((await scratch.run(scratch.install.program, ['doctor'])).code).toBe(0)
})
