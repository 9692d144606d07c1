// `docker pull` through the shim, with the real engine of the Docker lab.

import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {type DockerLab, type DockerLabStart, startDockerLab} from '../support/docker-lab.ts'
import {Scratch} from '../support/scratch.ts'

let started: DockerLabStart

beforeAll(async () => {
  started = await startDockerLab()
})
afterAll(async () => {
  if (started.kind === 'ready') await started.lab.close()
})

function gate({client, environment}: DockerLab) {
  const scratch = new Scratch().withNode().withTool('docker', client).withEnvironment(environment).installShims()
  onTestFinished(() => scratch.remove())
  return scratch
}

describe('docker pull', () => {
  test('ngnix:1.27 offers nginx:1.27, which the engine really pulls', async ({skip}) => {
    if (started.kind === 'missing') return skip(started.reason)
    const {lab} = started
    const before = lab.requests().length
    const terminal = gate(lab).runInTerminal(`${lab.enter.join(' ')} docker pull ngnix:1.27; echo "ended $?"`)
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toMatch(/1 or s\s+nginx, Docker Official Image\s+runs: docker pull nginx:1\.27/)
    expect(lab.requests()).toHaveLength(before)
    terminal.type('1')
    await terminal.expectText('ended 0', 60_000)
    expect(lab.requests().slice(before).join()).toContain('/v2/library/nginx/manifests/1.27 200')
    expect(lab.requests().slice(before).join()).not.toContain('ngnix')
  })

  test('an official image passes, and -q prints exactly what docker prints', async ({skip}) => {
    if (started.kind === 'missing') return skip(started.reason)
    const [enter, ...words] = started.lab.enter
    const {code, stdout} = await gate(started.lab).run(enter, [...words, 'docker', 'pull', '-q', 'alpine'])
    expect({code, stdout}).toEqual({code: 0, stdout: 'docker.io/library/alpine:latest\n'})
  })
})
