// `pip install` through the shim, with the real pip in a virtual environment and an index on loopback.

import {beforeEach, describe, expect, onTestFinished, test} from 'vitest'
import {startPypiIndex} from '../support/pypi-index.ts'
import {Scratch} from '../support/scratch.ts'
import {treeDigest} from '../support/tree-digest.ts'
import {virtualenvMaker} from '../support/virtualenv.ts'

const maker = virtualenvMaker()

async function gate() {
  const index = await startPypiIndex([
    {name: 'requests', version: '2.31.0', dependencies: ['PySocks>=1.5.6; extra == "socks"'], extras: ['socks']},
    {name: 'reqeusts', version: '2.99.0'},
    {name: 'PySocks', version: '1.7.1'},
  ])
  const scratch = new Scratch().withVirtualenv(index.url).withNode().installShims()
  onTestFinished(async () => {
    await scratch.remove()
    await index.close()
  })
  return {index, scratch, asked: () => index.log.map(({path}) => path)}
}

describe('pip install', () => {
  beforeEach(({skip}) => {
    if (maker.kind === 'missing') skip(maker.reason)
  })

  test("'reqeusts[socks]>=2' becomes 'requests[socks]>=2', installed by the real pip", async () => {
    const {scratch, asked} = await gate()
    const terminal = scratch.runInTerminal(`pip install 'reqeusts[socks]>=2'; echo "ended $?"`)
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toContain("runs: pip install 'requests[socks]>=2'")
    terminal.type('1')
    await terminal.expectText('ended 0')
    const {stdout} = await scratch.run('pip', ['list', '--format=freeze'])
    expect(stdout).toContain('requests==2.31.0')
    expect(stdout).toContain('PySocks==1.7.1')
    expect(stdout).not.toContain('reqeusts')
    expect(asked().join()).not.toContain('reqeusts')
  })

  test.each([
    ['pip', ['install', 'reqeusts']],
    ['pip3', ['install', '--', 'reqeusts']],
    ['pip', ['--quiet', 'install', '--upgrade', 'reqeusts>=2']],
    ['pip', ['download', 'reqeusts']],
    ['pip', ['wheel', 'reqeusts']],
    ['pip', ['install', '-r', 'requirements.txt']],
    ['pip', ['install', 'git+https://git.example/x']],
  ])('%s %j is stopped with no terminal, and nothing is fetched or changed', async (tool, words) => {
    const {scratch, asked} = await gate()
    scratch.withFiles({'requirements.txt': 'reqeusts\n'})
    const before = treeDigest(scratch.virtualenv.sitePackages)
    const {code, stdout, stderr} = await scratch.run(tool, words)
    expect({code, stdout}).toEqual({code: 75, stdout: ''})
    expect(stderr).toMatch(/^sallyport: refused/)
    expect(asked()).toEqual([])
    expect(treeDigest(scratch.virtualenv.sitePackages)).toEqual(before)
  })

  test('what is popular installs without a question', async () => {
    const {scratch} = await gate()
    expect((await scratch.run('pip', ['install', 'requests'])).code).toBe(0)
  })
})
