// Policy files through the whole program: who may loosen what, what a broken or open file does, what the lists do.

import {chmodSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {installation} from '../support/name-installation.ts'
import {Scratch} from '../support/scratch.ts'

const USER = '.config/sallyport/policy.yaml'
const PROJECT = '.sallyport.yaml'

function gate(files: {readonly user?: string; readonly project?: string} = {}) {
  const scratch = new Scratch().withNode().installShims()
  for (const name of ['npm', 'pip', 'docker']) scratch.withFakeTool({name})
  if (files.user !== undefined) scratch.withHomeFiles({[USER]: files.user})
  if (files.project !== undefined) scratch.withFiles({[PROJECT]: files.project})
  onTestFinished(() => scratch.remove())
  const sallyport = (...args: readonly string[]) => scratch.run(join(scratch.install.prefix, 'bin', 'sallyport'), args)
  const check = (...words: readonly string[]) => sallyport('check', '--', ...words)
  return {scratch, sallyport, check, user: join(scratch.home, USER), project: join(scratch.project, PROJECT)}
}

test('a project file that comes with a clone cannot loosen anything', async () => {
  const {scratch, sallyport, check, project} = gate({
    project: `version: 1
mode: observe
unattended: allow
bypass: true
rules: {name-lookalike: off, unclear: note}
allow: ['npm:*']
npm: {rules: {name-lookalike: off}, unattended: allow}
exceptions: [{match: 'npm:*', rules: [name-lookalike], reason: trust me, expires: 2099-01-01}]
`,
  })
  expect((await check('npm', 'install', 'expresss')).code).toBe(75)
  expect((await scratch.run('npm', ['install', 'expresss'])).code).toBe(75)
  expect(scratch.callsOf('npm')).toEqual([])
  const {stdout} = await sallyport('policy', 'show')
  for (const line of [2, 3, 5, 6, 7, 8]) {
    expect(stdout).toMatch(
      new RegExp(`^ignored: .*# ${project}:${line}; the file of a project can only tighten$`, 'mu'),
    )
  }
})

test('a project file can tighten, and a refusal names its line', async () => {
  const {scratch, project} = gate({
    user: 'version: 1\nrules: {name-lookalike: note}\n',
    project: 'version: 1\nrules:\n  name-lookalike: block\n',
  })
  const {code, stderr} = await scratch.run('npm', ['install', 'expresss'])
  expect(code).toBe(77)
  expect(stderr).toContain(`(name-lookalike, policy: ${project}:3)`)
  rmSync(project)
  expect((await scratch.run('npm', ['install', 'expresss'])).code).toBe(0)
})

test('a broken policy: 78 with file, line and column of every error; what fetches nothing still runs', async () => {
  const {scratch, check, user} = gate({user: 'version: 1\nmod: observe\nrules: {unclear: aks}\n'})
  const {code, stdout, stderr} = await scratch.run('npm', ['install', 'express'])
  expect({code, stdout}).toEqual({code: 78, stdout: ''})
  expect(stderr.trimEnd().split('\n')).toEqual([
    'sallyport: stopped `npm install express`: the policy cannot be used',
    expect.stringMatching(`^${user}:2:1: found the key \`mod\`, .*; nearest: \`mode\`$`),
    `${user}:3:18: found \`aks\`, expected one of \`off\`, \`note\`, \`ask\`, \`block\`; nearest: \`ask\``,
    'hint: mend the file, then `sallyport policy validate`',
  ])
  expect(scratch.callsOf('npm')).toEqual([])
  expect((await check('npm', 'install', 'express')).code).toBe(78)
  expect((await scratch.run('npm', ['run', 'build'])).code).toBe(0)
})

test('SALLYPORT=off is no way round a policy that forbids it, or that cannot be used', async () => {
  const {scratch} = gate({project: 'version: 1\nbypass: false\n'})
  const off = () => scratch.run('npm', ['install', 'expresss'], {env: {SALLYPORT: 'off'}})
  expect((await off()).code).toBe(75)
  scratch.withFiles({[PROJECT]: 'version: 1\nbypass: fasle\n'})
  const {code, stderr} = await off()
  expect(code).toBe(78)
  expect(stderr).toContain('SALLYPORT=off is refused (the policy cannot be used)')
  expect(scratch.callsOf('npm')).toEqual([])
})

test('a file that others could have written is refused, and the printed command mends it', async () => {
  const {scratch, user} = gate({user: 'version: 1\n'})
  chmodSync(user, 0o664)
  const {code, stderr} = await scratch.run('npm', ['install', 'express'])
  expect(code).toBe(78)
  expect(stderr).toContain(`${user}: can be written by its group\nhint: \`chmod go-w ${user}\``)
  const mending = /hint: `(chmod .*)`/u.exec(stderr)?.[1] ?? ''
  expect((await scratch.run('/bin/sh', ['-c', mending])).code).toBe(0)
  expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
})

test('names in a policy file cannot repaint the terminal', async () => {
  const {check} = gate({project: 'version: 1\n"\\x1b[2J\\u202Eevil": 1\n'})
  const {code, stderr} = await check('npm', 'install', 'express')
  expect(code).toBe(78)
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
})

test('deny, allow, internal and registries decide', async () => {
  const {check} = gate({
    user: `version: 1
allow: [{match: 'npm:expresss', reason: ours}]
deny: [{match: 'npm:left-pad@<1.3', reason: broken}, 'docker:nginx:1.9']
internal: ['npm:@acme/*', 'pypi:acme-*']
npm: {registries: [default, 'https://npm.acme.example/']}
docker: {registries: [default, ghcr.io/acme]}
`,
  })
  const codes = async (...commands: readonly string[]) =>
    Promise.all(commands.map(async (command) => (await check(...command.split(' '))).code))
  expect(await codes('npm install expresss', 'npm install left-pad@1.2.0', 'npm install left-pad@1.3.0')).toEqual([
    0, 77, 0,
  ])
  expect(
    await codes(
      'npm install @acme/tool',
      'npm install @acme/tool --@acme:registry=https://npm.acme.example/',
      'npm install @acme-evil/tool',
      'npm install express --registry=https://npm.acme.example.evil.example/',
      'pip install acme_lib',
    ),
  ).toEqual([77, 0, 0, 77, 77])
  expect(await codes('docker pull nginx:1.9', 'docker pull nginx:1.27', 'docker pull ghcr.io/acme/tool:1')).toEqual([
    77, 0, 0,
  ])
  expect(await codes('docker pull ghcr.io/acme-evil/tool:1', 'docker pull quay.io/acme/tool:1')).toEqual([77, 77])
  // The denied image by another name of its registry.
  expect(await codes('docker pull registry-1.docker.io/library/nginx:1.9', 'docker pull DOCKER.IO/nginx:1.9')).toEqual([
    77, 77,
  ])
})

test('a policy that observes lets everything pass, says what would have been and records it', async () => {
  const {scratch, user} = gate({user: 'version: 1\nmode: observe\n'})
  const {code, stderr} = await scratch.run('npm', ['install', 'expresss'])
  expect(code).toBe(0)
  expect(stderr).toContain(`only observed (mode: observe, policy: ${user}:2): would ask about \`expresss\`: doubles`)
  const log = readFileSync(join(scratch.home, '.local/state/sallyport/audit.jsonl'), 'utf8')
  expect(JSON.parse(log)).toMatchObject({verdict: 'allow', observed: 'ask', policy: expect.stringMatching(/^sha256:/u)})
})

test('`policy show` gives every value with its origin, as lines and as JSON', async () => {
  const {sallyport, user} = gate({user: 'version: 1\nrules:\n  too-new: {action: ask, days: 7}\n'})
  const {code, stdout} = await sallyport('policy', 'show')
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^rules\\.too-new\\.days: 7 +# ${user}:3$`, 'mu'))
  expect(stdout).toMatch(/^rules\.unclear: ask +# built-in$/mu)
  const json = JSON.parse((await sallyport('policy', 'show', '--json')).stdout) as {values: unknown[]}
  expect(json).toMatchObject({schema: 'sallyport/policy/1', files: [{layer: 'user', path: user}], ignored: []})
  expect(json.values).toContainEqual({key: 'rules.too-new.days', value: 7, origin: `${user}:3`})
})

test('`doctor` names the files in force, and what is wrong with them', async () => {
  const {scratch, sallyport, user} = gate({user: 'version: 1\n'})
  expect((await sallyport('doctor')).stdout).toContain(`ok      policy: ${user} (user)\n`)
  scratch.withHomeFiles({[USER]: 'version: 1\nmod: observe\n'})
  const {code, stdout} = await sallyport('doctor')
  expect(code).toBe(1)
  expect(stdout).toContain(`broken  policy: ${user}:2:1: found the key`)
})

test('`policy validate` says what is valid, and of any file what is not', async () => {
  const {scratch, sallyport, user} = gate({user: 'version: 1\n'})
  expect(await sallyport('policy', 'validate')).toMatchObject({code: 0, stdout: `valid: ${user} (user)\n`})
  scratch.withFiles({'team.yaml': 'version: 1\nlocked: [rules.unclaer]\n'})
  const {code, stderr} = await sallyport('policy', 'validate', 'team.yaml')
  expect(code).toBe(78)
  expect(stderr).toMatch(/team\.yaml:2:10: found `rules\.unclaer`, .*; nearest: `rules\.unclear`\n/u)
  expect((await sallyport('policy', 'validate', 'none.yaml')).code).toBe(78)
  expect((await sallyport('policy', 'forget')).code).toBe(64)
})

test('names that are older than the policy allows are asked about, noted or refused, as it says', async () => {
  // Its names are of 2020, whatever day it is.
  const scratch = installation()
  const limited = (whenOlder: string) =>
    scratch.withHomeFiles({[USER]: `version: 1\ndata: {max-age-days: 1${whenOlder}}\n`})
  limited('')
  const asked = await scratch.sallyport('check', '--', 'npm', 'install', 'express')
  expect(asked.code).toBe(75)
  expect(asked.stdout).toMatch(
    /ask: was judged by names as of 2020-01-01, \d+ days old; the policy allows 1 \(data-old/,
  )
  scratch.withFiles({[PROJECT]: 'version: 1\ndata: {when-older: note}\n'})
  expect((await scratch.sallyport('check', '--', 'npm', 'install', 'express')).code).toBe(75)
  rmSync(join(scratch.project, PROJECT))
  limited(', when-older: block')
  expect((await scratch.sallyport('check', '--', 'npm', 'install', 'express')).code).toBe(77)
  limited(', when-older: note')
  const noted = await scratch.run('npm', ['install', 'express'])
  expect(noted.code).toBe(0)
  expect(noted.stderr).toMatch(/note: was judged by names as of 2020-01-01.*data-old/)
})
