import {resolve} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseArguments} from '../../../src/managers/npm/arguments.ts'
import {derefCommand} from '../../../src/managers/npm/command-lookup.ts'
import {NEWEST_MAJOR} from '../../../src/managers/npm/npm-majors.ts'
import {execArguments} from '../../../src/managers/npm/npx-arguments.ts'
import {commandList, optionNames, optionTypes, realArguments, realExecArguments, shorthandNames} from './real-npm.ts'

const words = [...commandList.commands, ...Object.keys(commandList.aliases)]
const prefixes = [...new Set(words.flatMap((word) => [...word].map((_, index) => word.slice(0, index + 1))))]
const camelCased = prefixes
  .map((prefix) => prefix.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()))
  .filter((word, index) => word !== prefixes[index])

test('answers every prefix of every command and alias as npm does, in camelCase too', () => {
  expect(prefixes.length).toBeGreaterThan(400)
  expect(camelCased.length).toBeGreaterThan(20)
  for (const word of [...prefixes, ...camelCased, 'installX', 'Install', 'nothing-like-it']) {
    expect([word, derefCommand(word)]).toEqual([word, commandList.deref(word)])
  }
})

const optionWords = [
  ...optionNames.map((name) => `--${name}`),
  ...optionNames.map((name) => `--no-${name}`),
  ...shorthandNames.map((name) => (name.length === 1 ? `-${name}` : `--${name}`)),
]
// `local-address` lists the addresses of the machine that the test runs on.
const literals = [...optionTypes]
  .flatMap(([name, types]) => (name === 'local-address' ? [] : types))
  .filter((type): type is string => typeof type === 'string')
const LITERALS: ReadonlySet<string> = new Set(['true', 'false', 'null', '-', ...literals])
const values = fc.constantFrom(
  ...['express', 'expresss', 'x@1', 'true', 'false', 'null', '0', '3', '1.5', '', ' ', '-', 'a=b', '@a/b', 'no-x', 'i'],
  ...['../d', '~/d', 'http://r.example/', 'http://r.example', 'not a url', '0022', '2020-01-01', 'install', 'http'],
  ...literals,
)
const word = fc.oneof(
  {weight: 5, arbitrary: values},
  {weight: 5, arbitrary: fc.constantFrom(...optionWords)},
  {weight: 3, arbitrary: fc.tuple(fc.constantFrom(...optionWords), values).map((pair) => pair.join('='))},
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '--',
      '-p',
      '-c',
      '--shell',
      '--no-install',
      '-n=x',
      '--node-arg',
      '--always-spawn',
      '--=x',
      '-=x',
      '---',
      '-gS',
      '-Dd',
      '--unknown',
      '--no-no-global',
      '--unknown=x',
      '-zz',
    ),
  },
)
const vectors = fc.array(word, {maxLength: 12})

/** The options that decide what is fetched and from where. */
const MAIN = [
  ...['global', 'location', 'package', 'call', 'workspace', 'workspaces', 'registry', 'version', 'versions', 'usage'],
  ...['scope', 'replace-registry-host', 'dry-run', 'yes', 'diff'],
]
const PATHS = ['prefix', 'userconfig']

test('takes 6,000 generated argument vectors apart as npm does', () => {
  let compared = 0
  fc.assert(
    fc.property(vectors, (argv) => {
      const real = realArguments(argv)
      // npm refuses abbreviated options; older ones read them as the same parser does.
      if (real === undefined) return
      compared++
      const ours = parseArguments(argv, NEWEST_MAJOR)
      expect(ours.positionals.map((positional) => positional.word)).toEqual(real.remain)
      for (const key of MAIN) expect([key, ours.options.get(key)]).toEqual([key, own(real.options, key)])
      for (const key of PATHS) {
        const path = ours.options.get(key)
        const isPath = typeof path === 'string'
        const home = isPath && path.startsWith('~/')
        if (!home) expect([key, isPath ? resolve(path) : undefined]).toEqual([key, own(real.options, key)])
      }
    }),
    {numRuns: 6000, seed: 20_261_123},
  )
  expect(compared).toBeGreaterThan(5000)
})

test('knows the place of every positional word: changing the word there changes exactly that word', () => {
  fc.assert(
    fc.property(vectors, (argv) => {
      const {positionals} = parseArguments(argv, NEWEST_MAJOR)
      for (const [at, {word: typed, index}] of positionals.entries()) {
        // An empty word, a number and a literal behind an option are taken differently from any other; see the next test.
        if (typed === '' || LITERALS.has(typed) || !Number.isNaN(Number(typed))) continue
        // npm takes the value of `--save=express` for a word of its own.
        const before = (argv[index] ?? '').slice(0, -typed.length || undefined)
        if (argv[index] !== typed)
          expect([argv[index], before]).toEqual([before + typed, expect.stringMatching(/^-.*=$/)])
        const inPlace = argv[index] === typed ? 'changed-word' : `${before}changed-word`
        const real = realArguments(argv.map((one, place) => (place === index ? inPlace : one)))
        const changed = positionals.map(({word: one}, place) => (place === at ? 'changed-word' : one))
        if (real !== undefined) expect(real.remain).toEqual(changed)
      }
    }),
    {numRuns: 1000, seed: 20_261_124},
  )
})

test('turns 4,000 generated npx argument vectors into those of `npm exec` as npx does', () => {
  fc.assert(
    fc.property(vectors, (argv) => {
      expect(execArguments(argv).map((placed) => placed.word)).toEqual(realExecArguments(argv))
    }),
    {numRuns: 4000, seed: 20_261_125},
  )
})

test('knows the place of every word that npx leaves as it is', () => {
  fc.assert(
    fc.property(vectors, (argv) => {
      for (const {word: one, index} of execArguments(argv)) {
        if (!one.startsWith('-') && index !== -1 && !argv[index]?.startsWith('-')) expect(argv[index]).toBe(one)
      }
    }),
    {numRuns: 1000, seed: 20_261_126},
  )
})

test.each([
  [
    ['install', '--loglevel', 'http', 'http'],
    [0, 3],
  ],
  [
    ['install', 'http', '--loglevel', 'http'],
    [0, 1],
  ],
  [
    ['install', '--loglevel', 'http', '-g', 'http'],
    [0, 4],
  ],
  [
    ['install', '--save', 'true', '-D', 'true', '-g', 'web'],
    [0, 6],
  ],
  [
    ['install', '--depth', '3', '-g', '3'],
    [0, 4],
  ],
  [
    ['install', '--save=http', '-g', 'http'],
    [0, 1, 3],
  ],
  [
    ['install', '-g', '--', '-g'],
    [0, 3],
  ],
])('finds the places in %j, where a value and a package are the same word', (argv, places) => {
  expect(parseArguments(argv, NEWEST_MAJOR).positionals.map(({index}) => index)).toEqual(places)
})

test('takes 10,000 words apart in less than a second, repeated and ambiguous ones too', () => {
  const many = ['install', ...Array.from({length: 5000}, (_, at) => (at % 2 === 0 ? '-g' : 'http'))]
  const other = ['install', ...Array.from({length: 5000}, (_, at) => `package-${at % 100}`)]
  const start = performance.now()
  expect(parseArguments([...many, ...other], NEWEST_MAJOR).positionals.length).toBe(1 + 2500 + 1 + 5000)
  expect(performance.now() - start).toBeLessThan(1000)
})

function own(options: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(options, key) ? options[key] : undefined
}
