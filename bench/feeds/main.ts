// `npm run bench:feeds`: what taking a feed of 200,000 advisories costs, and what a look-up in it does. Everything is made up by
// `generated.ts`, the same at each run.

import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, statSync, utimesSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {openReputation, type Reputation} from '../../src/reputation/cache/reputation.ts'

const ENTRIES = 200_000
const STARTS = 15
const PAIRS = 31
const REGISTRY = 'https://registry.example/'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'sallyport-feeds-'))

interface Run {
  readonly ms: number
  readonly megabytes: number
  readonly output: string
}

/** One command of the bundle, with the most memory that its process ever had. */
function run(words: readonly string[], home: string): Run {
  const atEnd = "process.on('exit',()=>process._rawDebug('peak '+process.resourceUsage().maxRSS))"
  const start = performance.now()
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      `--import=data:text/javascript,${encodeURIComponent(atEnd)}`,
      join(root, 'dist/main.js'),
      ...words,
    ],
    {encoding: 'utf8', env: {...process.env, HOME: home, XDG_CACHE_HOME: join(home, '.cache'), XDG_CONFIG_HOME: home}},
  )
  const ms = performance.now() - start
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`)
  return {ms, megabytes: Number(/^peak (\d+)$/m.exec(stderr)?.[1] ?? 0) / 1024, output: stdout.trim()}
}

function importRows(name: string, path: string): readonly string[] {
  const home = join(scratch, `home-${name}`)
  const words = ['cache', 'update', 'advisories', 'npm', '--from', path]
  const size = (statSync(path).size / 1e6).toFixed(0)
  const row = (what: string, {ms, megabytes}: Run): string =>
    `| ${name}, ${size} MB: ${what} | ${(ms / 1000).toFixed(1)} | ${megabytes.toFixed(0)} |`
  const first = row('the first time', run(words, home))
  const known = row('unchanged at its source', run(words, home))
  const now = Date.now() / 1000
  utimesSync(path, now, now)
  return [first, row('read again, no entry changed', run(words, home)), known]
}

interface LookUps {
  readonly open: number
  readonly known: readonly number[]
  readonly unknown: readonly number[]
}

/** In a process that has loaded nothing of SQLite before. */
function lookUps(folder: string): LookUps {
  const {stdout, stderr} = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'bench/feeds/look-up.ts'), folder],
    {
      encoding: 'utf8',
    },
  )
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as LookUps
}

/** What an installation of 1,500 packages reads at its beginning and writes at its end. */
function facts(folder: string): readonly (readonly [what: string, ms: number])[] {
  const packages = Array.from({length: 1500}, (_, index) => `package-${index}`)
  const timed = (act: (reputation: Reputation) => unknown): number => {
    const opening = openReputation(folder, Date.now())
    if (opening.kind !== 'open') throw new Error(opening.reason)
    const start = performance.now()
    act(opening.reputation)
    opening.reputation.close()
    return performance.now() - start
  }
  const keep = (version: string) => (reputation: Reputation) => {
    const release = {version, publisher: 'somebody', integrity: `sha512-${'x'.repeat(88)}`, publishedAt: 1e12}
    for (const name of packages) reputation.keep(REGISTRY, name, {fetched: Date.now(), releases: [release]})
  }
  const known = (reputation: Reputation) => packages.map((name) => reputation.package(REGISTRY, name)?.release('1.0.0'))
  return [
    ['keeping a release each of 1,500 packages, for the first time', timed(keep('1.0.0'))],
    ['keeping another of each', timed(keep('1.0.1'))],
    ['what is known of 1,500 releases', timed(known)],
  ]
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0
}

try {
  spawnSync(process.execPath, [join(root, 'scripts/build.ts')], {stdio: 'inherit'})
  const [zip, lines] = [join(scratch, 'all.zip'), join(scratch, 'all.ndjson')]
  spawnSync(process.execPath, [join(root, 'bench/feeds/write-feeds.ts'), scratch, String(ENTRIES)], {stdio: 'inherit'})
  console.log(
    `## Taking ${ENTRIES} advisories\n\n| source | seconds, whole command | most memory, MB |\n| --- | ---: | ---: |`,
  )
  for (const row of [...importRows('zip', zip), ...importRows('JSON lines', lines)]) console.log(row)

  const home = join(scratch, 'home-zip')
  const folder = join(home, '.cache/sallyport')
  const runs = Array.from({length: STARTS}, () => lookUps(folder))
  const opens = runs.map(({open}) => open)
  console.log(`\n## Looking up in them (${(statSync(join(folder, 'reputation.db')).size / 1e6).toFixed(0)} MB)\n`)
  console.log('| what | p50 | p99 |\n| --- | ---: | ---: |')
  console.log(
    `| opening in a fresh process, SQLite loaded, ms | ${quantile(opens, 0.5).toFixed(2)} | ${quantile(opens, 1).toFixed(2)} |`,
  )
  for (const [what, key] of [
    ['a name that has advisories', 'known'],
    ['a name that has none', 'unknown'],
  ] as const) {
    const times = runs.flatMap((one) => one[key])
    console.log(`| ${what}, microseconds | ${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.99).toFixed(1)} |`)
  }

  for (const [what, ms] of facts(join(scratch, 'facts'))) console.log(`| ${what}, ms | ${ms.toFixed(0)} | |`)

  const check = ['check', '--offline', '--', 'npm', 'install', 'express@4.19.2']
  const empty = join(scratch, 'home-empty')
  run(check, empty)
  const pairs = Array.from({length: PAIRS}, (_, index) => {
    // In turn, so that neither always comes second.
    const first = run(check, index % 2 === 0 ? empty : home).ms
    const second = run(check, index % 2 === 0 ? home : empty).ms
    return index % 2 === 0 ? second - first : first - second
  })
  const difference = quantile(pairs, 0.5)
  console.log(`| \`${['sallyport', ...check].join(' ')}\`, more than without a feed, ms | ${difference.toFixed(1)} | |`)

  const file = join(scratch, 'export.gz')
  const exported = run(['cache', 'export', file], home)
  const imported = run(['cache', 'import', file], join(scratch, 'home-import'))
  console.log('\n## Carrying them to another machine\n\n| what | seconds | most memory, MB |\n| --- | ---: | ---: |')
  console.log(
    `| \`cache export\`, ${(statSync(file).size / 1e6).toFixed(0)} MB | ${(exported.ms / 1000).toFixed(1)} | ${exported.megabytes.toFixed(0)} |`,
  )
  console.log(`| \`cache import\` | ${(imported.ms / 1000).toFixed(1)} | ${imported.megabytes.toFixed(0)} |`)
} finally {
  rmSync(scratch, {recursive: true, force: true})
}
