import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {loadPolicy} from '../../src/policy-files/load-policy.ts'
import {PROJECT_FILE} from '../../src/policy-files/policy-places.ts'

let home: string
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-policy-')))
})
afterEach(() => rmSync(home, {recursive: true, force: true}))

function write(path: string, text: string): string {
  const whole = join(home, path)
  mkdirSync(dirname(whole), {recursive: true, mode: 0o755})
  writeFileSync(whole, text, {mode: 0o644})
  return whole
}

function load(cwd = home, version = '1') {
  const folders = {home, config: join(home, '.config'), cache: join(home, '.cache'), state: join(home, '.state')}
  const places = {...folders, team: {folder: join(home, 'prefix/team'), root: join(home, 'prefix')}}
  return loadPolicy({places, cwd, version})
}

async function problems(cwd?: string): Promise<readonly unknown[]> {
  const loaded = await load(cwd)
  return loaded.kind === 'problems' ? loaded.problems : []
}

async function layersIn(cwd: string): Promise<readonly string[]> {
  const loaded = await load(cwd)
  return loaded.kind === 'policy' ? loaded.files.map(({layer}) => layer) : []
}

const VALID = 'version: 1\n'

describe('loading', () => {
  it('gives the built-in policy where there is no file, and leaves nothing behind', async () => {
    expect(await load()).toMatchObject({kind: 'policy', digest: 'built-in', files: []})
    expect(readdirSync(home)).toEqual([])
  })

  it('finds the files of the team, the user and the project', async () => {
    write('.config/team/policy.yaml', VALID)
    write('.config/policy.yaml', 'version: 1\nrules: {unclear: note}\n')
    write(`work/${PROJECT_FILE}`, 'version: 1\nrules: {unclear: block}\n')
    const loaded = await load(join(home, 'work'))
    if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems))
    expect(loaded.files.map(({layer}) => layer)).toEqual(['team', 'user', 'project'])
    expect(loaded.policy.ecosystems.npm.rules.get('unclear')).toEqual({
      action: 'block',
      origin: `${join(home, 'work', PROJECT_FILE)}:2`,
    })
    expect(loaded.digest).toMatch(/^sha256:[0-9a-f]{64}$/u)
  })

  it('looks for the project file up to the root of the git checkout or the home, and takes the nearest', async () => {
    write(`a/${PROJECT_FILE}`, VALID)
    write('a/b/c/x', '')
    write('a/repository/.git/HEAD', '')
    write('a/repository/src/x', '')
    expect(await layersIn(join(home, 'a/b/c'))).toEqual(['project'])
    expect(await layersIn(join(home, 'a/repository/src'))).toEqual([])
    write(`a/repository/${PROJECT_FILE}`, 'version: 3')
    expect(await problems(join(home, 'a/repository/src'))).toHaveLength(1)
  })

  it('gives the problems of all files together', async () => {
    const user = write('.config/policy.yaml', 'version: 1\nmod: observe\nbypass: maybe\n')
    const project = write(PROJECT_FILE, VALID)
    chmodSync(project, 0o666)
    expect(await problems()).toMatchObject([
      {path: user, position: {line: 2, column: 1}},
      {path: user, position: {line: 3, column: 9}},
      {path: project, hint: `chmod go-w ${project}`},
    ])
  })
})

describe('what was parsed', () => {
  const CACHED = '.cache/policy'

  it('is kept, and read again only for the same bytes and the same sallyport', async () => {
    const path = write('.config/policy.yaml', VALID)
    const first = await load()
    const [name = ''] = readdirSync(join(home, CACHED))
    // What is kept is changed by hand, so that using it can be seen.
    const stored = JSON.parse(readStored(name)) as {document: {unattended?: string}}
    stored.document.unattended = 'allow'
    writeFileSync(join(home, CACHED, name), JSON.stringify(stored))
    expect(await unattended()).toBe('allow')
    expect(await unattended('2')).toBe('block')
    writeFileSync(path, 'version: 1 \n')
    utimesSync(path, new Date(0), new Date(0))
    expect(await unattended()).toBe('block')
    expect(first.kind).toBe('policy')
    expect(readdirSync(join(home, CACHED))).toHaveLength(1)
  })

  it('does not count when others could have written it, or when it is damaged', async () => {
    write('.config/policy.yaml', VALID)
    await load()
    const [name = ''] = readdirSync(join(home, CACHED))
    const path = join(home, CACHED, name)
    const stored = JSON.parse(readStored(name)) as {document: {unattended?: string}}
    stored.document.unattended = 'allow'
    writeFileSync(path, JSON.stringify(stored))
    chmodSync(path, 0o666)
    expect(await unattended()).toBe('block')
    writeFileSync(path, '{"digest"')
    expect(await unattended()).toBe('block')
  })

  it('need not be kept: without a place to write, the file is parsed', async () => {
    write('.config/policy.yaml', VALID)
    write('.cache', 'no folder')
    expect(await unattended()).toBe('block')
  })

  function readStored(name: string): string {
    return readFileSync(join(home, CACHED, name), 'utf8')
  }

  async function unattended(version?: string): Promise<string | undefined> {
    const loaded = await load(home, version)
    return loaded.kind === 'policy' ? loaded.policy.ecosystems.npm.unattended.value : undefined
  }
})
