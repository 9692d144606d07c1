// `npm run bench`: what sallyport costs, each figure against the bare thing in the same run. Prints a Markdown table; a figure
// above its bar is said, not failed: a loaded machine is no bug.

import {execFileSync} from 'node:child_process'
import {availableParallelism, cpus} from 'node:os'
import {fileURLToPath} from 'node:url'
import {auditCosts} from './measure/audit-cost.ts'
import {checkCost} from './measure/check-cost.ts'
import {questionTime} from './measure/question-time.ts'
import {shimCosts} from './measure/shim-cost.ts'
import {simulationCost} from './measure/simulation-cost.ts'
import {tableHead, tableLine} from './measure/table.ts'
import {teamCosts} from './measure/team-cost.ts'

const build = fileURLToPath(new URL('../scripts/build.ts', import.meta.url))
execFileSync(process.execPath, [build], {stdio: ['ignore', 'inherit', 'inherit']})

console.log(`Node ${process.versions.node}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown processor'}\n`)
for (const line of tableHead) console.log(line)
for (const measure of [shimCosts, checkCost, teamCosts, questionTime, auditCosts, simulationCost]) {
  for await (const row of measure()) console.log(tableLine(row))
}
