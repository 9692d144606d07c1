import {performance} from 'node:perf_hooks'
import {Scratch} from '../../test/support/scratch.ts'
import {measurePairs} from './pairs.ts'
import type {Row} from './table.ts'

/** DESIGN.md, "Numbers to hold". */
const BAR = 200

/** From Enter to the first painted question, on a terminal, against a Node that does nothing on one. */
export async function* questionTime(): AsyncGenerator<Row> {
  const scratch = new Scratch().withNpm().withFiles({'package.json': '{"name":"project"}'}).installShims()
  const commandLine = 'npm install expresss'
  const nothing = async (): Promise<number> => {
    const start = performance.now()
    const session = scratch.runInTerminal('node -e 0')
    await session.exit
    return performance.now() - start
  }
  const question = async (): Promise<number> => {
    const start = performance.now()
    const session = scratch.runInTerminal(commandLine)
    // The right name is in the question only: the command line, which holds the wrong one, is not echoed here.
    await session.expectText(/\bexpress\b/u)
    const time = performance.now() - start
    await session.close()
    return time
  }
  const times = await measurePairs({bare: nothing, gated: question}, 21)
  await scratch.remove()
  yield {kind: 'measured', what: `\`${commandLine}\` to the first question`, against: '`node -e 0`', times, bar: BAR}
}
