// The layers of docs/architecture.md hold by lint. Each case is an import or a global that must not pass, with the reason a
// person is told.

import {spawnSync} from 'node:child_process'
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {checkout} from './support/checkout.ts'

interface Case {
  readonly layer: string
  readonly code: string
  /** Undefined for what may pass. */
  readonly reason?: RegExp
}

const SYSTEM_ONLY = /only src\/main\.ts and src\/system touch `process`/u

const cases: readonly Case[] = [
  {layer: 'src/core', code: "import 'node:fs'", reason: /core is pure/u},
  {layer: 'src/core', code: "import '../system/places.ts'", reason: /core is the innermost layer/u},
  {layer: 'src/core', code: "import '../managers/npm/npm.ts'", reason: /core is the innermost layer/u},
  {layer: 'src/core/rules', code: "import '../../commands/run.ts'", reason: /core is the innermost layer/u},
  {layer: 'src/core', code: 'export const made = new Date()', reason: /core reads no clock/u},
  {layer: 'src/core', code: 'export const home = process.env', reason: /core reads no environment/u},
  {layer: 'src/core', code: "import './artifact.ts'"},
  {layer: 'src/managers/npm', code: "import 'node:path'", reason: /managers are pure argv readers/u},
  {layer: 'src/managers/npm', code: "import '../../prompt/question.ts'", reason: /managers import core only/u},
  {layer: 'src/managers/npm', code: 'export const made = Date.now()', reason: /managers read no clock/u},
  {layer: 'src/managers/npm', code: "import '../../core/artifact.ts'"},
  {layer: 'src/prompt', code: "import '../commands/run.ts'", reason: /an edge serves commands/u},
  {layer: 'src/gateway', code: "import '../commands/run.ts'", reason: /an edge serves commands/u},
  {layer: 'src/gateway', code: 'export const home = process.env', reason: SYSTEM_ONLY},
  {layer: 'src/gateway', code: "import 'node:http'"},
  {layer: 'src/report', code: 'export const home = process.env', reason: SYSTEM_ONLY},
  {layer: 'src/audit', code: "import 'node:path'"},
  {
    layer: 'src/core/policy',
    code: "import '../../policy-files/load-policy.ts'",
    reason: /core is the innermost layer/u,
  },
  {layer: 'src/core/rules', code: "import '../policy/policy.ts'"},
  {layer: 'src/policy-files', code: "import '../commands/run.ts'", reason: /an edge serves commands/u},
  {layer: 'src/policy-files', code: "import '../system/places.ts'"},
  {layer: 'src/core', code: "import '../sources/location.ts'", reason: /core is the innermost layer/u},
  {layer: 'src/sources', code: "import '../commands/run.ts'", reason: /an edge serves commands/u},
  {layer: 'src/sources', code: 'export const home = process.env', reason: SYSTEM_ONLY},
  {layer: 'src/system', code: "import '../report/sentences.ts'", reason: /system is the edge to the machine/u},
  {layer: 'src/system', code: 'export const home = process.env'},
  {layer: 'src/commands', code: 'export const words = process.argv', reason: SYSTEM_ONLY},
  {layer: 'src/commands', code: "import '../system/places.ts'"},
]

// One run of the linter over all cases, in a tree that holds nothing else.
const tree = mkdtempSync(join(tmpdir(), 'sallyport-layers-'))
afterAll(() => rmSync(tree, {recursive: true, force: true}))
const complaints = lintAll()

test.for(cases.map((each, index) => ({...each, index})))('in $layer: $code', ({reason, index}) => {
  expect(complaints.get(index) ?? '').toMatch(reason ?? /^$/u)
})

/** What the linter says of each case, by its index. */
function lintAll(): ReadonlyMap<number, string> {
  copyFileSync(join(checkout, 'biome.json'), join(tree, 'biome.json'))
  for (const [index, {layer, code}] of cases.entries()) {
    const path = join(tree, layer, `case-${index}.ts`)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, `${code}\n`)
  }
  const biome = join(checkout, 'node_modules', '.bin', 'biome')
  const options = ['--vcs-enabled=false', '--max-diagnostics=none', '--colors=off']
  const {stdout, stderr} = spawnSync(biome, ['lint', ...options, '.'], {cwd: tree, encoding: 'utf8'})
  const found = new Map<number, string>()
  // Each complaint starts with its file at the start of a line; its reason follows in notes.
  for (const complaint of `${stdout}${stderr}`.split(/^(?=\S*case-\d+\.ts:)/mu)) {
    const index = /^\S*case-(\d+)\.ts/u.exec(complaint)?.[1]
    if (index !== undefined) found.set(Number(index), `${found.get(Number(index)) ?? ''}${complaint}`)
  }
  if (found.size === 0) throw new Error(`biome found nothing:\n${stdout}${stderr}`)
  return found
}
