// `policy export` and what `doctor` says of settings that are weaker than the policy, with the real npm and pip.

import {chmodSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'
import {virtualenvMaker} from '../support/virtualenv.ts'

const USER = '.config/sallyport/policy.yaml'
const ACME = 'https://npm.acme.example/'
const INDEX = 'https://pypi.acme.example/simple/'

const POLICY = `version: 1
rules:
  too-new: {action: ask, days: 7}
  install-scripts: block
allow: [npm:left-pad, 'npm:acme-*']
internal: ['npm:@acme/*']
registries: [npm:default, 'npm:${ACME}', 'pypi:${INDEX}']
exceptions:
  - {match: npm:esbuild, rules: [install-scripts], reason: native, expires: 2099-12-31}
`

function installation(policy?: string) {
  const scratch = new Scratch().withNpm().withEnvironment({npm_config_registry: undefined}).installShims()
  onTestFinished(() => scratch.remove())
  if (policy !== undefined) scratch.withHomeFiles({[USER]: policy})
  const sallyport = (...args: readonly string[]) => scratch.run(join(scratch.install.prefix, 'bin', 'sallyport'), args)
  return {scratch, sallyport, user: join(scratch.home, USER)}
}

test('the real npm reads what was exported for it', async () => {
  const {scratch, sallyport, user} = installation(POLICY)
  const {code, stdout} = await sallyport('policy', 'export', '--npmrc')
  expect(code).toBe(0)
  expect(stdout).toContain(`; rules.too-new: ask, 7 days (${user}:3); npm 11.10\nmin-release-age=7\n`)
  scratch.withHomeFiles({'.npmrc': stdout})
  const read = await scratch.run('npm', ['config', 'list', '--json'])
  expect(read).toMatchObject({code: 0, stderr: ''})
  expect(JSON.parse(read.stdout)).toMatchObject({
    'min-release-age': 7,
    'min-release-age-exclude': ['left-pad', 'acme-*'],
    'strict-allow-scripts': true,
    'allow-scripts': ['left-pad,esbuild'],
    'allow-git': 'none',
    'allow-remote': 'none',
    'strict-ssl': true,
  })
  const {stdout: json} = await sallyport('policy', 'export', '--npmrc', '--json')
  expect(JSON.parse(json)).toMatchObject({
    schema: 'sallyport/native-export/1',
    tool: 'npm',
    needs: '11.17',
    settings: expect.arrayContaining([
      {key: ['min-release-age'], value: 7, because: [`rules.too-new: ask, 7 days (${user}:3)`], since: '11.10'},
    ]),
    leftOver: [expect.stringMatching(/^rules: /u), expect.stringContaining('npm:acme-*')],
  })
  const scoped = await scratch.run('npm', ['config', 'get', '@acme:registry'])
  expect(scoped.stdout).toBe(`${ACME}\n`)
})

test.skipIf(virtualenvMaker().kind === 'missing')('the real pip reads what was exported for it', async () => {
  const {scratch, sallyport} = installation(POLICY)
  const {stdout} = await sallyport('policy', 'export', '--pip')
  const {virtualenv} = scratch.withVirtualenv().withHomeFiles({'pip.conf': stdout})
  const env = {PIP_CONFIG_FILE: join(scratch.home, 'pip.conf'), PIP_INDEX_URL: undefined}
  const listed = await scratch.run('pip', ['config', 'list'], {env})
  for (const line of ["only-binary=':all:'", "uploaded-prior-to='P7D'", `index-url='${INDEX}'`]) {
    expect(listed.stdout).toContain(`global.${line}`)
  }
  // pip 26.0 has the option and takes dates alone; older ones do not look at it.
  if (readdirSync(virtualenv.sitePackages).some((name) => name.startsWith('pip-26.0'))) return
  expect((await scratch.run('pip', ['list'], {env})).code).toBe(0)
})

test('what is exported is what is checked: nothing is weaker where it has been put', async () => {
  const {scratch, sallyport} = installation(POLICY)
  const files = {
    npmrc: '.npmrc',
    pip: '.config/pip/pip.conf',
    pnpm: '.config/pnpm/config.yaml',
    yarn: '.yarnrc.yml',
    uv: '.config/uv/uv.toml',
    bun: '.config/.bunfig.toml',
  }
  scratch.withFakeTool({name: 'pip'}).withEnvironment({XDG_CONFIG_DIRS: scratch.root})
  for (const path of Object.values(files).slice(2)) scratch.withHomeFiles({[path]: ''})
  const before = await sallyport('policy', 'export', '--check', '--json')
  expect(before.code).toBe(1)
  const {tools} = JSON.parse(before.stdout) as {readonly tools: readonly {readonly tool: string}[]}
  expect(tools.map(({tool}) => tool)).toEqual(['npm', 'pip', 'pnpm', 'yarn', 'uv', 'bun'])

  for (const [option, path] of Object.entries(files)) {
    scratch.withHomeFiles({[path]: (await sallyport('policy', 'export', `--${option}`)).stdout})
  }
  expect(await sallyport('policy', 'export', '--check')).toMatchObject({
    code: 0,
    stdout: 'no setting is weaker than the policy\n',
  })
  expect((await sallyport('doctor')).stdout).not.toMatch(/^note {4}(?:npm|pip|pnpm|yarn|uv|bun): /mu)
})

test('`doctor` says in one line a setting what is weaker, and how to get it', async () => {
  const {scratch, sallyport, user} = installation('version: 1\nrules: {too-new: {days: 9}}\n')
  scratch.withFiles({'package.json': '{}', '.npmrc': 'min-release-age=1\nallow-git="\\u001b[2Jall"\n'})
  scratch.withHomeFiles({'.config/uv/uv.toml': 'exclude-newer = "P1D"\n', '.yarnrc.yml': '{'})
  const {code, stdout} = await sallyport('doctor')
  expect(code).toBe(0)
  const npmrc = join(scratch.project, '.npmrc')
  const said = `(policy: 9 days, built-in, ${user}:2)`
  expect(stdout).toContain(`note    npm: min-release-age is \`1\` in ${npmrc} ${said}\n`)
  expect(stdout).toContain(
    `note    npm: allow-git is \`\\u{1b}[2Jall\` in ${npmrc} (policy: ask, built-in)\n        hint: `,
  )
  expect(stdout).toContain('hint: `sallyport policy export --npmrc`\n')
  expect(stdout).toContain(`note    yarn: ${scratch.home}/.yarnrc.yml cannot be read: it is no YAML\n`)
  expect(stdout).toContain(`note    uv: exclude-newer is \`P1D\` in ${scratch.home}/.config/uv/uv.toml ${said}\n`)
})

test('without a policy file `doctor` has one line for all settings together', async () => {
  const {scratch, sallyport} = installation()
  scratch.withFakeTool({name: 'pip'}).withEnvironment({XDG_CONFIG_DIRS: scratch.root})
  const {stdout} = await sallyport('doctor')
  expect(stdout.match(/weaker than the policy/gu)).toHaveLength(1)
  expect(stdout).not.toContain('min-release-age')
})

test('the global npmrc beside the Node of npm counts', async () => {
  const {scratch, sallyport} = installation(POLICY)
  const {stdout} = await sallyport('policy', 'export', '--npmrc')
  expect((await sallyport('policy', 'export', '--check', '--npmrc')).code).toBe(1)
  // As in `/usr/etc/npmrc` beside `/usr/bin/node`; no variable says where it is.
  scratch.withEnvironment({npm_config_prefix: undefined, npm_config_globalconfig: undefined})
  scratch.withFiles({'../global/etc/npmrc': stdout, '../global/bin/node': '#!/bin/sh\n'})
  chmodSync(join(scratch.root, 'global', 'bin', 'node'), 0o755)
  scratch.withPathFront(join(scratch.root, 'global', 'bin'))
  expect((await sallyport('policy', 'export', '--check', '--npmrc')).code).toBe(0)
})

test('a broken policy is exported to nobody', async () => {
  const {sallyport} = installation('version: 1\nrules: {too-new: 3}\n')
  for (const option of ['--npmrc', '--check']) {
    const {code, stdout} = await sallyport('policy', 'export', option)
    expect({code, stdout}).toEqual({code: 78, stdout: ''})
  }
})
