// `npm run bench:names`: how well names are judged on labelled data, and how fast. The labels are `lookalikes/*.tsv` beside
// the plain sources of the indexes ($SALLYPORT_DATA_SOURCES, else ../shared/data); they are measured on and never shipped.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import levenshtein from 'fast-levenshtein'
import {judgeDockerName} from '../src/core/names/docker/judge-docker-name.ts'
import {judgeName} from '../src/core/names/judge-name.ts'
import {type NameIndex, openNameIndex} from '../src/core/names/name-index.ts'
import {normalizePypiName} from '../src/core/pypi-name.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const labels = join(process.env.SALLYPORT_DATA_SOURCES ?? join(root, '../shared/data'), 'lookalikes')
/** Pairs of research collections, many of them not alike as strings; counted apart. */
const RESEARCH = /ConfuDB|NeupaneDB/

const rows = (name: string): string[][] =>
  readFileSync(join(labels, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
const percent = (part: number, whole: number): string => (whole === 0 ? '-' : ((part / whole) * 100).toFixed(2))

for (const ecosystem of ['npm', 'pypi'] as const) {
  const bytes = readFileSync(join(root, 'data', `${ecosystem}.names`))
  const start = performance.now()
  const index = openNameIndex(bytes)
  const opened = performance.now() - start
  console.log(`\n## ${ecosystem}: ${index.size} names as of ${index.date}, opened in ${opened.toFixed(1)} ms\n`)
  console.log('| labels | names | flagged % | right target first % |')
  console.log('| --- | --- | --- | --- |')
  for (const [label, isResearch] of [
    ['documented pairs', false],
    ['research pairs', true],
  ] as const) {
    const pairs = rows('pairs.tsv').filter(
      ([of, , , , source = '']) => of === ecosystem && RESEARCH.test(source) === isResearch,
    )
    const judged = pairs.map(([, squat = '', target]) => ({target, ...judge(squat, index)}))
    const flagged = judged.filter(({verdict}) => verdict === 'lookalike')
    const first = flagged.filter(({target, suggestions: [best]}) => best?.name === target)
    console.log(
      `| ${label} | ${pairs.length} | ${percent(flagged.length, pairs.length)} | ${percent(first.length, pairs.length)} |`,
    )
  }
  const benign = rows('benign.tsv').filter(([of]) => of === ecosystem)
  for (const kind of new Set(benign.map((row) => row[2] ?? ''))) {
    const names = benign.filter(([, , of]) => of === kind).map(([, name = '']) => name)
    const flagged = names.filter((name) => judge(name, index).verdict === 'lookalike')
    console.log(`| real: ${kind} | ${names.length} | ${percent(flagged.length, names.length)} | |`)
  }
  const times = benign.map(([, name = '']) => timeOf(name, index)).sort((a, b) => a - b)
  const quantile = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)
  console.log(`\none name: p50 ${quantile(0.5)} microseconds, p99 ${quantile(0.99)}, most ${quantile(1)}`)
}
benchDocker()
console.log(`\nresident memory: ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`)

/** Docker's labels are pairs only: nobody lists every image that is real. A target `library/golang` is written `golang`. */
function benchDocker(): void {
  const index = openNameIndex(readFileSync(join(root, 'data', 'docker.names')))
  const pairs = rows('pairs.tsv').filter(([of]) => of === 'docker')
  const judged = pairs.map(([, squat = '', target = '']) => ({
    target: target.replace(/^library\//, ''),
    ...judgeDockerName(squat, index),
  }))
  const flagged = judged.filter(({verdict}) => verdict === 'lookalike')
  const first = flagged.filter(({target, suggestions: [best]}) => best?.name === target)
  console.log(`\n## docker: ${index.size} official images as of ${index.date}\n`)
  console.log('| labels | names | flagged % | right target first % |')
  console.log('| --- | --- | --- | --- |')
  console.log(
    `| documented pairs | ${pairs.length} | ${percent(flagged.length, pairs.length)} | ${percent(first.length, pairs.length)} |`,
  )
}

function judge(name: string, index: NameIndex) {
  return judgeName(index.ecosystem === 'pypi' ? normalizePypiName(name) : name, index, levenshtein.get)
}

/** Microseconds. */
function timeOf(name: string, index: NameIndex): number {
  const start = performance.now()
  judge(name, index)
  return (performance.now() - start) * 1000
}
