// What people type every day, against the registry of this machine: nothing is asked. And what is asked about, in one real tree.

import {describe, expect, inject, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

const machine = inject('machine')

function project(manifest: object = {}) {
  const scratch = new Scratch()
    .withNpm(machine?.registry)
    .withFiles({'package.json': JSON.stringify({name: 'app', version: '1.0.0', ...manifest})})
    .withEnvironment(machine?.environment ?? {})
    .installShims()
  onTestFinished(() => scratch.remove())
  return scratch
}

describe.skipIf(machine === null)('with the registry of this machine', () => {
  test('`npm install express` asks nothing and installs it', async () => {
    const scratch = project()
    expect(await scratch.run('npm', ['install', '--ignore-scripts', 'express'])).toMatchObject({code: 0})
    const {stdout} = await scratch.run('npm', ['ls', '--json'])
    expect(JSON.parse(stdout)).toHaveProperty('dependencies.express.version')
  })

  test('`npx` of a popular tool runs it', async () => {
    const scratch = project()
    expect(await scratch.run('npx', ['--yes', 'semver', '1.2.3'])).toMatchObject({code: 0, stdout: '1.2.3\n'})
  })

  test.each([
    ['lets a popular name pass', 'express', 0],
    ['would ask about a look-alike', 'expresss', 75],
  ])('`sallyport check` %s', async (_what, name, code) => {
    const scratch = project()
    const {program} = scratch.install
    expect(await scratch.run(program, ['check', '--', 'npm', 'install', name])).toMatchObject({code})
  })

  test('the git repository that the manifest of webpack names is asked about before npm is started', async () => {
    const scratch = project({devDependencies: {tooling: 'webpack/tooling#v1.24.4'}})
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect({code, stderr}).toEqual({code: 75, stderr: expect.stringContaining('(not-from-registry, policy: built-in)')})
  })
})
