// What sallyport changes in a policy stands in the audit log.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

function machine() {
  const scratch = new Scratch().withNode().installShims().withFakeTool({name: 'npm'})
  onTestFinished(() => scratch.remove())
  const path = join(scratch.home, '.local/state/sallyport/audit.jsonl')
  const lines = () =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  const sallyport = (...words: readonly string[]) => scratch.run(scratch.install.program, words)
  return {scratch, sallyport, lines}
}

const ALLOW = ['policy', 'allow', 'npm:expresss', '--rule', 'name-lookalike', '--reason', 'ours, really']

test('an exception that is written and taken out leaves a line each, with who, what, and the digests around it', async () => {
  const {sallyport, lines} = machine()
  expect((await sallyport(...ALLOW, '--until', '30d')).code).toBe(0)
  expect((await sallyport('policy', 'disallow', 'npm:expresss')).code).toBe(0)
  const [allowed, disallowed] = lines()
  expect(allowed).toMatchObject({
    sequence: 1,
    tool: 'sallyport',
    argv: [...ALLOW, '--until', '30d'],
    verdict: null,
    answer: 'policy changed',
    because: 'before: built-in',
    policy: expect.stringMatching(/^sha256:/u),
  })
  expect(allowed?.user).not.toBe('')
  expect(disallowed).toMatchObject({
    sequence: 2,
    argv: ['policy', 'disallow', 'npm:expresss'],
    because: `before: ${String(allowed?.policy)}`,
  })
  expect((await sallyport('log', '--verify')).code).toBe(0)
  expect((await sallyport('log')).stdout).toContain('policy changed     sallyport policy allow npm:expresss')
})

test('a team that is enrolled and left leaves a line each; what changes nothing leaves none', async () => {
  const {scratch, sallyport, lines} = machine()
  scratch.withFiles({'team.yaml': 'version: 1\nserial: 1\nbypass: false\n'})
  expect((await sallyport('policy', 'add', 'team.yaml', '--unsigned')).code).toBe(0)
  expect((await sallyport('policy', 'remove')).code).toBe(77)
  expect((await sallyport(...ALLOW, '--until', '30d', '--dry-run')).code).toBe(0)
  expect((await sallyport('policy', 'disallow', 'npm:nothing')).code).toBe(1)
  expect((await sallyport('policy', 'remove', '--yes')).code).toBe(0)
  expect(lines().map(({argv}) => argv)).toEqual([
    ['policy', 'add', 'team.yaml', '--unsigned'],
    ['policy', 'remove', '--yes'],
  ])
})

test('the line is no command: `log --artifact` and `policy simulate` do not count it', async () => {
  const {scratch, sallyport} = machine()
  await sallyport(...ALLOW, '--until', '30d')
  expect((await sallyport('log', '--artifact', 'npm:expresss')).stdout).toContain('of 0 recorded commands')
  scratch.withFiles({'strict.yaml': 'version: 1\n'})
  expect((await sallyport('policy', 'simulate', 'strict.yaml')).stdout).not.toContain('not judged')
})
