// What `npm test` runs: every check, whatever the others found, and one closing line. Names after it run those checks alone:
// `npm test -- biome tsc`.

import {delimiter, join} from 'node:path'
import {performance} from 'node:perf_hooks'
import {fileURLToPath} from 'node:url'
import {allChecks} from './checks/all-checks.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
// The tools of the dependencies first; the Node that runs this before any other, which some of them look for by name.
process.env.PATH = [join(root, 'node_modules', '.bin'), join(process.execPath, '..'), process.env.PATH].join(delimiter)

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !allChecks.some((check) => check.name === name))
if (unknown.length > 0) {
  console.error(`there is no check \`${unknown.join('`, `')}\``)
  console.error(`hint: the checks are ${allChecks.map((check) => `\`${check.name}\``).join(', ')}`)
  process.exit(64)
}

let passed = 0
let failed = 0
const skipped: string[] = []
for (const check of allChecks) {
  if (wanted.length > 0 && !wanted.includes(check.name)) continue
  const start = performance.now()
  const outcome = await check.run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  passed += outcome.passed
  failed += outcome.failed
  skipped.push(...outcome.skipped)
  const word = outcome.failed > 0 ? 'FAILED ' : outcome.passed > 0 ? 'passed ' : 'skipped'
  const counts = outcome.passed + outcome.failed > 1 ? ` (${outcome.passed} passed, ${outcome.failed} failed)` : ''
  console.log(`${word} ${seconds.padStart(6)} s  ${check.name}${counts}`)
  if (outcome.failed > 0) console.log(indented(outcome.output))
}
for (const reason of skipped) console.log(`skipped: ${reason}`)
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
process.exitCode = failed > 0 ? 1 : 0

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}
