// A team's policy out of a git repository, an npm package and a file: by the real git and the real npm, which run nothing of it.

import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type NpmPackage, startNpmRegistry} from '../support/npm-registry.ts'
import {LOCKED, laptop} from '../support/team-installation.ts'
import {newSigner, type Release, releaseOf} from '../support/team-publisher.ts'

const signer = newSigner()
const first = releaseOf(LOCKED, {signer})
const second = releaseOf(LOCKED.replace('serial: 1', 'serial: 2'), {signer})
const key = signer.publicKey

type Laptop = ReturnType<typeof laptop>

/** Nothing was left among the temporary files. */
function leftovers(place: Laptop): readonly string[] {
  return readdirSync(join(place.root, 'tmp')).filter((name) => name.startsWith('sallyport-'))
}

describe('git', () => {
  async function repository(place: Laptop) {
    const folder = join(place.root, 'repository')
    mkdirSync(folder)
    const git = async (...words: readonly string[]) => {
      const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@acme.example', '-c', 'commit.gpgsign=false']
      const {code, stdout, stderr} = await place.run('git', [...identity, ...words], {cwd: folder})
      if (code !== 0) throw new Error(stderr)
      return stdout.trim()
    }
    await git('init', '--quiet', '--initial-branch=main')
    const commit = async (release: Release, name = 'policy.yaml') => {
      mkdirSync(join(folder, name, '..'), {recursive: true})
      writeFileSync(join(folder, name), release.policy)
      writeFileSync(join(folder, `${name}.sig`), release.signature)
      await git('add', '.')
      await git('commit', '--quiet', '--message=policy')
      return git('rev-parse', 'HEAD')
    }
    return {url: `git+file://${folder}`, folder, git, commit}
  }

  test('enrols from a repository, and follows what is pushed to it', async () => {
    const place = laptop()
    const {url, commit} = await repository(place)
    await commit(first)
    expect(await place.enrol(url, key)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`enrolled: ${url}, serial 1`),
    })
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(77)
    await commit(second)
    expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^updated: .*serial 2/)
    expect(await place.shown()).toMatchObject({source: url, serial: 2})
    expect(leftovers(place)).toEqual([])
  })

  test('takes a branch, a tag or a commit, and a path', async () => {
    const place = laptop()
    const {url, git, commit} = await repository(place)
    const hash = await commit(first, 'teams/web.yaml')
    await git('tag', 'v1')
    await git('config', 'uploadpack.allowAnySHA1InWant', 'true')
    await commit(second, 'teams/web.yaml')
    for (const [where, serial] of [
      ['#v1:teams/web.yaml', 1],
      [`#${hash}:teams/web.yaml`, 1],
      ['#main:teams/web.yaml', 2],
      ['#:teams/web.yaml', 2],
    ] as const) {
      expect(await place.enrol(`${url}${where}`, key, '--replace')).toMatchObject({code: 0})
      expect((await place.shown())?.serial).toBe(serial)
    }
    for (const where of ['#v9', '#v1:teams/none.yaml', '']) {
      const {code, stderr} = await laptop().enrol(`${url}${where}`, key)
      expect(code).toBe(69)
      expect(stderr).toMatch(
        /git could not fetch it \(fatal: .*\)|there is no `(?:teams\/none|policy)\.yaml`|and no `policy\.yaml` in it/,
      )
    }
  })

  test('runs no hook, filter or helper of anybody, and reads no repository around it', async () => {
    const place = laptop()
    const {url, folder, git, commit} = await repository(place)
    writeFileSync(join(folder, '.gitattributes'), '* filter=mark\n')
    writeFileSync(join(folder, '.gitmodules'), '[submodule "x"]\n\tpath = x\n\turl = ext::touch ran-submodule\n')
    await commit(first)
    const hook = `#!/bin/sh\ntouch '${place.root}/ran'\n`
    const hooks = join(place.root, 'hooks')
    mkdirSync(hooks)
    for (const name of ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc', 'fsmonitor']) {
      writeFileSync(join(hooks, name), hook, {mode: 0o755})
    }
    place.withHomeFiles({
      '.gitconfig': `[core]\n\thooksPath = ${hooks}\n\tfsmonitor = ${hooks}/fsmonitor\n[filter "mark"]\n\tsmudge = ${hooks}/fsmonitor\n[init]\n\ttemplateDir = ${place.root}/template\n[protocol]\n\tallow = always\n`,
    })
    mkdirSync(join(place.root, 'template/hooks'), {recursive: true})
    writeFileSync(join(place.root, 'template/hooks/reference-transaction'), hook, {mode: 0o755})
    await git('config', 'core.hooksPath', '/nowhere')
    const env = {
      GIT_DIR: join(place.project, '.git'),
      GIT_WORK_TREE: place.project,
      GIT_INDEX_FILE: join(place.project, 'index'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.hooksPath',
      GIT_CONFIG_VALUE_0: hooks,
      GIT_EXTERNAL_DIFF: join(hooks, 'fsmonitor'),
    }
    const added = await place.run(place.install.program, ['policy', 'add', url, '--key', key], {env})
    expect(added).toMatchObject({code: 0})
    expect(existsSync(join(place.root, 'ran'))).toBe(false)
    expect(readdirSync(place.project)).toEqual([])
  })

  test('asks nobody for a password, and says that there is no git', async () => {
    const place = laptop()
    const askpass = join(place.root, 'askpass')
    writeFileSync(askpass, `#!/bin/sh\ntouch '${place.root}/asked'\n`, {mode: 0o755})
    const env = {GIT_ASKPASS: askpass, SSH_ASKPASS: askpass, DISPLAY: ':0'}
    const words = ['policy', 'add', 'git+https://127.0.0.1:9/policy.git', '--key', key]
    const {code, stderr} = await place.run(place.install.program, words, {env})
    expect(code).toBe(69)
    expect(stderr).toMatch(/git could not fetch it \(fatal: unable to access/)
    expect(existsSync(join(place.root, 'asked'))).toBe(false)
    place.withHomeFiles({'.gitconfig': '[url "https://me:hunter2@127.0.0.1:9/"]\n\tinsteadOf = https://127.0.0.1:9/\n'})
    const rewritten = await place.run(place.install.program, words, {env})
    expect(rewritten.code).toBe(69)
    expect(rewritten.stderr).not.toContain('hunter2')
    const without = await place.run(place.install.program, words, {env: {PATH: place.bin}})
    expect(without.stderr).toContain('there is no `git` on PATH')
  })

  test('a git that hangs or never stops talking is ended with all that it started', async () => {
    const place = laptop()
    // In place of a host: git itself, as it looks from here.
    place.withFakeTool({
      name: 'git',
      script: `case "$*" in *cat-file*) yes '# more' & echo $! > '${place.root}/child'; wait ;; esac`,
    })
    const {code, stderr} = await place.enrol('git+file:///srv/policy.git', key)
    expect(code).toBe(69)
    expect(stderr).toContain('git gave more than 1048576 bytes')
    const child = readFileSync(join(place.root, 'child'), 'utf8').trim()
    // Gone, or a zombie that nobody has taken notice of yet.
    expect((await place.run('ps', ['-o', 'stat=', '-p', child])).stdout).toMatch(/^\s*(?:Z\S*\s*)?$/)
  })
})

describe('npm', () => {
  const published = (version: string, {policy, signature}: Release, name = 'policy.yaml'): NpmPackage => ({
    name: '@acme/policy',
    version,
    scripts: {prepack: 'touch ran', preinstall: 'touch ran', postinstall: 'touch ran', prepare: 'touch ran'},
    files: {[name]: policy.toString(), [`${name}.sig`]: signature.toString()},
  })

  async function registry(...packages: readonly NpmPackage[]) {
    const started = await startNpmRegistry(packages)
    onTestFinished(() => started.close())
    return started
  }

  test('enrols from a package, and follows its range', async () => {
    const server = await registry(published('1.0.0', first))
    const place = laptop(server.url)
    const added = await place.enrol('npm:@acme/policy@^1', key)
    expect(added).toMatchObject({code: 0, stdout: expect.stringContaining('enrolled: npm:@acme/policy@^1, serial 1')})
    server.publish(published('1.1.0', second, 'sallyport-policy.yaml'))
    server.publish(published('2.0.0', releaseOf(LOCKED.replace('serial: 1', 'serial: 9'), {signer})))
    expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^updated: .*serial 2/)
    expect(readdirSync(place.project)).toEqual([])
    expect(leftovers(place)).toEqual([])
  })

  test('uses the npmrc of the person, not that of a project or of a command around it', async () => {
    const server = await registry(published('1.0.0', first))
    const place = laptop(server.url)
    place.withFiles({'.npmrc': 'registry=http://127.0.0.1:9/\n', 'package.json': '{"workspaces": ["*"]}'})
    const env = {npm_config_dry_run: 'true', npm_config_json: 'true', npm_config_pack_destination: place.project}
    const added = await place.run(place.install.program, ['policy', 'add', 'npm:@acme/policy', '--key', key], {env})
    expect(added).toMatchObject({code: 0})
    expect(readdirSync(place.project).sort()).toEqual(['.npmrc', 'package.json'])
  })

  test.each<[string, Partial<NpmPackage>, RegExp]>([
    ['has no policy', {files: {'README.md': 'x'}}, /there is no `sallyport-policy\.yaml` and no `policy\.yaml` in it/],
    ['has no signature', {files: {'policy.yaml': LOCKED}}, /there is no signature beside it/],
    [
      'has a huge policy',
      {files: {'policy.yaml': '#'.repeat(1024 * 1024 + 1)}},
      /its `policy\.yaml` is larger than 1048576 bytes/,
    ],
    ['has the policy elsewhere', {files: {'deep/policy.yaml': LOCKED}}, /there is no `sallyport-policy\.yaml`/],
    ['climbs out', {files: {'../../policy.yaml': LOCKED}}, /there is no `sallyport-policy\.yaml`/],
    ['is another', {name: '@acme/other'}, /npm could not fetch it \(404 /],
  ])('a package that %s is not taken', async (_what, change, reason) => {
    const server = await registry({...published('1.0.0', first), ...change})
    const place = laptop(server.url)
    const {code, stderr} = await place.enrol('npm:@acme/policy', key)
    expect(stderr).toMatch(reason)
    expect(code).toBe(/signature/.test(stderr) ? 78 : 69)
    expect(existsSync(place.team)).toBe(false)
    expect(leftovers(place)).toEqual([])
  })
})

describe('a file', () => {
  test('that is signed may be written by anybody', async () => {
    const place = laptop()
    place.withFiles({'policy.yaml': first.policy.toString(), 'policy.yaml.sig': first.signature.toString()})
    chmodSync(join(place.project, 'policy.yaml'), 0o666)
    expect(await place.enrol('policy.yaml', key)).toMatchObject({code: 0})
    expect((await place.shown())?.source).toBe(join(place.project, 'policy.yaml'))
    place.withFiles({'policy.yaml': second.policy.toString()})
    expect((await place.sallyport('policy', 'update')).code).toBe(78)
    place.withFiles({'policy.yaml.sig': second.signature.toString()})
    expect((await place.sallyport('policy', 'update')).code).toBe(0)
  })

  test('that nobody signed is taken only where it is said, and only as long as nobody else can write it', async () => {
    const place = laptop()
    const path = join(place.project, 'policy.yaml')
    place.withFiles({'policy.yaml': 'version: 1\nrules: {name-lookalike: block}\n'})
    expect((await place.sallyport('policy', 'add', path)).code).toBe(64)
    expect(await place.sallyport('policy', 'add', path, '--unsigned')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('without serial, without an end, signed by nobody'),
    })
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(77)
    expect((await place.sallyport('doctor')).stdout).toContain('team: signed by nobody; checked ')
    place.withFiles({'policy.yaml': 'version: 1\nrules: {name-lookalike: note}\n'})
    expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^updated: /)
    chmodSync(path, 0o666)
    const open = await place.sallyport('policy', 'update')
    expect(open.code).toBe(69)
    expect(open.stderr).toMatch(/can be written by everybody; the one in place .*\nhint: `chmod go-w/)
  })

  test.each([
    ['is not there', () => undefined, /there is no such file/],
    ['is a folder', (path: string) => mkdirSync(path), /no regular file/],
    ['never ends', (path: string) => symlinkSync('/dev/zero', path), /no regular file/],
  ])('that %s: 69', async (_what, make, reason) => {
    const place = laptop()
    const path = join(place.project, 'policy.yaml')
    make(path)
    expect(await place.enrol(path, key)).toMatchObject({code: 69, stderr: expect.stringMatching(reason)})
  })
})
