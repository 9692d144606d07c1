// A team's policy through the whole program: enrolled in one command, in force whatever a person, a project, the environment and
// flags say, and refused where something of it is missing.

import {createHash} from 'node:crypto'
import {appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {checkout} from '../support/checkout.ts'
import {enrolled, forgetCheck, LOCKED, laptop, publisher, refreshed} from '../support/team-installation.ts'
import {releaseOf} from '../support/team-publisher.ts'

describe('`install.sh --policy … --policy-key …`', () => {
  /** As it is packed, with the real program in it. */
  function release(place: ReturnType<typeof laptop>): string {
    const folder = join(place.root, 'release')
    mkdirSync(join(folder, 'scripts'), {recursive: true})
    for (const name of ['dist', 'shims', 'install.sh', 'scripts/runtime.sh', 'scripts/start-up-files.sh']) {
      cpSync(join(checkout, name), join(folder, name), {recursive: true})
    }
    return folder
  }

  const install = (place: ReturnType<typeof laptop>, ...more: readonly string[]) =>
    place.run('/bin/sh', [join(release(place), 'install.sh'), '--yes', '--no-modify-rc', ...more])

  test('enrols an empty home in one command, before the command behind `--` runs', async () => {
    const source = await publisher()
    const place = laptop()
    const words = ['--policy', source.url, '--policy-key', source.signer.publicKey]
    const {code, stdout, stderr} = await install(place, ...words, '--', 'npm', 'install', 'expresss')
    expect(stdout).toContain(`enrolled: ${source.url}, serial 1, without an end, key `)
    const policy = join(place.home, '.local/share/sallyport/team/policy.yaml')
    expect(stderr).toContain(
      `refused \`expresss\`: doubles a letter of \`express\` (name-lookalike, policy: ${policy}:5)`,
    )
    expect(code).toBe(77)
    // The same words again bring it up to date, and a new version keeps it.
    const again = await install(place, `--policy=${source.url}`, `--policy-key=${source.signer.publicKey}`)
    expect(again).toMatchObject({code: 0, stdout: expect.stringContaining('up to date: ')})
    expect(existsSync(policy)).toBe(true)
    const prefix = join(place.home, '.local/share/sallyport')
    await place.run('/bin/sh', [join(prefix, 'install.sh'), '--uninstall', '--yes'])
    expect(existsSync(prefix)).toBe(false)
  })

  test('does not end well where enrolling did not, and says what to do', async () => {
    const source = await publisher()
    const other = await publisher()
    const place = laptop()
    const words = ['--policy', source.url, '--policy-key', other.signer.publicKey]
    const {code, stderr} = await install(place, ...words, '--', 'npm', 'install', 'express')
    expect(code).toBe(78)
    expect(stderr).toContain('sallyport: installed, but not enrolled in the policy of the team (see above)\nhint: `')
    expect(place.callsOf('npm')).toEqual([])
    expect(existsSync(join(place.home, '.local/share/sallyport/team'))).toBe(false)
    source.answerWith((response) => response.writeHead(404).end())
    expect((await install(place, ...words)).code).toBe(69)
  })
})

describe('a lock of the team holds', () => {
  const enrolledLaptop = async () => (await enrolled()).place

  test('against the file of the user, and that of a project', async () => {
    const place = await enrolledLaptop()
    const loose = `version: 1
mode: observe
bypass: true
unattended: allow
rules: {name-lookalike: off}
npm: {registries: ['https://evil.example/'], rules: {name-lookalike: note}, mode: observe, unattended: allow}
allow: ['npm:*']
exceptions: [{match: 'npm:*', rules: [name-lookalike], reason: mine, expires: 2099-01-01}]
`
    place.withHomeFiles({'.config/sallyport/policy.yaml': loose}).withFiles({'.sallyport.yaml': loose})
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(77)
    expect((await place.run('npm', ['install', 'expresss'], {env: {SALLYPORT: 'off'}})).code).toBe(77)
    const registry = await place.run('npm', ['install', 'express', '--registry=https://evil.example/'])
    expect(registry.code).toBe(77)
    const {stdout} = await place.sallyport('policy', 'show')
    expect(stdout).toMatch(/^ignored: rules\.name-lookalike: off {2}# .*; the file of the team locks it$/m)
    expect(place.callsOf('npm')).toEqual([])
  })

  test.each<[string, (place: Awaited<ReturnType<typeof enrolledLaptop>>) => Record<string, string>]>([
    ['SALLYPORT=off', () => ({SALLYPORT: 'off'})],
    ['another XDG_CONFIG_HOME', ({root}) => ({XDG_CONFIG_HOME: join(root, 'elsewhere')})],
    ['another HOME', ({root}) => ({HOME: join(root, 'elsewhere')})],
    [
      'every XDG folder and HOME in the project',
      ({project}) => ({
        HOME: project,
        XDG_CONFIG_HOME: project,
        XDG_CACHE_HOME: project,
        XDG_STATE_HOME: project,
        XDG_DATA_HOME: project,
        XDG_RUNTIME_DIR: project,
      }),
    ],
    [
      'links that Node does not follow',
      () => ({NODE_PRESERVE_SYMLINKS: '1', NODE_PRESERVE_SYMLINKS_MAIN: '1', XDG_CONFIG_HOME: '/nowhere'}),
    ],
    [
      'names that sound like settings',
      () => ({
        SALLYPORT_POLICY: 'off',
        SALLYPORT_TEAM: '/nowhere',
        SALLYPORT_PREFIX: '/nowhere',
        SALLYPORT_CONFIG: '/nowhere',
        SALLYPORT_MODE: 'observe',
        SALLYPORT_BYPASS: 'true',
        SALLYPORT_UNATTENDED: 'allow',
        SALLYPORT_DEBUG: '1',
        SALLYPORT_NODE_OPTIONS: '--no-warnings',
        NODE_OPTIONS: '--no-warnings',
      }),
    ],
  ])('against %s', async (_what, environment) => {
    const place = await enrolledLaptop()
    const env = environment(place)
    const {code, stderr} = await place.run('npm', ['install', 'expresss'], {env})
    expect(code).toBe(77)
    expect(stderr).toContain(`policy: ${place.paths.policy}:5)`)
    expect(place.callsOf('npm')).toEqual([])
  })

  test('against a forged copy of it in a cache of the environment', async () => {
    const place = await enrolledLaptop()
    await place.run('npm', ['install', 'express'])
    const kept = join(place.team, 'policy.parsed.json')
    const forged = readFileSync(kept, 'utf8').replaceAll('block', 'allow').replace('"bypass":false', '"bypass":true')
    for (const folder of ['sallyport/policy', 'sallyport', 'sallyport/team']) {
      place.withFiles({[`${folder}/policy.parsed.json`]: forged})
    }
    const env = {XDG_CACHE_HOME: place.project, XDG_CONFIG_HOME: place.project, SALLYPORT: 'off'}
    expect((await place.run('npm', ['install', 'expresss'], {env})).code).toBe(77)
  })

  test('against flags of the tool and of `policy`', async () => {
    const place = await enrolledLaptop()
    const {code} = await place.run('npm', ['install', '--force', '--no-audit', '--yes', 'expresss', '--ignore-scripts'])
    expect(code).toBe(77)
    expect((await place.sallyport('policy', 'remove')).code).toBe(77)
    expect((await place.shown())?.serial).toBe(1)
    place.withFiles({'mine.yaml': 'version: 1\nserial: 9\n'})
    const added = await place.sallyport('policy', 'add', 'mine.yaml', '--unsigned')
    expect(added).toMatchObject({
      code: 78,
      stderr: expect.stringMatching(/is enrolled already.*\nhint: say `--replace`/),
    })
    expect((await place.shown())?.serial).toBe(1)
  })
})

describe('a policy that is only half there stops what fetches', () => {
  test.each<[string, (paths: ReturnType<typeof laptop>['paths']) => void, RegExp]>([
    ['one byte of the policy is another', ({policy}) => appendFileSync(policy, '#'), /was changed here/],
    ['one byte of the signature is another', ({signature}) => appendFileSync(signature, ' '), /was changed here/],
    ['the policy is gone', ({policy}) => rmSync(policy), /is missing/],
    ['the signature is gone', ({signature}) => rmSync(signature), /is missing/],
    ['a looser policy is in its place', ({policy}) => writeFileSync(policy, 'version: 1\n'), /was changed here/],
    ['others can write it', ({policy}) => chmodSync(policy, 0o666), /can be written by everybody/],
  ])('%s: 78, and the printed command mends it', async (_what, spoil, reason) => {
    const {place} = await enrolled()
    spoil(place.paths)
    for (const env of [{}, {SALLYPORT: 'off'}]) {
      const {code, stderr} = await place.run('npm', ['install', 'express'], {env})
      expect(code).toBe(78)
      expect(stderr).toMatch(reason)
    }
    expect(place.callsOf('npm')).toEqual([])
    // What fetches nothing still runs.
    expect((await place.run('npm', ['run', 'build'])).code).toBe(0)
    const {stderr} = await place.run('npm', ['install', 'express'])
    const mending = /^hint: `(.*)`$/m.exec(stderr)?.[1] ?? ''
    const path = `${join(place.install.prefix, 'bin')}:/usr/bin:/bin:${place.bin}`
    expect(await place.run('/bin/sh', ['-c', mending], {env: {PATH: path}})).toMatchObject({code: 0})
    expect((await place.run('npm', ['install', 'express'])).code).toBe(0)
  })

  test('without its record it is enrolled anew by hand', async () => {
    const {source, place} = await enrolled()
    writeFileSync(place.paths.record, '{}')
    const {code, stderr} = await place.run('npm', ['install', 'express'])
    expect(code).toBe(78)
    expect(stderr).toContain('hint: `sallyport policy add SOURCE --key KEY`')
    expect((await place.sallyport('policy', 'update')).code).toBe(78)
    expect((await place.enrol(source.url, source.signer.publicKey)).code).toBe(0)
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(77)
  })

  test('`policy remove --yes` leaves it whole', async () => {
    const {place} = await enrolled()
    rmSync(place.paths.policy)
    expect(await place.sallyport('policy', 'remove', '--yes')).toMatchObject({code: 0})
    expect(existsSync(place.team)).toBe(false)
    expect((await place.run('npm', ['install', 'express'])).code).toBe(0)
    expect(await place.sallyport('policy', 'update')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('no policy of a team is enrolled here'),
    })
  })
})

describe('what is told', () => {
  test('by `policy show` and `doctor`: source, key, serial, end, last check and last failure', async () => {
    const {source, place} = await enrolled(`${LOCKED}expires: 2099-12-31\n`)
    source.answerWith((response) => response.writeHead(404).end())
    expect((await place.sallyport('policy', 'update')).code).toBe(69)
    const show = (await place.sallyport('policy', 'show')).stdout
    const doctor = (await place.sallyport('doctor')).stdout
    for (const text of [show, doctor]) {
      expect(text).toContain(`team: ${source.url}, serial 1, until 2099-12-31\n`)
      expect(text).toMatch(/team: key (?:[\da-f]{4}-){3}[\da-f]{4}; checked 20.*Z \(just now\)\n/)
      expect(text).toMatch(/team: the last check failed on 20.*Z: it answered 404\n/)
    }
    expect(doctor).toMatch(/note {4}team: the last check failed.*\n {8}hint: `sallyport policy update`\n/)
    expect(await place.shown()).toMatchObject({
      source: source.url,
      key: source.signer.publicKey,
      enrolledKey: source.signer.publicKey,
      serial: 1,
      expires: '2099-12-31',
      lastFailure: {reason: 'it answered 404'},
    })
  })

  test('of a policy that went unchecked for too long: a note with each command, and what to do', async () => {
    const {place} = await enrolled()
    forgetCheck(place.paths.record, 20 * 24)
    const {code, stderr} = await place.run('npm', ['install', 'express'])
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^sallyport: note: the policy of the team was last checked 20 days ago; 14 are allowed; `sallyport policy update` looks for a newer one \(policy-old, policy: built-in\)$/m,
    )
    await refreshed(place.paths.record)
    expect((await place.run('npm', ['install', 'express'])).stderr).toBe('')
  })

  test.each([
    ['', 75, /ended on 2020-12-31; `sallyport policy update` looks for a newer one \(policy-old, policy: built-in\)/],
    ['refresh: {when-expired: block}\n', 77, /ended on 2020-12-31.*\(policy-old, policy: .*policy\.yaml:/],
    ['refresh: {when-expired: note}\n', 0, /note: .*ended on 2020-12-31/],
  ])('of a policy that ended by its own word, with %j: %d', async (lines, expected, said) => {
    const {source, place} = await enrolled()
    // It was accepted while it held.
    const {policy, signature} = releaseOf(`${LOCKED}expires: 2020-12-31\n${lines}`, {signer: source.signer})
    const record = JSON.parse(readFileSync(place.paths.record, 'utf8')) as {current: Record<string, string>}
    const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    Object.assign(record.current, {policy: digestOf(policy), signature: digestOf(signature)})
    writeFileSync(place.paths.policy, policy)
    writeFileSync(place.paths.signature, signature)
    writeFileSync(place.paths.record, JSON.stringify(record))
    const {code, stderr} = await place.run('npm', ['install', 'express'])
    expect(stderr).toMatch(said)
    expect(code).toBe(expected)
  })
})

test('`include` in the file of a person says whose policy they mean to have', async () => {
  const source = await publisher()
  const place = laptop()
  const {publicKey} = source.signer
  place.withHomeFiles({
    '.config/sallyport/policy.yaml': `version: 1\ninclude: {url: '${source.url}', key: '${publicKey}'}\n`,
  })
  const stopped = await place.run('npm', ['install', 'express'])
  expect(stopped.code).toBe(78)
  const mending = /^hint: `(sallyport policy add .*)`$/m.exec(stopped.stderr)?.[1] ?? ''
  const path = `${join(place.install.prefix, 'bin')}:/usr/bin:/bin:${place.bin}`
  expect(await place.run('/bin/sh', ['-c', mending], {env: {PATH: path}})).toMatchObject({code: 0})
  expect((await place.run('npm', ['install', 'express'])).code).toBe(0)
})
