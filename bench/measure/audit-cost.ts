// What the audit log costs: its line before the tool starts, and what is done besides while the tool runs.

import {execFileSync, spawn} from 'node:child_process'
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {Scratch} from '../../test/support/scratch.ts'
import {measurePairs} from './pairs.ts'
import {processTime} from './process-time.ts'
import type {Row} from './table.ts'

/** The line stands before every install. */
const BAR = 3
/** Longer than any figure here, shorter than any install. */
const TOOL = 'sleep 0.2'

export async function* auditCosts(): AsyncGenerator<Row> {
  yield* appendCost()
  yield* forwardCosts()
}

async function* appendCost(): AsyncGenerator<Row> {
  const scratch = new Scratch()
  const script = fileURLToPath(new URL('audit-append.ts', import.meta.url))
  const append = (how: 'plain' | 'chained'): number => {
    const words = ['--disable-warning=ExperimentalWarning', script, join(scratch.root, how), how]
    return Number(execFileSync(process.execPath, words, {encoding: 'utf8'}))
  }
  const times = await measurePairs({bare: () => append('plain'), gated: () => append('chained')}, 41)
  await scratch.remove()
  yield {
    kind: 'measured',
    what: 'a line of the audit log, in a fresh process',
    against: 'a bare append',
    times,
    bar: BAR,
  }
}

/** An install whose tool takes 0.2 s, against the same one where the policy forwards nothing. */
async function* forwardCosts(): AsyncGenerator<Row> {
  for (const kind of ['answers', 'hangs'] as const) {
    const collector = await startCollector(kind)
    const install = (forward: string) => {
      const scratch = new Scratch().withNode().withFakeTool({name: 'npm', script: TOOL}).installShims()
      scratch.withHomeFiles({'.config/sallyport/policy.yaml': `version: 1\naudit: {forward: '${forward}'}\n`})
      const command = {command: 'npm', args: ['install', 'express'], cwd: scratch.project, code: 0}
      return {scratch, time: () => processTime({...command, environment: scratch.environment()})}
    }
    const bare = install('none')
    const gated = install(collector.address)
    const times = await measurePairs({bare: bare.time, gated: gated.time}, 31)
    collector.stop()
    // The sender ends as soon as its collector is gone, and keeps what it knows in the folder that is removed.
    for (const {scratch} of [bare, gated]) {
      rmSync(join(scratch.home, '.local'), {recursive: true, force: true, maxRetries: 10, retryDelay: 100})
      await scratch.remove()
    }
    const what = `\`npm install express\` forwarded to a collector that ${kind}`
    yield {kind: 'measured', what, against: 'the same, not forwarded', times, bar: BAR}
  }
}

/** In a process of its own: this one waits for the commands that it measures. */
async function startCollector(kind: 'answers' | 'hangs') {
  const answer = kind === 'answers' ? 'request.resume().on("end", () => response.writeHead(204).end())' : 'undefined'
  const program = `const server = require('node:http').createServer((request, response) => { ${answer} })
    server.listen(0, '127.0.0.1', () => console.log(server.address().port))`
  const child = spawn(process.execPath, ['-e', program], {stdio: ['ignore', 'pipe', 'inherit']})
  const [port] = await new Promise<[string]>((resolve) =>
    createInterface(child.stdout).once('line', (line) => resolve([line])),
  )
  return {address: `http://127.0.0.1:${port}/`, stop: () => void child.kill()}
}
