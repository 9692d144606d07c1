// A shim that runs in a shell which drops variables of odd names, or in one that hands them on.

import {chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {droppingShell} from '../../src/system/shim-shell.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sallyport-shim-shell-'))
  onTestFinished(() => rmSync(made, {recursive: true, force: true}))
  return made
}

function executable(path: string, text: string): string {
  writeFileSync(path, text)
  chmodSync(path, 0o755)
  return path
}

test('a shell that drops them is named', () => {
  const made = folder()
  const shell = executable(join(made, 'sh'), '#!/bin/sh\nexec env -i PATH=/bin\n')
  expect(droppingShell(executable(join(made, 'npm'), `#!${shell}\n`), [shell])).toBe(shell)
})

test.runIf(existsSync('/bin/bash'))('bash hands them on, with the option of its first line', () => {
  expect(droppingShell(executable(join(folder(), 'npm'), '#!/bin/bash -p\nexit 3\n'))).toBeUndefined()
})

test('a shell that install.sh does not write is not started', () => {
  const made = folder()
  const shell = executable(join(made, 'sh'), `#!/bin/sh\ntouch ${join(made, 'started')}\n`)
  expect(droppingShell(executable(join(made, 'npm'), `#!${shell}\n`))).toBeUndefined()
  expect(existsSync(join(made, 'started'))).toBe(false)
})

test('what is no script, hangs on nothing or is not there says nothing', () => {
  const made = folder()
  expect(droppingShell(join(made, 'npm'))).toBeUndefined()
  expect(droppingShell(executable(join(made, 'npm'), '\u007fELF'))).toBeUndefined()
  expect(droppingShell(executable(join(made, 'npx'), '#!/nowhere/sh\n'))).toBeUndefined()
})
