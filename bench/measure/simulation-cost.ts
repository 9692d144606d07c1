// The whole process of `policy simulate` over a log of 10,000 commands: most of one or two names, as people type them, and some of
// whole trees, as `npm ci` reads them from a lockfile.

import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Artifact} from '../../src/core/artifact.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import type {Evidence, Gathered} from '../../src/core/evidence.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import {logLine} from '../../test/support/log-line.ts'
import {EXPRESSS} from '../../test/support/lookalike-evidence.ts'
import {Scratch} from '../../test/support/scratch.ts'
import {measurePairs} from './pairs.ts'
import {processTime} from './process-time.ts'
import type {Row} from './table.ts'

const LINES = 10_000
/** Issue 4: the whole of it in a second. */
const BAR = 1000
const START = Date.UTC(2026, 9, 1)

const CLEAN: Evidence = {
  name: {verdict: 'ok', suggestions: [], popularity: {kind: 'downloads', perMonth: 1e6}},
  indexDate: '2026-10-01',
  silent: [],
}
const LOOKALIKE: Evidence = {
  ...CLEAN,
  name: EXPRESSS,
}

function artifactOf(name: string, requestedIn: Artifact['requestedIn']): Artifact {
  return {
    ecosystem: 'npm',
    requested: `${name}@1.2.3`,
    name,
    specifier: '1.2.3',
    source: {kind: 'registry'},
    requestedIn,
  }
}

/** One command in a hundred brings a tree of 200, one in fifty a look-alike, one in five hundred a denied name. */
function gatheredOf(line: number): readonly Gathered[] {
  if (line % 100 === 0) {
    const requestedIn = {kind: 'lockfile', path: '/home/ann/shop/package-lock.json'} as const
    return Array.from({length: 200}, (_, index) => ({
      artifact: artifactOf(`package-${index}`, requestedIn),
      evidence: CLEAN,
    }))
  }
  const typed = {kind: 'argv', index: 1} as const
  if (line % 50 === 7) return [{artifact: artifactOf('expresss', typed), evidence: LOOKALIKE}]
  if (line % 500 === 3) return [{artifact: artifactOf('left-pad', typed), evidence: CLEAN}]
  return Array.from({length: 1 + (line % 3)}, (_, index) => ({
    artifact: artifactOf(`name-${line % 997}-${index}`, typed),
    evidence: CLEAN,
  }))
}

function logOf(lines: number): string {
  return Array.from({length: lines}, (_, line) => {
    const time = START + line * 60_000
    const decision = evaluate(
      {ecosystem: 'npm', gathered: gatheredOf(line), unclear: [], sources: []},
      builtInPolicy,
      time,
    )
    const argv = ['install', `name-${line % 997}`]
    const command = {user: 'ann', cwd: '/home/ann/shop', tool: 'npm', argv, rewrittenArgv: null} as const
    return logLine({...command, time, answer: 'not asked', decision, policy: 'built-in'})
  }).join('')
}

const POLICY = `version: 1
serial: 1
rules: {name-lookalike: block}
deny:
${Array.from({length: 500}, (_, index) => `  - 'npm:denied-${index}@<2'`).join('\n')}
  - 'npm:left-pad@<1.3'
`

export async function* simulationCost(): AsyncGenerator<Row> {
  const scratch = new Scratch().withNode().withFiles({'team.yaml': POLICY}).installShims()
  const state = join(scratch.home, '.local', 'state', 'sallyport')
  mkdirSync(state, {recursive: true, mode: 0o700})
  writeFileSync(join(state, 'audit.jsonl'), logOf(LINES), {mode: 0o600})
  const common = {cwd: scratch.project, environment: scratch.environment()}
  const args = ['policy', 'simulate', 'team.yaml']
  const times = await measurePairs(
    {
      bare: () => processTime({...common, command: 'node', args: ['-e', '0'], code: 0}),
      gated: () => processTime({...common, command: scratch.install.program, args, code: 1}),
    },
    21,
  )
  await scratch.remove()
  yield {
    kind: 'measured',
    what: `\`sallyport ${args.join(' ')}\`, ${LINES} commands`,
    against: '`node -e 0`',
    times,
    bar: BAR,
  }
}
