// `npm run bench:packuments`: what judging costs over parsing. 800 packuments, as many as a large install fetches, are parsed, read,
// filtered by the built-in policy, and one release of each is judged. Prints a Markdown table.

import {performance} from 'node:perf_hooks'
import {filterPackument} from '../src/core/packument/filter.ts'
import {type Packument, readPackument} from '../src/core/packument/packument.ts'
import {releaseEvidence} from '../src/core/packument/release-evidence.ts'
import {releaseFacts} from '../src/core/packument/release-facts.ts'
import {builtInPolicy} from '../src/core/policy/built-in.ts'
import {signatureCheck} from '../src/reputation/signatures/signature-check.ts'
import {signingRegistry} from '../test/support/signing-registry.ts'
import {somePackumentText} from './packuments/some-packument.ts'

const COUNT = 800
const ROUNDS = 5
const NOW = Date.UTC(2026, 10, 24)

const STEPS = {
  parsing: '`JSON.parse`',
  filtering: 'reading and filtering all of them',
  writing: '`JSON.stringify` of those that were filtered',
  judging: 'judging one release of each',
  signatures: "checking the registry's signature of that release",
} as const
type Step = keyof typeof STEPS

const registry = signingRegistry('SHA256:bench')
const signatures = signatureCheck([registry.key])
const sizes: number[] = []
let versions = 0
let changed = 0

function round(): ReadonlyMap<Step, number> {
  const taken = new Map<Step, number>()
  const timed = <Value>(step: Step, act: () => Value): Value => {
    const start = performance.now()
    const value = act()
    taken.set(step, (taken.get(step) ?? 0) + performance.now() - start)
    return value
  }
  sizes.length = 0
  versions = 0
  changed = 0
  for (let number = 0; number < COUNT; number++) {
    const {name, text} = somePackumentText(number, NOW, registry.sign)
    sizes.push(text.length)
    const json = timed('parsing', () => JSON.parse(text) as unknown)
    const settings = settingsFor(name)
    const [packument, filtered] = timed('filtering', () => {
      const read = packumentOf(json, name)
      return [read, filterPackument(read, settings)] as const
    })
    const wanted = packument.versions.at(-3) ?? ''
    timed('judging', () => releaseEvidence(packument, wanted, settings))
    const isSigned = timed('signatures', () => releaseFacts(packument, wanted, {signatures})?.release.hasValidSignature)
    if (isSigned !== true) throw new Error(`the signature of ${name} does not hold`)
    versions += packument.versions.length
    if (filtered.kind === 'unchanged') continue
    changed++
    timed('writing', () => JSON.stringify(filtered.json))
  }
  return taken
}

function packumentOf(json: unknown, name: string): Packument {
  const read = readPackument(json, name)
  if (read.kind === 'error') throw new Error(read.reason)
  return read.packument
}

function settingsFor(name: string) {
  const source = {kind: 'registry'} as const
  const requestedIn = {kind: 'argv', index: 1} as const
  const artifact = {ecosystem: 'npm', requested: name, name, specifier: '', source, requestedIn} as const
  return {policy: builtInPolicy.ecosystems.npm, artifact, now: NOW}
}

const rounds = Array.from({length: ROUNDS + 1}, round).slice(1)
const median = (step: Step): number => rounds.map((one) => one.get(step) ?? 0).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0
const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)].map((size) => Math.round(size / 1000))
const all = Math.round(sizes.reduce((a, b) => a + b) / 1e6)
console.log(
  `${COUNT} packuments of ${smallest} to ${largest} KB, ${all} MB and ${versions} releases together; ${changed} filtered.\n`,
)
console.log('| what | ms, median | of parsing |')
console.log('| --- | ---: | ---: |')
for (const [step, what] of Object.entries(STEPS)) {
  const taken = median(step as Step)
  console.log(`| ${what} | ${taken.toFixed(0)} | ${((100 * taken) / median('parsing')).toFixed(1)} % |`)
}
