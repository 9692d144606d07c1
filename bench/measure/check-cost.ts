import {Scratch} from '../../test/support/scratch.ts'
import {measurePairs} from './pairs.ts'
import {processTime} from './process-time.ts'
import type {Row} from './table.ts'

/** DESIGN.md, "Numbers to hold". */
const BAR = 60

/** The whole process of an offline `check` of one popular name, against a Node that does nothing. */
export async function* checkCost(): AsyncGenerator<Row> {
  const scratch = new Scratch().withNpm().withFiles({'package.json': '{"name":"project"}'}).installShims()
  const common = {cwd: scratch.project, environment: scratch.environment(), code: 0}
  const args = ['check', '--offline', '--', 'npm', 'install', 'express']
  const times = await measurePairs(
    {
      bare: () => processTime({...common, command: 'node', args: ['-e', '0']}),
      gated: () => processTime({...common, command: scratch.install.program, args}),
    },
    41,
  )
  await scratch.remove()
  yield {kind: 'measured', what: `\`sallyport ${args.join(' ')}\``, against: '`node -e 0`', times, bar: BAR}
}
