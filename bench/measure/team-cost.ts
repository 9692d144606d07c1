// What a team's policy adds to an install, against the same policy in a person's own file: while it is fresh, and when a newer one
// is looked for on a host that hangs.

import {once} from 'node:events'
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {type AddressInfo, createServer, type Socket} from 'node:net'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {Scratch} from '../../test/support/scratch.ts'
import {measurePairs} from './pairs.ts'
import {processTime} from './process-time.ts'
import type {Row} from './table.ts'

const POLICY = 'version: 1\nserial: 1\nbypass: false\nrules: {name-lookalike: block}\nlocked: [rules, bypass]\n'
const WORDS = ['install', 'express']
const AGAINST = "with a policy of one's own"
/** Milliseconds. Nothing is waited for: what is left is two more files to read, and every few hours a process to start. */
const BAR = 10

export async function* teamCosts(): AsyncGenerator<Row> {
  const [alone, member] = [gate(), gate()]
  alone.withHomeFiles({'.config/sallyport/policy.yaml': POLICY})
  writeFileSync(join(member.project, 'policy.yaml'), POLICY)
  const {code, stderr} = await member.run(member.install.program, ['policy', 'add', 'policy.yaml', '--unsigned'])
  if (code !== 0) throw new Error(stderr)
  const what = `\`npm ${WORDS.join(' ')}\` where npm takes 0.2 s, with a team's policy`
  const fresh = {bare: () => timeOf(alone), gated: () => timeOf(member)}
  yield {kind: 'measured', what, against: AGAINST, times: await measurePairs(fresh, 41), bar: BAR}

  const host = createServer()
  host.listen(0, '127.0.0.1')
  await once(host, 'listening')
  const {port} = host.address() as AddressInfo
  const due = {
    bare: () => timeOf(alone),
    gated: async () => {
      forgetCheck(member, `http://127.0.0.1:${port}/policy.yaml`)
      const asked = once(host, 'connection') as Promise<[Socket]>
      const time = timeOf(member)
      // Until here the host said nothing.
      const [socket] = await asked
      socket.destroy()
      // Its last word must not come between what the next round writes.
      while (!readFileSync(recordOf(member), 'utf8').includes('lastFailure')) await wait(5)
      return time
    },
  }
  const times = await measurePairs(due, 41)
  yield {kind: 'measured', what: `${what}, due, its host hanging`, against: AGAINST, times, bar: BAR}
  host.close()
  for (const scratch of [alone, member]) await scratch.remove()
}

function gate() {
  return new Scratch()
    .withNode()
    .withFakeTool({name: 'npm', script: 'sleep 0.2'})
    .withFiles({'package.json': '{}'})
    .installShims()
}

function timeOf(scratch: Scratch): number {
  return processTime({command: 'npm', args: WORDS, cwd: scratch.project, environment: scratch.environment(), code: 0})
}

function recordOf({install}: Pick<ReturnType<typeof gate>, 'install'>): string {
  return join(install.prefix, 'team', 'team.json')
}

/** As if it had been checked a week ago, and nobody had tried since. */
function forgetCheck({install}: Pick<ReturnType<typeof gate>, 'install'>, source: string): void {
  const team = join(install.prefix, 'team')
  for (const name of readdirSync(team)) if (name.startsWith('refresh-')) rmSync(join(team, name))
  const path = recordOf({install})
  const {schema, current} = JSON.parse(readFileSync(path, 'utf8')) as {schema: string; current: object}
  const checked = new Date(Date.now() - 7 * 86_400_000).toISOString()
  writeFileSync(path, JSON.stringify({schema, current: {...current, source, checked}}))
}
