// `npm run bench:policy`: what a large policy costs. 2,000 entries are read and merged, and an install of 1,500 artifacts is
// judged by them and, in turn, by the built-in policy; the policy's part is the difference.

import {execFileSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {evaluate, type Judgeable} from '../../src/core/evaluate.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {Policy} from '../../src/core/policy/policy.ts'
import {readPolicy} from '../../src/policy-files/read-policy.ts'
import {ARTIFACTS, ENTRIES, install, largePolicy} from './large-policy.ts'

const ROUNDS = 201
const PROCESSES = 21
const NOW = Date.UTC(2026, 10, 24)
/** Milliseconds. */
const BAR = 1
const judgeable: Judgeable = {ecosystem: 'npm', gathered: install, unclear: [], sources: []}
const content = new TextEncoder().encode(largePolicy)

function read() {
  const document = readPolicy(content, 'policy.yaml')
  if (document.kind === 'problems') throw new Error(document.problems[0]?.message)
  return document
}

function merge({document, lines}: ReturnType<typeof read>): Policy {
  return mergePolicies([{name: 'user', path: '/p', document, lines}])
}

function taken(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** In a process that judges once, as a command does: everything runs for the first time. */
if (process.argv[2] === '--once') {
  const policy = process.argv[3] === 'large' ? merge(read()) : builtInPolicy
  console.log(taken(() => evaluate(judgeable, policy, NOW)))
  process.exit()
}

const large = merge(read())
const passes = evaluate(judgeable, large, NOW)
if (passes.verdict !== 'allow') throw new Error(`the large policy says ${passes.verdict}`)
const excused = passes.artifacts.filter(({findings}) => findings.some((one) => one.excused)).length

const self = fileURLToPath(import.meta.url)
const once = (policy: string): number =>
  Number(execFileSync(process.execPath, ['--no-warnings', self, '--once', policy], {encoding: 'utf8'}))

const reading: number[] = []
const merging: number[] = []
const plain: number[] = []
const whole: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  plain.push(taken(() => evaluate(judgeable, builtInPolicy, NOW)))
  whole.push(taken(() => evaluate(judgeable, large, NOW)))
}
for (let round = 0; round < 41; round++) {
  let document: ReturnType<typeof read> | undefined
  reading.push(taken(() => (document = read())))
  merging.push(taken(() => document && merge(document)))
}
const oncePlain: number[] = []
const onceWhole: number[] = []
for (let round = 0; round < PROCESSES; round++) {
  oncePlain.push(once('built-in'))
  onceWhole.push(once('large'))
}

const part = whole.map((one, round) => one - (plain[round] ?? 0))
const rows: readonly (readonly [string, readonly number[]])[] = [
  [`reading ${ENTRIES} entries (once a change of the file)`, reading],
  ['merging them', merging],
  [`evaluate of ${ARTIFACTS} artifacts, built-in policy`, plain],
  [`evaluate of ${ARTIFACTS} artifacts, ${ENTRIES} entries`, whole],
  ["the policy's part, the difference of the two", part],
  ['the same for the first time in a process, built-in policy', oncePlain],
  [`the same for the first time in a process, ${ENTRIES} entries`, onceWhole],
]
console.log(`${ENTRIES} entries, ${ARTIFACTS} artifacts of which ${excused} are excused; milliseconds\n`)
console.log('| what | best | median |\n| --- | ---: | ---: |')
for (const [what, values] of rows) {
  const best = values === part ? Math.min(...whole) - Math.min(...plain) : Math.min(...values)
  console.log(`| ${what} | ${best.toFixed(2)} | ${median(values).toFixed(2)} |`)
}
console.log(`\nthe bar for the policy's part is ${BAR} ms: ${median(part) < BAR ? 'within' : '**over**'}`)
