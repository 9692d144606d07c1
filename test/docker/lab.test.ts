// Proves the Docker lab with the real engine, and no sallyport between.

import {afterAll, beforeAll, expect, onTestFinished, test} from 'vitest'
import {type DockerLabStart, startDockerLab} from '../support/docker-lab.ts'
import {Scratch} from '../support/scratch.ts'

let started: DockerLabStart

beforeAll(async () => {
  started = await startDockerLab()
})
afterAll(async () => {
  if (started.kind === 'ready') await started.lab.close()
})

test('a real engine pulls a seeded image, and the registry writes down that it did', async ({skip}) => {
  if (started.kind === 'missing') return skip(started.reason)
  const {lab} = started
  const scratch = new Scratch().withTool('docker', lab.client).withEnvironment(lab.environment)
  onTestFinished(() => scratch.remove())
  const [enter, ...words] = lab.enter

  const pull = await scratch.run(enter, [...words, 'docker', 'pull', '--quiet', 'nginx:1.27'])
  expect(pull, pull.stderr).toMatchObject({code: 0, stdout: 'docker.io/library/nginx:1.27\n'})
  expect(lab.requests()).toContain('HEAD /v2/library/nginx/manifests/1.27 200')

  const session = scratch.runInTerminal(`${[enter, ...words].join(' ')} docker pull nosuch/image:1`)
  expect((await session.exit).code).toBe(1)
  expect(lab.requests()).toContain('HEAD /v2/nosuch/image/manifests/1 404')
})
