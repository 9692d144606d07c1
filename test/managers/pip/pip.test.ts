import {expect, test} from 'vitest'
import type {Intent} from '../../../src/core/invocation.ts'
import {pip} from '../../../src/managers/pip/pip.ts'
import {fakeMachine} from './fake-machine.ts'

const machine = fakeMachine({}, ['/p', '/p/project', '/p/requests'])
const invocation = (argv: readonly string[], environment = {}) => ({tool: 'pip', argv, cwd: '/p', environment})
const read = (argv: readonly string[], environment = {}): Intent => pip.read(invocation(argv, environment), machine)
const words = (line: string) => line.split(' ')

/** `name specifier` of what comes from an index, the kind of source of what does not; `?` for each unclear part; `-` at once. */
function summary(intent: Intent): string {
  if (intent.kind !== 'fetch') return intent.kind === 'passthrough' ? '-' : `error ${intent.message}`
  const asked = intent.artifacts.map(({name, specifier, source}) =>
    source.kind === 'registry' ? name + specifier : name === '' ? source.kind : `${name} ${source.kind}`,
  )
  return [...asked, ...intent.unclear.map(() => '?')].join(' ')
}

test.each([
  ['install reqeusts', 'reqeusts'],
  ['install reqeusts[socks]>=2', 'reqeusts>=2'],
  ['install Zope.Interface==5.*', 'zope-interface==5.*'],
  ['install a_b--c', 'a-b-c'],
  ['install a<2,>=1 b', 'a<2,>=1 b'],
  ['install a;python_version>"3"', 'a'],
  ['install a@https://h.example/a.whl', 'a url'],
  ['install a@git+https://h.example/a', 'a git'],
  ['install git+https://h.example/a', 'git'],
  ['install hg+https://h.example/a', 'url'],
  ['install https://h.example/a.tar.gz', 'url'],
  ['install ./a.whl', 'file ?'],
  ['install --no-deps ./a.whl', 'file'],
  ['install --no-deps ./a.tar.gz', 'file ?'],
  ['install a-1.0.tar.gz', 'file ?'],
  ['install file:///p/project', 'directory ?'],
  ['install file:///x/a.whl', 'file ?'],
  ['install ./absent', '?'],
  ['install user/repository', '?'],
  ['install =1', '?'],
  ['install project', 'project'],
])('pip %s asks for %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

// TRAPS.md, "Reading the command line", the rows on pip.
test('words after -- are still packages', () => {
  expect(summary(read(words('install -- reqeusts')))).toBe('reqeusts')
  expect(summary(read(words('-- install reqeusts')))).toBe('reqeusts')
})

test.each([
  ['download reqeusts', 'reqeusts'],
  ['wheel reqeusts', 'reqeusts'],
  ['lock reqeusts', 'reqeusts'],
  ['lock', '?'],
  ['install -r r.txt', '?'],
  ['install -rr.txt', '?'],
  ['install --requirement=r.txt a', 'a ?'],
  ['install -qr r.txt', '?'],
  ['install -c c.txt a', 'a ?'],
  ['install --group dev', '?'],
  ['install --requirements-from-script s.py', '?'],
  ['install -e .', 'directory ?'],
  ['install -e .[dev]', 'directory ?'],
  ['install .', 'directory ?'],
  ['install -e project', 'directory ?'],
  ['install -e git+https://h.example/a#egg=a', 'git'],
  ['install --editable=git:https://h.example/a#egg=a', 'git'],
  ['install -e reqeusts', '?'],
  ['install --target d reqeusts', 'reqeusts'],
  ['install --prefix d reqeusts', 'reqeusts'],
  ['install -t d -U reqeusts', 'reqeusts'],
])('verbs and options that fetch although they do not say so: pip %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

test.each([
  ['--log install install reqeusts', 'reqeusts'],
  ['--log install -q install reqeusts', 'install reqeusts'],
  ['--proxy http://h.example install reqeusts', 'reqeusts'],
  ['--python /venv install reqeusts', 'reqeusts'],
  ['--timeout=5 -q install reqeusts', 'reqeusts'],
  ['install --index-url http://h.example reqeusts', 'reqeusts'],
  ['install --progress-bar off reqeusts', 'reqeusts'],
  ['install --upgrade-strategy eager reqeusts', 'reqeusts'],
  ['install reqeusts --upgrade', 'reqeusts'],
  ['install --root-user-action=ignore reqeusts', 'reqeusts'],
  ['install --uploaded-prior-to P3D reqeusts', 'reqeusts'],
])('the values of options are not taken for packages: pip %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

test.each([
  ['install --extra http://h.example reqeusts', 'reqeusts'],
  ['install --requirem r.txt', '?'],
  ['install --con c.txt reqeusts', 'reqeusts ?'],
  ['install --build c.txt reqeusts', 'reqeusts ?'],
  ['install --req r.txt reqeusts', '?'],
  ['install --no-such-option reqeusts', '?'],
  ['--no-such-option install reqeusts', '?'],
  ['instal reqeusts', '?'],
])('an abbreviation is read as every pip would, or is unclear: pip %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

test.each([
  '',
  '-V',
  '--version install reqeusts',
  '--help install reqeusts',
  'install --help reqeusts',
  'install reqeusts -h',
  'install',
  'install --upgrade',
  'list --outdated',
  'list -l',
  'show reqeusts',
  'freeze',
  'check',
  'config list',
  'cache purge',
  'debug',
  'hash a.whl',
  'help install',
  'inspect',
  'completion --bash',
  'search x',
  'index versions x',
  'uninstall -y reqeusts',
  '--python x list',
])('pip %s fetches no packages and runs at once', (line) => {
  expect(summary(read(line === '' ? [] : words(line)))).toBe('-')
})

test('-V behind install is an option like any other there, and hides nothing', () => {
  expect(summary(read(words('install -V reqeusts')))).toBe('reqeusts')
})

test('a folder named like a package is taken only where it is written as a path', () => {
  expect(summary(read(words('install requests')))).toBe('requests')
  expect(summary(read(words('install ./requests')))).toBe('directory ?')
  expect(summary(read(words('install -e requests')))).toBe('directory ?')
})

test('each requirement says where it stands, as it was typed', () => {
  const intent = read(['install', '-q', ' Reqeusts [socks] >= 2 ', '-e', 'git+https://h.example/a'])
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  expect(intent.artifacts.map(({requested, requestedIn}) => ({requested, requestedIn}))).toEqual([
    {requested: ' Reqeusts [socks] >= 2 ', requestedIn: {kind: 'argv', index: 2}},
    {requested: 'git+https://h.example/a', requestedIn: {kind: 'argv', index: 4}},
  ])
})

test.each([
  [['PIP_REQUIREMENT'], 'reads requirements from `r.txt` (environment PIP_REQUIREMENT), which is not read yet'],
  [['PIP_CONSTRAINT'], 'reads constraints from `r.txt` (environment PIP_CONSTRAINT), which is not read yet'],
  [['PIP_EDITABLE'], 'installs the project `r.txt` (environment PIP_EDITABLE), which is not read yet'],
  [['PIP_requirement'], 'reads requirements from `r.txt` (environment PIP_requirement), which is not read yet'],
])('%s adds to what is asked for', ([name = ''], message) => {
  expect(read(['install'], {[name]: 'r.txt'})).toMatchObject({kind: 'fetch', artifacts: [], unclear: [{message}]})
})

test('sentences about unclear parts name them without credentials', () => {
  const intent = read(words('install -r https://user:s3cret@h.example/r.txt ./x:https://u:s3cret@h.example'))
  expect(intent.kind).toBe('fetch')
  expect(JSON.stringify(intent.kind === 'fetch' && intent.unclear)).not.toContain('s3cret')
})

const rewritten: readonly (readonly [string, string, string])[] = [
  ['reqeusts[socks]>=2', 'requests', 'requests[socks]>=2'],
  [' reqeusts [socks] >= 2 ; os_name == "posix"', 'requests', ' requests [socks] >= 2 ; os_name == "posix"'],
  ['Reqeusts', 'requests', 'requests'],
  ['reqeusts_', 'requests', 'requests'],
  ['reqeusts (>=2)', 'requests', 'requests (>=2)'],
]

test.each(rewritten)('%s, with %s instead, is %s byte for byte', (word, name, expected) => {
  const asked = invocation(['-q', 'install', '--upgrade', word, 'left-alone'])
  const intent = pip.read(asked, machine)
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  const after = pip.rewrite(asked, [{artifact: intent.artifacts[0]!, name}])
  expect(after).toEqual(['-q', 'install', '--upgrade', expected, 'left-alone'])
  expect(asked.argv[3]).toBe(word)
})

test('another version keeps extras and marker', () => {
  const asked = invocation(['install', 'reqeusts[socks]>=2 ; os_name == "posix"'])
  const intent = pip.read(asked, machine)
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  const substitution = {artifact: intent.artifacts[0]!, name: 'requests', specifier: '==2.32.0'}
  expect(pip.rewrite(asked, [substitution])).toEqual(['install', 'requests[socks]==2.32.0; os_name == "posix"'])
})

test('what does not come from an index is not rewritten', () => {
  const asked = invocation(['install', 'a @ https://h.example/a.whl', './project'])
  const intent = pip.read(asked, machine)
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  const substitutions = intent.artifacts.map((artifact) => ({artifact, name: 'b'}))
  expect(pip.rewrite(asked, substitutions)).toEqual(asked.argv)
})

test('hostile words end in a clear outcome, in a moment', () => {
  const long = 131_000
  const hostile = [
    ...[
      '',
      ' ',
      '\0',
      '\u001b[2J',
      '\u202eab',
      '-',
      '--',
      '=',
      '--=',
      '-=',
      '---',
      '\ud800',
      'constructor',
      '__proto__',
    ],
    ...['a'.repeat(long), `a${' '.repeat(long)}!`, `a${'-'.repeat(long)}`, `a${'['.repeat(long)}`, '['.repeat(long)],
    ...[`a[${','.repeat(long)}`, `a>=${','.repeat(long)}`, `a@${' '.repeat(long)}`, `${' '.repeat(long)};`],
    ...[`a${' '.repeat(long)};${' '.repeat(long)}`, `git+${'-'.repeat(long)}`, '.'.repeat(long), ']'.repeat(long)],
    ...[`a${'.tar'.repeat(long / 4)}`, `file:${'%'.repeat(long)}`, `a>${' '.repeat(long)}x`, `a(${' '.repeat(long)}`],
  ]
  const lines = [
    ...hostile.flatMap((word) => [[word], ['install', word], ['install', '-e', word], ['install', '-i', word, 'a']]),
    ['install', ...Array.from({length: 10_000}, (_, index) => `package-${index}`)],
    ['install', ...Array.from({length: 10_000}, () => '--upgr'), 'a'],
    ['install', `-${'q'.repeat(long)}`, 'a'],
    Array.from({length: 10_000}, () => '-q'),
  ]
  const started = process.hrtime.bigint()
  for (const argv of lines) {
    const asked = invocation(argv)
    const intent = pip.read(asked, machine)
    if (intent.kind !== 'fetch') continue
    expect(intent.artifacts.length + intent.unclear.length).toBeGreaterThan(0)
    const substitutions = intent.artifacts.slice(0, 10).map((artifact) => ({artifact, name: 'b'}))
    expect(pip.rewrite(asked, substitutions)).toHaveLength(argv.length)
  }
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000)
})
