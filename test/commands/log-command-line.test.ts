import {expect, test} from 'vitest'
import {parseLog} from '../../src/commands/log/command-line.ts'
import {parseMoment} from '../../src/commands/moment.ts'

const LIST = {
  kind: 'log',
  action: 'list',
  json: false,
  follow: false,
  since: undefined,
  until: undefined,
  artifacts: [],
  advisory: undefined,
  verdicts: [],
  last: undefined,
}

test.for<[string, object]>([
  ['', LIST],
  ['--json --since 30d --until=2026-11-01', {...LIST, json: true, since: '30d', until: '2026-11-01'}],
  ['--artifact npm:x --artifact pypi:y', {...LIST, artifacts: ['npm:x', 'pypi:y']}],
  ['--verdict ask --verdict block --last 5', {...LIST, verdicts: ['ask', 'block'], last: 5}],
  ['--advisory a.json --follow', {...LIST, advisory: 'a.json', follow: true}],
  ['--verify', {kind: 'log', action: 'verify', json: false, since: undefined}],
  ['--verify --json --since 2026-11-01', {kind: 'log', action: 'verify', json: true, since: '2026-11-01'}],
  ['--forward', {kind: 'log', action: 'forward', after: 0}],
  ['--forward --after 41', {kind: 'log', action: 'forward', after: 41}],
])('log %s', ([words, command]) => {
  expect(parseLog(words.split(' ').filter(Boolean))).toEqual(command)
})

test.for([
  ['--jsn', 'unknown option `--jsn` of `log`'],
  ['--since', '`--since` takes a value of `log`'],
  ['express', '`log` takes no argument `express`'],
  ['--verdict allowed', '`allowed` is no verdict; they are `allow`, `ask`, `block`, `unclear`'],
  ['--last 0', '`--last` takes a whole number from 1 on'],
  ['--last few', '`--last` takes a whole number from 1 on'],
  ['--verify --last 5', '`--last` does not go with `--verify`'],
  ['--verify --artifact npm:x', '`--artifact` does not go with `--verify`'],
  ['--follow --until 2026-11-01', '`--follow` does not go with `--until`'],
  ['--after 5', '`--after` does not go with that'],
  ['--forward --json', '`--json` does not go with that'],
  ['--forward --after x', '`--after` takes a sequence number'],
])('log %s is a mistake', ([words, message]) => {
  expect(parseLog(words!.split(' '))).toMatchObject({kind: 'wrong', message})
})

const NOW = Date.UTC(2026, 10, 24, 12)

test.for<[string, string]>([
  ['90m', '2026-11-24T10:30:00.000Z'],
  ['12h', '2026-11-24T00:00:00.000Z'],
  ['30d', '2026-10-25T12:00:00.000Z'],
  ['2w', '2026-11-10T12:00:00.000Z'],
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T09:30', '2026-11-01T09:30:00.000Z'],
  ['2026-11-01T09:30:15.5Z', '2026-11-01T09:30:15.500Z'],
  ['2026-11-01 09:30+02:00', '2026-11-01T07:30:00.000Z'],
])('%s is %s', ([text, moment]) => {
  expect(new Date(parseMoment(text, NOW, 'beginning') ?? 0).toISOString()).toBe(moment)
})

test('the end of a day is the beginning of the next', () => {
  expect(parseMoment('2026-11-01', NOW, 'end')).toBe(Date.UTC(2026, 10, 2))
  expect(parseMoment('2026-11-01T00:00', NOW, 'end')).toBe(Date.UTC(2026, 10, 1))
})

test.for(['', 'yesterday', '30', '30x', '-1d', '2026-13-01', '2026-02-30', '2026-1-1', '2026-11-01T25:00', '1e3d'])(
  '`%s` is no moment',
  (text) => {
    expect(parseMoment(text, NOW, 'beginning')).toBeUndefined()
  },
)
