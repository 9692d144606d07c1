import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {parseArguments} from '../../../src/managers/pip/arguments.ts'
import {optionRows} from '../../../src/managers/pip/options.generated.ts'
import {pip} from '../../../src/managers/pip/pip.ts'
import {readRequirement} from '../../../src/managers/pip/requirement.ts'
import {surroundingsOf} from '../../../src/system/surroundings.ts'
import {realCommandLines, realEditables, realPipVersion, realRequirements} from './real-pip.ts'

const seed = 20_261_123
const FETCHING = ['install', 'download', 'wheel']
const longOptions = [...new Set(optionRows.map(([, name]) => name))].filter((name) => name.startsWith('--'))
const shortOptions = [...new Set(optionRows.map(([, name]) => name))].filter((name) => !name.startsWith('--'))
const someWord = fc.constantFrom(
  'reqeusts',
  'a>=1',
  'install',
  'download',
  'r.txt',
  '',
  '-',
  'x=1',
  '.',
  '--',
  'é',
  '-q',
)
const abbreviated = fc
  .tuple(fc.constantFrom(...longOptions), fc.nat({max: 12}))
  .map(([name, cut]) => name.slice(0, Math.max(3, name.length - cut)))
const anyOption = fc.oneof(fc.constantFrom(...longOptions), abbreviated, fc.constantFrom(...shortOptions))
const anyWord = fc.oneof(
  {weight: 4, arbitrary: someWord},
  {weight: 4, arbitrary: anyOption},
  {weight: 2, arbitrary: fc.tuple(anyOption, someWord).map(([name, value]) => `${name}=${value}`)},
  {weight: 1, arbitrary: fc.tuple(fc.constantFrom(...shortOptions), someWord).map((pair) => pair.join(''))},
  {weight: 1, arbitrary: fc.constantFrom('-qr', '-Ur', '-qqv', '-UIq', '--', '---', '-z', '--unknown', '--isolated')},
)
const anyCommand = fc.oneof(
  {weight: 8, arbitrary: fc.constantFrom(...FETCHING)},
  {weight: 1, arbitrary: fc.constantFrom('list', 'uninstall', 'help', 'nonsense')},
)
const commandLine = fc
  .tuple(fc.array(anyWord, {maxLength: 3}), anyCommand, fc.array(anyWord, {maxLength: 7}))
  .map(([before, verb, after]) => [...before, verb, ...after])

test.skipIf(realPipVersion === undefined)(
  'takes 8,000 generated command lines apart as pip does (needs python3 with pip)',
  () => {
    const vectors = fc.sample(commandLine, {numRuns: 8000, seed})
    let compared = 0
    let unclear = 0
    for (const [at, real] of realCommandLines(vectors).entries()) {
      const argv = vectors[at] ?? []
      const ours = parseArguments(argv)
      if (ours.kind === 'prints') expect([argv, real.ends]).not.toEqual([argv, undefined])
      // What pip refuses installs nothing: any reading of it will do.
      if (real.ends !== undefined) continue
      if (ours.kind === 'unclear') {
        if (FETCHING.includes(real.command)) unclear++
        continue
      }
      if (ours.kind !== 'parsed') throw new Error(`not a command: ${argv.join(' ')}`)
      expect([argv, ours.command]).toEqual([argv, real.command])
      if (!FETCHING.includes(ours.command)) continue
      compared++
      expect([argv, ours.words.map((placed) => placed.word)]).toEqual([argv, real.words])
      for (const placed of ours.words) expect(argv[placed.index]).toBe(placed.word)
      for (const [name, values] of Object.entries(real.options)) {
        const meanings = MEANINGS.get(name) ?? [name]
        const found = ours.options.filter(({names}) => names.some((one) => meanings.includes(one)))
        const isCertain = found.every(({names}) => names.length === 1)
        const ourValues = found.map(({value}) => value?.word ?? 'true')
        if (name === '--index-url') {
          if (isCertain && found.length > 0) expect([argv, ourValues.at(-1)]).toEqual([argv, values[0]])
        } else if (name === '--no-index') expect([argv, found.length > 0]).toEqual([argv, values.length > 0])
        else if (isCertain) expect([argv, name, ourValues]).toEqual([argv, name, values])
        else expect([argv, ourValues]).toEqual([argv, expect.arrayContaining([...values])])
      }
    }
    expect(compared).toBeGreaterThan(600)
    // Only abbreviations and options whose meaning another pip version changes.
    expect(unclear).toBeLessThan(compared / 20)
  },
)

const MEANINGS = new Map([
  ['--requirement', ['--requirement', '-r']],
  ['--constraint', ['--constraint', '-c']],
  ['--editable', ['--editable', '-e']],
  ['--find-links', ['--find-links', '-f']],
  ['--index-url', ['--index-url', '-i', '--pypi-url']],
])

const someName = fc.constantFrom(
  'reqeusts',
  'A',
  'a_b',
  'A.-_b',
  '9x',
  'foo-',
  'foo_',
  '-x',
  'requests',
  'é',
  '',
  'a b',
  'zope.interface',
)
const someBlank = fc.constantFrom('', '', '', ' ', '  ', '\t')
const someExtras = fc.constantFrom('', '', '[socks]', '[a,b]', '[ a , b ]', '[]', '[a', '[-]', '[a]b')
const someVersion = fc.constantFrom('1', '2.0.*', '1!1.0+local.1', '1.0rc1', 'abc', '')
const someSpecifier = fc
  .tuple(fc.constantFrom('==', '>=', '<=', '~=', '!=', '<', '>', '===', '=', ''), someBlank, someVersion)
  .map((parts) => parts.join(''))
const someVersions = fc.oneof(
  fc.constant(''),
  someSpecifier,
  fc.tuple(someSpecifier, someBlank, someSpecifier).map(([a, between, b]) => `${a}${between},${between}${b}`),
  someSpecifier.map((one) => `(${one})`),
)
const someAddress = fc.constantFrom(
  '',
  '',
  '',
  '@ https://h.example/a-1.0.tar.gz',
  '@git+https://h.example/a',
  '@ file:///a.whl',
)
const someMarker = fc.constantFrom('', '', '', ';python_version>"3"', ' ; os_name == "posix"', '; nonsense')
const generated = fc
  .tuple(someBlank, someName, someBlank, someExtras, someBlank, someVersions, someAddress, someBlank, someMarker)
  .map((parts) => parts.join(''))
const plain = [
  ...['.', './', './project', 'project', './project[dev]', 'project/', 'requests', './requests[a,b]', '..', './absent'],
  ...['a-1.0-py3-none-any.whl', './a-1.0-py3-none-any.whl', 'absent-1.0.tar.gz', 'x@y.zip', 'x @ y.zip', './x@y.zip'],
  ...['https://h.example/a.tar.gz', 'HTTPS://h.example/a', ' https://h.example/a ', 'ftp://h.example/a.zip'],
  ...[
    'git+https://h.example/a@v1#egg=a',
    'git+ssh://git@h.example/a',
    'hg+http://h.example/a',
    'svn+svn://h.example/a',
  ],
  ...['git://h.example/a', 'ssh://h.example/a', 'file:///absent', 'file:./project', 'user/repository', 'a:b', 'c:\\x'],
  ...[
    'https://h.example/a; os_name == "posix"',
    'https://h.example/a;b',
    'reqeusts; os_name == "a/b"',
    '~/x',
    '.hidden',
  ],
]
const editables = [
  ...['.', '.[dev]', 'project', 'requests', './absent', 'absent', 'git+https://h.example/a#egg=a', 'reqeusts'],
  ...['git:https://h.example/a#egg=a', 'https://h.example/a', 'file:./project', 'svn+ssh://h.example/a#egg=a'],
]

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-requirements-'))
  for (const project of ['project', 'requests']) {
    mkdirSync(join(folder, project))
    writeFileSync(join(folder, project, 'pyproject.toml'), '')
  }
  writeFileSync(join(folder, 'pyproject.toml'), '')
  writeFileSync(join(folder, 'a-1.0-py3-none-any.whl'), '')
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

test.skipIf(realPipVersion === undefined)(
  'reads 4,000 generated requirements as pip does (needs python3 with pip)',
  () => {
    const words = [...plain, ...fc.sample(generated, {numRuns: 4000, seed})]
    const counts = {named: 0, elsewhere: 0}
    for (const [at, real] of realRequirements(words, folder).entries()) {
      const word = words[at] ?? ''
      if (real.ends !== undefined) continue
      const ours = readRequirement(word, place(false), surroundingsOf('/home/person', folder))
      if (ours.kind === 'unclear') throw new Error(`pip reads ${JSON.stringify(word)}`)
      const {name, specifier, source} = ours.artifact
      expect([word, source.kind === 'registry']).toEqual([word, !real.isElsewhere])
      if (real.isNamed) expect([word, name]).toEqual([word, real.name])
      if (source.kind === 'registry') {
        expect([word, new Set(specifier.split(',').filter(Boolean))]).toEqual([word, new Set(real.specifier)])
        counts.named++
      } else counts.elsewhere++
    }
    expect(counts.named).toBeGreaterThan(250)
    expect(counts.elsewhere).toBeGreaterThan(80)
  },
)

test.skipIf(realPipVersion === undefined)(
  'never takes the value of -e for a name of the index (needs python3 with pip)',
  () => {
    for (const [at, real] of realEditables(editables, folder).entries()) {
      const word = editables[at] ?? ''
      const ours = readRequirement(word, place(true), surroundingsOf('/home/person', folder))
      const isElsewhere = ours.kind === 'artifact' && ours.artifact.source.kind !== 'registry'
      const isAsked = real.ends === undefined || ours.kind === 'artifact'
      expect([word, isElsewhere]).toEqual([word, isAsked])
    }
  },
)

test.skipIf(realPipVersion === undefined)(
  'a rewritten requirement is one that pip reads as the new name (needs python3 with pip)',
  () => {
    const words = fc.sample(generated, {numRuns: 2000, seed: seed + 1})
    const rewritten: {before: string; after: string}[] = []
    for (const word of words) {
      const invocation = {tool: 'pip', argv: ['install', '--', word], cwd: folder, environment: {}}
      const intent = pip.read(invocation, surroundingsOf('/home/person', folder))
      if (intent.kind !== 'fetch') continue
      const artifact = intent.artifacts.find((one) => one.source.kind === 'registry')
      if (artifact === undefined) continue
      const after = pip.rewrite(invocation, [{artifact, name: 'right-name'}])
      rewritten.push({before: word, after: after[2] ?? ''})
    }
    const before = realRequirements(
      rewritten.map((one) => one.before),
      folder,
    )
    const after = realRequirements(
      rewritten.map((one) => one.after),
      folder,
    )
    let compared = 0
    for (const [at, real] of before.entries()) {
      if (real.ends !== undefined) continue
      expect([rewritten[at], after[at]]).toEqual([rewritten[at], {...real, name: 'right-name'}])
      compared++
    }
    expect(compared).toBeGreaterThan(120)
  },
)

function place(isEditable: boolean) {
  return {cwd: folder, requestedIn: {kind: 'argv', index: 0}, isEditable} as const
}
