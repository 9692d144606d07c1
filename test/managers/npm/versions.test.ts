// npm versions read the same words differently. A known version is read as it reads; an unknown one in every way there is.

import {describe, expect, it} from 'vitest'
import {derefCommand} from '../../../src/managers/npm/command-lookup.ts'
import {commandRows} from '../../../src/managers/npm/commands.generated.ts'
import {NEWEST_MAJOR, OLDEST_MAJOR} from '../../../src/managers/npm/npm-majors.ts'
import {verbKind} from '../../../src/managers/npm/verbs.ts'
import {read, summary} from './fake-project.ts'
import {npmVersion} from './real-npm.ts'

const words = (command: string): string[] => command.split(' ')

describe('an option that an older npm does not know takes no value there', () => {
  it.each<readonly [string, string | null, string]>([
    ['npm install --min-release-age 3 x', '12.2.0', 'x'],
    ['npm install --min-release-age evil x', '9.9.4', 'evil x'],
    ['npm install --min-release-age evil x', null, 'evil x'],
    ['npm install --replace-registry-host evil', '7.24.2', 'evil'],
    ['npm install --replace-registry-host evil', '8.0.0', 'evil'],
    ['npm install --replace-registry-host evil', '12.2.0', ''],
    ['npx --min-release-age a b', '12.2.0', 'b'],
    ['npx --unheard-of a b', '12.2.0', 'a'],
  ])('%s in npm %s', (command, toolVersion, outcome) => {
    const intent = read(words(command), {toolVersion})
    const found = summary(intent)
      .split(' ')
      .filter((word) => !word.includes('`') && !word.startsWith('?'))
    for (const name of outcome.split(' ')) expect(` ${found.join(' ')} `).toContain(name === '' ? ' ' : ` ${name} `)
  })

  it('every package that any version would run counts', () => {
    // Where the option takes `a`, npx runs `b`; where it does not, npx runs `a`.
    expect(summary(read(words('npx --min-release-age a b'), {toolVersion: '9.9.4'}))).toContain('a')
    const unknown = summary(read(words('npm exec --min-release-age a b'), {toolVersion: null}))
    expect(unknown).toContain('a')
    expect(unknown).toContain('b')
  })

  it('a command behind it is not missed', () => {
    for (const toolVersion of [null, '12.2.0', '13.0.0']) {
      expect(summary(read(words('npm --min-release-age 3 install evil'), {toolVersion}))).toContain('evil')
    }
    expect(summary(read(words('npm --min-release-age install evil'), {toolVersion: '9.9.4'}))).toContain('evil')
  })
})

describe('a word that is no command', () => {
  it.each<readonly [string, string | null, string]>([
    ['npm nonsense x', npmVersion, 'pass'],
    ['npm nonsense x', '12.99.0', '?the npm command `nonsense` is not known'],
    ['npm nonsense x', 'no version', '?the npm command `nonsense` is not known'],
    ['npm nonsense x', '99.0.0', '?the npm command `nonsense` is not known'],
    ['npm nonsense x', '6.14.0', '?the npm command `nonsense` is not known'],
    ['npm nonsense x', null, '?the npm command `nonsense` is not known'],
    ['npm expresss', npmVersion, 'pass'],
    ['npm constructor x', npmVersion, 'pass'],
    ['npm __proto__ x', null, '?the npm command `__proto__` is not known'],
  ])('%s in npm %s', (command, toolVersion, outcome) => {
    expect(summary(read(words(command), {toolVersion}))).toBe(outcome)
  })

  it('behind an option that a newer npm may know is doubted', () => {
    expect(summary(read(words('npm --new-option run install x'), {toolVersion: '99.0.0'}))).toContain(
      '?the option `--new-option` is not known, so `run` may be its value',
    )
  })
})

it('no word that some npm takes for a fetching command is let through unread, whatever the version', () => {
  for (const [typed] of commandRows) {
    for (let length = 1; length <= typed.length; length++) {
      const word = typed.slice(0, length)
      for (let major = OLDEST_MAJOR; major <= NEWEST_MAJOR; major++) {
        const command = derefCommand(word, major)
        if (command === undefined || !['tree', 'exec', 'init', 'specs'].includes(verbKind(command))) continue
        for (const toolVersion of [null, `${major}.0.0`]) {
          expect([word, toolVersion, summary(read(['npm', word, 'x'], {toolVersion}))]).not.toContain('pass')
        }
      }
    }
  }
})
