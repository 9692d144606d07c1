// `npm run bench:policy`: what a large policy costs. 2,000 patterns are read, merged, and asked about 1,500 artifacts.

import type {Artifact} from '../src/core/artifact.ts'
import {mergePolicies} from '../src/core/policy/merge.ts'
import {readPolicy} from '../src/policy-files/read-policy.ts'

const PATTERNS = 2000
const ARTIFACTS = 1500
const ROUNDS = 41

const patterns = Array.from({length: PATTERNS}, (_, index) => {
  const shapes = [`npm:@scope${index}/*`, `npm:begin${index}-*`, `npm:@many/name-${index}@<1.3`, `npm:name-${index}@<2`]
  return `  - '${shapes[index % 10] ?? shapes[3]}'`
})
const text = new TextEncoder().encode(`version: 1\ndeny:\n${patterns.join('\n')}\n`)
const artifacts = Array.from({length: ARTIFACTS}, (_, index): Artifact => {
  const name = [`@scope${index}/tool`, `name-${index * 20}`, `other-${index}`][index % 3] ?? ''
  const source = {kind: 'registry'} as const
  return {
    ecosystem: 'npm',
    requested: name,
    name,
    specifier: '1.2.3',
    source,
    requestedIn: {kind: 'lockfile', path: '/l'},
  }
})

const times = new Map<string, number[]>()
function measure<Value>(what: string, act: () => Value): Value {
  const start = performance.now()
  const value = act()
  times.set(what, [...(times.get(what) ?? []), performance.now() - start])
  return value
}

for (let round = 0; round < ROUNDS; round++) {
  const read = measure(`reading ${PATTERNS} entries (once a change of the file)`, () => readPolicy(text, 'policy.yaml'))
  if (read.kind === 'problems') throw new Error(read.problems[0]?.message)
  const {document, lines} = read
  const {deny} = measure('merging them', () => mergePolicies([{name: 'user', path: '/p', document, lines}])).ecosystems
    .npm
  measure(`asking about ${ARTIFACTS} artifacts`, () => artifacts.map((artifact) => deny.matches(artifact)))
}

console.log('| what | first, ms | median, ms |')
console.log('| --- | --- | --- |')
for (const [what, taken] of times) {
  const median = [...taken].sort((a, b) => a - b)[ROUNDS >> 1] ?? 0
  console.log(`| ${what} | ${taken[0]?.toFixed(2)} | ${median.toFixed(2)} |`)
}
