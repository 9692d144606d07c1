// How long one name takes over the whole index, how long an index takes to load, and how many names a second the command answers.

import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {indexOf, judge, root} from './judge.ts'
import type {Labels} from './labels.ts'

export function latency({malicious}: Labels): string {
  const rows = (['npm', 'pypi'] as const).flatMap((ecosystem) => {
    const index = indexOf(ecosystem)
    const listed = Array.from({length: index.size}, (_, position) => index.nameAt(position))
    const strangers = malicious.filter((one) => one.ecosystem === ecosystem).map(({name}) => name)
    return [
      `| ${ecosystem} | every listed name (${listed.length}) | ${quantiles(listed, ecosystem)} |`,
      `| ${ecosystem} | names taken down as malicious (${strangers.length}) | ${quantiles(strangers, ecosystem)} |`,
    ]
  })
  return [
    '## One name, microseconds\n',
    '| | names | p50 | p99 | most |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function quantiles(names: readonly string[], ecosystem: 'npm' | 'pypi'): string {
  const index = indexOf(ecosystem)
  const times = names.map((name) => {
    const start = performance.now()
    judge(name, index)
    return (performance.now() - start) * 1000
  })
  times.sort((a, b) => a - b)
  return [0.5, 0.99, 1].map((share) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)).join(' | ')
}

/** Each in a fresh process, the median of nine: reading the file and opening it; bytes of the file, growth of the process. */
export function loading(): string {
  const rows = (['npm', 'pypi', 'docker'] as const).map((ecosystem) => {
    const runs = Array.from({length: 9}, () => loadOnce(ecosystem))
    const median = (of: (run: LoadedOnce) => number): number => runs.map(of).sort((a, b) => a - b)[4] ?? 0
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2)
    return `| ${ecosystem} | ${median(({ms}) => ms).toFixed(1)} | ${megabytes(median(({size}) => size))} | ${megabytes(median(({grown}) => grown))} |`
  })
  return [
    '## Loading, a fresh process each\n',
    '| | read and open, ms | file, MB | resident memory grows by, MB |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

interface LoadedOnce {
  readonly ms: number
  readonly size: number
  readonly grown: number
}

function loadOnce(ecosystem: string): LoadedOnce {
  const program = `
    import {readFileSync} from 'node:fs'
    const {openNameIndex} = await import(process.argv[1])
    const before = process.memoryUsage.rss()
    const start = performance.now()
    const bytes = readFileSync(process.argv[2])
    openNameIndex(bytes)
    const ms = performance.now() - start
    console.log(JSON.stringify({ms, size: bytes.length, grown: process.memoryUsage.rss() - before}))`
  const module = join(root, 'src/core/names/name-index.ts')
  const index = join(root, 'data', `${ecosystem}.names`)
  const {stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', program, module, index], {
    encoding: 'utf8',
  })
  return JSON.parse(stdout) as LoadedOnce
}

/** The command itself, 50,000 real names in, answers out. */
export function throughput({benign}: Labels): string {
  spawnSync(process.execPath, [join(root, 'scripts/build.ts')], {stdio: 'ignore'})
  const rows = (['npm', 'pypi'] as const).map((ecosystem) => {
    const index = indexOf(ecosystem)
    const real = benign.filter((one) => one.ecosystem === ecosystem).map(({name}) => name)
    const listed = Array.from({length: index.size}, (_, position) => index.nameAt(position))
    const names = [...real, ...listed, ...listed, ...listed].slice(0, 50_000)
    const start = performance.now()
    const {stdout} = spawnSync(
      process.execPath,
      [join(root, 'dist/main.js'), 'names', '--ecosystem', ecosystem, '--json'],
      {input: names.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28},
    )
    const answers = stdout.trimEnd().split('\n').length
    return `| ${ecosystem} | ${answers} | ${((performance.now() - start) / 1000).toFixed(1)} |`
  })
  return ['## `sallyport names --json`\n', '| | answers | seconds |', '| --- | --- | --- |', ...rows].join('\n')
}
