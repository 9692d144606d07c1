import {describe, expect, it} from 'vitest'
import {redactArgv, redactUrl} from '../../src/core/redact.ts'

describe('redactUrl', () => {
  it.each([
    ['git+https://user:secret@git.example/a.git', 'git+https://***@git.example/a.git'],
    ['https://token@host.example/x', 'https://***@host.example/x'],
    ['https://a:b@c@host.example/x', 'https://***@host.example/x'],
    ['https://host.example/x?sig=abc&v=1', 'https://host.example/x?sig=***&v=1'],
    ['https://host.example/a@b', 'https://host.example/a@b'],
    ['express@^4', 'express@^4'],
  ])('%s', (text, expected) => {
    expect(redactUrl(text)).toBe(expected)
  })
})

it('looks through a name as long as a command line may hold in a moment', () => {
  const started = process.hrtime.bigint()
  for (const part of ['a', '://', 'a.tar', 'a:']) redactUrl(part.repeat(131_000 / part.length))
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000)
})

describe('redactArgv', () => {
  it.each([
    [
      ['install', '--//host.example/:_authToken=npm_abc'],
      ['install', '--//host.example/:_authToken=***'],
    ],
    [
      ['install', '--//host.example/:_authToken', 'npm_abc'],
      ['install', '--//host.example/:_authToken', '***'],
    ],
    [
      ['publish', '--otp', '123456'],
      ['publish', '--otp', '***'],
    ],
    [
      ['publish', '--otp=123456'],
      ['publish', '--otp=***'],
    ],
    [
      ['install', '--index-url', 'https://u:p@i.example/simple'],
      ['install', '--index-url', 'https://***@i.example/simple'],
    ],
    [
      ['install', '--index-url=https://u:p@i.example/s'],
      ['install', '--index-url=https://***@i.example/s'],
    ],
    [
      ['login', '--password', 'hunter2'],
      ['login', '--password', '***'],
    ],
    [
      ['install', 'express', '--save-dev'],
      ['install', 'express', '--save-dev'],
    ],
  ])('%j', (argv, expected) => {
    expect(redactArgv(argv)).toEqual(expected)
  })
})
