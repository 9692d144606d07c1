import {expect, test} from 'vitest'
import type {ConfiguredSource} from '../../../src/core/invocation.ts'
import {parseConfigurationFile} from '../../../src/managers/pip/configuration-file.ts'
import {pip} from '../../../src/managers/pip/pip.ts'
import {fakeMachine} from './fake-machine.ts'

interface Setting {
  readonly files?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
}

function read(line: string, {files = {}, environment = {}}: Setting = {}) {
  const invocation = {tool: 'pip', argv: line.split(' '), cwd: '/p', environment}
  const intent = pip.read(invocation, fakeMachine(files))
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  return intent
}

/** `setting=value (who set it)` */
const sources = (line: string, setting: Setting = {}): readonly string[] =>
  read(line, setting).sources.map(({setting: name, value, setBy}: ConfiguredSource) => `${name}=${value} (${setBy})`)

const user = '/home/person/.config/pip/pip.conf'
const index = (host: string, section = 'global') => `[${section}]\nindex-url = http://${host}.example/\n`

test.each([
  ['install -i http://a.example/ x', 'index-url=http://a.example/ (command line)'],
  ['install --index-url=http://a.example/ x', 'index-url=http://a.example/ (command line)'],
  ['install --pypi-url http://a.example/ x', 'index-url=http://a.example/ (command line)'],
  ['install --index http://a.example/ x', 'index-url=http://a.example/ (command line)'],
  ['install x --extra-index-url http://a.example/', 'extra-index-url=http://a.example/ (command line)'],
  ['install -f /wheels x', 'find-links=/wheels (command line)'],
  ['install -f/wheels x', 'find-links=/wheels (command line)'],
  ['install --no-index x', 'no-index=true (command line)'],
  ['install --trusted-host a.example x', 'trusted-host=a.example (command line)'],
  ['--trusted-host a.example install x', 'trusted-host=a.example (command line)'],
  ['install -i http://user:s3cret@a.example/ x', 'index-url=http://***@a.example/ (command line)'],
])('pip %s: %s', (line, expected) => {
  expect(sources(line)).toEqual([expected])
})

test('an artifact says which index takes the place of the default, without credentials', () => {
  expect(read('install x').artifacts[0]?.source).toEqual({kind: 'registry'})
  const typed = read('install -i http://user:s3cret@a.example/ x https://h.example/a.whl').artifacts
  expect(typed.map(({source}) => source)).toEqual([
    {kind: 'registry', registry: 'http://a.example/'},
    {kind: 'url', url: 'https://h.example/a.whl'},
  ])
})

test('the last index on the command line is the one that is asked; extra ones add up', () => {
  const line =
    'install -i http://a.example/ -i http://b.example/ --extra-index-url http://c --extra-index-url http://d x'
  expect(sources(line)).toEqual([
    'index-url=http://b.example/ (command line)',
    'extra-index-url=http://c (command line)',
    'extra-index-url=http://d (command line)',
  ])
})

test.each([
  [{PIP_INDEX_URL: 'http://a.example/'}, ['index-url=http://a.example/ (environment PIP_INDEX_URL)']],
  [{PIP_index_url: 'http://a.example/'}, ['index-url=http://a.example/ (environment PIP_index_url)']],
  [
    {PIP_EXTRA_INDEX_URL: 'http://a http://b'},
    [
      'extra-index-url=http://a (environment PIP_EXTRA_INDEX_URL)',
      'extra-index-url=http://b (environment PIP_EXTRA_INDEX_URL)',
    ],
  ],
  [{PIP_NO_INDEX: '1'}, ['no-index=true (environment PIP_NO_INDEX)']],
  [{PIP_NO_INDEX: 'off'}, []],
  [{PIP_INDEX_URL: ''}, []],
  [{pip_index_url: 'http://a.example/'}, []],
])('the environment %j sets %j', (environment, expected) => {
  expect(sources('install x', {environment})).toEqual(expected)
})

test.each([
  ['/etc/pip.conf', {}],
  ['/etc/xdg/pip/pip.conf', {}],
  ['/xdg/pip/pip.conf', {XDG_CONFIG_DIRS: '/other:/xdg'}],
  ['/home/person/.pip/pip.conf', {}],
  [user, {}],
  ['/config/pip/pip.conf', {XDG_CONFIG_HOME: '/config'}],
  ['/venv/pip.conf', {VIRTUAL_ENV: '/venv'}],
  ['/p/mine.conf', {PIP_CONFIG_FILE: 'mine.conf'}],
])('%s is read', (path, environment) => {
  expect(sources('install x', {files: {[path]: index('a')}, environment})).toEqual([
    `index-url=http://a.example/ (${path})`,
  ])
})

test('the stronger place wins: machine, person, virtual environment, named file, environment, command line', () => {
  const files = {
    '/etc/pip.conf': index('machine'),
    '/home/person/.pip/pip.conf': index('old'),
    [user]: index('person'),
    '/venv/pip.conf': index('venv'),
    '/p/named.conf': index('named'),
  }
  const winner = (environment: Record<string, string>, line = 'install x') => sources(line, {files, environment})[0]
  expect(winner({})).toBe(`index-url=http://person.example/ (${user})`)
  expect(winner({VIRTUAL_ENV: '/venv'})).toBe('index-url=http://venv.example/ (/venv/pip.conf)')
  const named = {VIRTUAL_ENV: '/venv', PIP_CONFIG_FILE: '/p/named.conf'}
  expect(winner(named)).toBe('index-url=http://named.example/ (/p/named.conf)')
  const set = {...named, PIP_INDEX_URL: 'http://set.example/'}
  expect(winner(set)).toBe('index-url=http://set.example/ (environment PIP_INDEX_URL)')
  expect(winner(set, 'install -i http://typed.example/ x')).toBe('index-url=http://typed.example/ (command line)')
})

test("the section of the command wins over the global one of a stronger file; other commands' sections do not count", () => {
  const files = {'/etc/pip.conf': index('machine', 'download'), [user]: index('person')}
  expect(sources('download x', {files})).toEqual(['index-url=http://machine.example/ (/etc/pip.conf)'])
  expect(sources('install x', {files})).toEqual([`index-url=http://person.example/ (${user})`])
})

test("PIP_CONFIG_FILE=/dev/null switches every file off; a named file that is there switches the person's off", () => {
  const files = {'/etc/pip.conf': index('machine'), [user]: index('person'), '/p/empty.conf': ''}
  expect(sources('install x', {files, environment: {PIP_CONFIG_FILE: '/dev/null'}})).toEqual([])
  const machine = 'index-url=http://machine.example/ (/etc/pip.conf)'
  expect(sources('install x', {files, environment: {PIP_CONFIG_FILE: '/p/empty.conf'}})).toEqual([machine])
  const person = `index-url=http://person.example/ (${user})`
  expect(sources('install x', {files, environment: {PIP_CONFIG_FILE: '/p/absent.conf'}})).toEqual([person])
})

test("--isolated leaves out the environment and the person's files, not the machine's", () => {
  const files = {'/etc/pip.conf': index('machine'), [user]: index('person')}
  const environment = {PIP_EXTRA_INDEX_URL: 'http://a.example/', PIP_REQUIREMENT: 'r.txt'}
  const intent = read('install --isolated x', {files, environment})
  expect(intent.sources).toEqual([{setting: 'index-url', value: 'http://machine.example/', setBy: '/etc/pip.conf'}])
  expect(intent.unclear).toEqual([])
})

test('requirements and constraints that a configuration file adds are unclear', () => {
  const files = {[user]: '[global]\nconstraint = c.txt\n[install]\nrequirement =\n  a.txt\n  b.txt\n'}
  expect(read('install x', {files}).unclear).toEqual([
    {message: `reads requirements from \`a.txt\` (${user}), which is not read yet`},
    {message: `reads requirements from \`b.txt\` (${user}), which is not read yet`},
    {message: `reads constraints from \`c.txt\` (${user}), which is not read yet`},
  ])
})

test('a configuration file is read as Python reads it', () => {
  const text = [
    '# a comment',
    'before = any section',
    '[global]',
    'Index_URL: http://a.example/;b # not a comment',
    '--timeout = 5',
    'extra-index-url =',
    '    http://b.example/',
    '    # a comment in between',
    '',
    '    http://c.example/',
    'no delimiter',
    '[install]',
    '; a comment',
    'no-index=',
  ].join('\r\n')
  expect(parseConfigurationFile(text)).toEqual([
    {section: 'global', key: 'index-url', value: 'http://a.example/;b # not a comment'},
    {section: 'global', key: 'timeout', value: '5'},
    {section: 'global', key: 'extra-index-url', value: '\nhttp://b.example/\nhttp://c.example/'},
    {section: 'install', key: 'no-index', value: ''},
  ])
})

test('hostile configuration files end in a moment', () => {
  const texts = [
    '[',
    '[[]',
    '=',
    '[global]\n'.repeat(50_000),
    `[global]\na=${'\n b'.repeat(50_000)}`,
    '\0',
    '[__proto__]\nx=1',
  ]
  const started = process.hrtime.bigint()
  for (const text of texts) expect(sources('install x', {files: {[user]: text}})).toEqual([])
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000)
})
