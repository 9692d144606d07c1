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
import {printRecord} from '../../src/policy-files/team/enrolment.ts'
import {sha256} from '../../src/system/digest.ts'

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
const SOURCE = 'https://policy.example/policy.yaml'
const CHECKED = '2026-11-02T00:00:00.000Z'

/** In the policy of a team that nobody signs. */
function enrol(text: string): string {
  const path = write('prefix/team/policy.yaml', text)
  const current = {source: SOURCE, policy: sha256(text), enrolled: CHECKED, checked: CHECKED}
  write('prefix/team/team.json', printRecord({current}))
  return path
}

describe('loading', () => {
  it('gives the built-in policy where there is no file, and leaves nothing behind', async () => {
    expect(await load()).toMatchObject({kind: 'policy', digest: 'built-in', files: []})
    expect(readdirSync(home)).toEqual([])
  })

  it('finds the files of the team, the user and the project', async () => {
    enrol(VALID)
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

  it('tells of the team what the age of its policy is judged by', async () => {
    enrol('version: 1\nexpires: 2027-01-01\n')
    expect(await load()).toMatchObject({
      team: {checked: Date.parse(CHECKED), expires: '2027-01-01', enrolment: {source: SOURCE}},
    })
  })

  it('refuses a policy of a team that was changed, or put there by hand', async () => {
    const path = enrol(VALID)
    writeFileSync(path, 'version: 1\nbypass: true\n')
    expect(await problems()).toMatchObject([{path, hint: 'sallyport policy update'}])
    rmSync(join(home, 'prefix/team/team.json'))
    expect(await problems()).toMatchObject([{path: join(home, 'prefix/team/team.json')}])
  })

  it('keeps the parsed policy of the team beside it, whatever the cache', async () => {
    enrol(VALID)
    await load()
    expect(readdirSync(join(home, 'prefix/team')).sort()).toEqual(['policy.parsed.json', 'policy.yaml', 'team.json'])
    expect(readdirSync(home).sort()).toEqual(['prefix'])
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

describe('`include` in the file of a person', () => {
  const path = () => join(home, '.config/policy.yaml')
  const include = (value: string) => write('.config/policy.yaml', `version: 1\ninclude: ${value}\n`)

  it('is met by the enrolled policy, however it is written', async () => {
    enrol(VALID)
    for (const url of [SOURCE, 'HTTPS://policy.example:443/x/../policy.yaml']) {
      include(url)
      expect(await problems()).toEqual([])
    }
  })

  it.each([
    [
      "{url: 'https://other.example/p.yaml', key: sallyport-ed25519:K}",
      'sallyport policy add https://other.example/p.yaml --key sallyport-ed25519:K --replace',
    ],
    [
      `{url: '${SOURCE}', key: sallyport-ed25519:K}`,
      `sallyport policy add ${SOURCE} --key sallyport-ed25519:K --replace`,
    ],
  ])('%s stops, with the command that enrols, where another is enrolled', async (value, hint) => {
    enrol(VALID)
    include(value)
    expect(await problems()).toMatchObject([{path: path(), position: {line: 2}, hint}])
  })

  it('stops where nobody is enrolled, or where it names no source', async () => {
    include(`{url: '${SOURCE}', key: sallyport-ed25519:K}`)
    expect(await problems()).toMatchObject([{hint: `sallyport policy add ${SOURCE} --key sallyport-ed25519:K`}])
    include("'http://policy.example/p.yaml'")
    expect(await problems()).toMatchObject([{message: expect.stringContaining('names no source')}])
  })

  it('in the file of a project says nothing, and where the team locks it neither', async () => {
    write(PROJECT_FILE, "version: 1\ninclude: 'https://evil.example/p.yaml'\n")
    expect(await layersIn(home)).toEqual(['project'])
    enrol('version: 1\nlocked: [include]\n')
    include("'https://other.example/p.yaml'")
    expect(await problems()).toEqual([])
  })
})
