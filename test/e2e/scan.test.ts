// `sallyport scan`: projects of a folder, judged for CI.

import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished} from 'vitest'
import {Scratch} from '../support/scratch.ts'

const INTEGRITY = `sha512-${'a'.repeat(86)}==`
const locked = (packages: Record<string, unknown>) =>
  JSON.stringify({name: 'x', lockfileVersion: 3, packages: {'': {name: 'x'}, ...packages}}, null, 2)
const entry = (version: string) => ({version, integrity: INTEGRITY})
const manifest = (dependencies: Record<string, string>) => JSON.stringify({name: 'x', dependencies}, null, 2)

function scanner(files: Readonly<Record<string, string>>) {
  const scratch = new Scratch().withNode().installShims().withFiles(files)
  onTestFinished(() => scratch.remove())
  const scan = (...args: readonly string[]) => scratch.run(scratch.install.program, ['scan', ...args])
  return {scratch, scan}
}

describe('scan', () => {
  it('passes a project of well-known packages, and says how much it judged', async () => {
    const {scan} = scanner({
      'package.json': manifest({express: '^4'}),
      'package-lock.json': locked({'node_modules/express': entry('4.21.0'), 'node_modules/qs': entry('6.13.0')}),
    })
    const {code, stdout, stderr} = await scan()
    expect({code, stderr}).toEqual({code: 0, stderr: ''})
    expect(stdout).toMatch(/^would pass: `\.` \(2 artifacts, names as of \d{4}-\d\d-\d\d\)\n$/u)
  })

  it('finds every project below a folder, names the file, and ends as the strictest does', async () => {
    const {scan, scratch} = scanner({
      'one/package-lock.json': locked({'node_modules/expresss': entry('1.0.0')}),
      'two/deep/npm-shrinkwrap.json': locked({'node_modules/left-pad': entry('1.3.0')}),
      'two/node_modules/x/package-lock.json': locked({'node_modules/reqest': entry('1.0.0')}),
      'two/deep/.sallyport.yaml': "version: 1\ndeny: ['npm:left-pad@<2']\n",
    })
    const {code, stdout} = await scan()
    expect(code).toBe(77)
    expect(stdout).toContain(`ask: \`expresss@1.0.0\` doubles a letter of \`express\``)
    expect(stdout).toContain(`(${join(scratch.project, 'one', 'package-lock.json')})`)
    expect(stdout).toContain('would refuse: `two/deep`')
    expect(stdout).not.toContain('reqest')
    expect((await scan('one')).code).toBe(75)
    expect((await scan('one/package-lock.json')).code).toBe(75)
  })

  it('believes no need that a lockfile claims: a look-alike is asked about, whoever wants it, and the real name is not', async () => {
    const needing = (name: string) => ({
      'node_modules/express': {...entry('4.21.0'), dependencies: {[name]: '1'}},
      'node_modules/source-map-resolve': {...entry('0.5.3'), dependencies: {[name]: '1'}},
      'node_modules/qs': {...entry('6.13.0'), dependencies: {[name]: '1'}},
      [`node_modules/${name}`]: entry('1.0.0'),
    })
    const hostile = scanner({'package-lock.json': locked(needing('attoa'))})
    expect(await hostile.scan()).toMatchObject({code: 75, stdout: expect.stringContaining('`attoa@1.0.0`')})
    const real = scanner({'package-lock.json': locked(needing('atob'))})
    expect(await real.scan()).toMatchObject({code: 0})
  })

  it('prints one JSON document with a decision a project', async () => {
    const {scan} = scanner({'package-lock.json': locked({'node_modules/expresss': entry('1.0.0')})})
    const {code, stdout} = await scan('--json')
    expect(code).toBe(75)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'sallyport/scan/1',
      verdict: 'ask',
      projects: [
        {
          path: '.',
          verdict: 'ask',
          artifacts: [{purl: 'pkg:npm/expresss@1.0.0', findings: [{code: 'name-lookalike'}]}],
        },
      ],
    })
  })

  it('prints SARIF with rule, level, file and line; an exception is a suppression', async () => {
    const {scan, scratch} = scanner({
      'a b/package-lock.json': locked({
        'node_modules/express': entry('4.21.0'),
        'node_modules/expresss': entry('1.0.0'),
        'node_modules/reqest': entry('1.0.0'),
      }),
    })
    scratch.withHomeFiles({
      '.config/sallyport/policy.yaml':
        "version: 1\nrules: {name-lookalike: block}\nallow: [{match: 'npm:reqest', reason: ours}]\n",
    })
    const {code, stdout} = await scan('--sarif')
    expect(code).toBe(77)
    const {version, runs} = JSON.parse(stdout)
    expect(version).toBe('2.1.0')
    expect(runs[0].tool.driver.rules.map(({id}: {id: string}) => id)).toContain('name-lookalike')
    const results = runs[0].results.filter(({ruleId}: {ruleId: string}) => ruleId === 'name-lookalike')
    expect(results).toMatchObject([
      {
        level: 'error',
        locations: [{physicalLocation: {artifactLocation: {uri: 'a%20b/package-lock.json'}, region: {startLine: 12}}}],
        properties: {purl: 'pkg:npm/expresss@1.0.0', action: 'block'},
      },
      {level: 'note', suppressions: [{kind: 'external', justification: 'ours'}]},
    ])
    expect(
      new Set(results.map((one: {partialFingerprints: unknown}) => JSON.stringify(one.partialFingerprints))).size,
    ).toBe(2)
  })

  it('does not call clean what it could not judge', async () => {
    const {scan, scratch} = scanner({
      'good/package-lock.json': locked({'node_modules/express': entry('4.21.0')}),
      'bad/package-lock.json': '{',
    })
    const {code, stdout, stderr} = await scan()
    expect(code).toBe(69)
    expect(stdout).toContain('would pass: `good`')
    expect(stderr).toContain(`\`${join(scratch.project, 'bad', 'package-lock.json')}\` is not valid JSON`)
    mkdirSync(join(scratch.project, 'empty'))
    expect(await scan('empty')).toMatchObject({code: 69, stderr: expect.stringContaining('there is no npm project')})
    expect((await scan('nowhere')).code).toBe(64)
    expect((await scan('--json', '--sarif')).code).toBe(64)
    writeFileSync(join(scratch.project, '.sallyport.yaml'), 'version: 2\n')
    expect((await scan('good')).code).toBe(78)
  })
})
