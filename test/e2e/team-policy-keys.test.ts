// Keys of a team through the whole program: made, signed with, passed on, given up.

import {chmodSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {laptop, publisher} from '../support/team-installation.ts'

/** Whoever publishes the policy, with a folder of keys. */
function office() {
  const place = laptop()
  const keygen = async (name: string) => (await place.sallyport('policy', 'keygen', '--out', name)).stdout.trim()
  const write = (serial: number, more = '') =>
    place.withFiles({'policy.yaml': `version: 1\nserial: ${serial}\n${more}`})
  const sign = (...words: readonly string[]) => place.sallyport('policy', 'sign', 'policy.yaml', ...words)
  const release = () => ({
    policy: readFileSync(join(place.project, 'policy.yaml')),
    signature: readFileSync(join(place.project, 'policy.yaml.sig')),
  })
  return Object.assign(place, {keygen, write, sign, release})
}

describe('`policy keygen`', () => {
  test('writes a private key that only its owner reads, and prints the public one', async () => {
    const place = office()
    const {code, stdout, stderr} = await place.sallyport('policy', 'keygen', '--out', 'key.pem')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^sallyport-ed25519:[\w+/]{43}=\n$/)
    expect(stderr).toContain('`key.pem`')
    const path = join(place.project, 'key.pem')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    expect(stdout + stderr).not.toContain(readFileSync(path, 'utf8').split('\n')[1])
  })

  test('overwrites nothing', async () => {
    const place = office()
    place.withFiles({'key.pem': 'mine'})
    const {code, stderr} = await place.sallyport('policy', 'keygen', '--out', 'key.pem')
    expect(code).toBe(69)
    expect(stderr).toMatch(/^sallyport: `key\.pem` is there already.*\nhint: name another file\n$/)
    expect(readFileSync(join(place.project, 'key.pem'), 'utf8')).toBe('mine')
  })
})

describe('`policy sign`', () => {
  test('writes a signature that everybody may read, and grows the serial', async () => {
    const place = office()
    const key = await place.keygen('key.pem')
    place.write(1)
    const signed = await place.sign('--key', 'key.pem')
    expect(signed).toMatchObject({code: 0, stdout: expect.stringContaining(`serial 1\nkey: ${key}\n`)})
    expect(statSync(join(place.project, 'policy.yaml.sig')).mode & 0o777).toBe(0o644)
    expect((await place.sign('--key', 'key.pem')).code).toBe(0)
    place.write(1, 'mode: observe\n')
    const stale = await place.sign('--key', 'key.pem')
    expect(stale.code).toBe(78)
    expect(stale.stderr).toMatch(/its serial is 1, and 1 was signed before\nhint: set `serial: 2`\n$/)
  })

  test.each<[string, string, number, RegExp]>([
    ['an invalid policy', 'version: 1\nserial: 1\nmod: x\nbypass: maybe\n', 78, /:3:1: found.*\n.*:4:9: found/],
    ['one without a serial', 'version: 1\n', 78, /no `serial`.*\nhint: add the line `serial: 1`/],
    ['one that has ended', 'version: 1\nserial: 1\nexpires: 2020-01-01\n', 78, /it ended on 2020-01-01/],
  ])('refuses %s', async (_what, text, expected, said) => {
    const place = office()
    await place.keygen('key.pem')
    place.withFiles({'policy.yaml': text})
    const {code, stderr} = await place.sign('--key', 'key.pem')
    expect(stderr).toMatch(said)
    expect(code).toBe(expected)
  })

  test('refuses a key that others can read, is none, or is not there, and a signature that it cannot read', async () => {
    const place = office()
    await place.keygen('key.pem')
    place.write(1)
    chmodSync(join(place.project, 'key.pem'), 0o644)
    expect((await place.sign('--key', 'key.pem')).stderr).toMatch(/can be read by others\nhint: `chmod 600 /)
    place.withFiles({'none.pem': 'x'})
    chmodSync(join(place.project, 'none.pem'), 0o600)
    expect((await place.sign('--key', 'none.pem')).stderr).toContain('is no Ed25519 private key in PEM')
    expect(await place.sign('--key', 'absent.pem')).toMatchObject({code: 69})
    chmodSync(join(place.project, 'key.pem'), 0o600)
    place.withFiles({'policy.yaml.sig': '{}'})
    expect(await place.sign('--key', 'key.pem')).toMatchObject({
      code: 78,
      stderr: expect.stringMatching(/of the signature beside it.*\nhint: `rm /),
    })
  })
})

describe('a key that is passed on', () => {
  test('over two keys that a laptop has missed: it follows, and the old keys are not believed any more', async () => {
    const desk = office()
    const source = await publisher()
    const first = await desk.keygen('1.pem')
    desk.write(1)
    await desk.sign('--key', '1.pem')
    source.publish(desk.release())
    const place = laptop()
    expect((await place.enrol(source.url, first)).code).toBe(0)

    await desk.keygen('2.pem')
    const third = await desk.keygen('3.pem')
    desk.write(2)
    const unannounced = await desk.sign('--key', '2.pem')
    expect(unannounced).toMatchObject({code: 78, stderr: expect.stringMatching(/nothing leads.*\nhint: .*--previous/)})
    expect((await desk.sign('--key', '2.pem', '--previous', '1.pem')).code).toBe(0)
    desk.write(3)
    expect((await desk.sign('--key', '3.pem', '--previous', '2.pem')).code).toBe(0)
    source.publish(desk.release())
    // A key in the mail may be newer than the one on the laptop.
    const followed = await place.enrol(source.url, third)
    expect(followed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^updated: .*, a new one; before: serial 1\n$/),
    })
    expect(await place.shown()).toMatchObject({key: third, enrolledKey: first, serial: 3})
    // With the key that it was enrolled with, it still is what `install.sh` wants.
    expect((await place.enrol(source.url, first)).code).toBe(0)

    // Whoever has the first key and the host can publish, but not to this laptop.
    const thief = office()
    writeFileSync(join(thief.project, '1.pem'), readFileSync(join(desk.project, '1.pem')), {mode: 0o600})
    thief.write(9, 'mode: observe\n')
    await thief.sign('--key', '1.pem')
    source.publish(thief.release())
    const {code, stderr} = await place.sallyport('policy', 'update')
    expect(code).toBe(78)
    expect(stderr).toContain('does not lead')
    expect((await place.shown())?.serial).toBe(3)
  })

  test('without a change of the policy: the same bytes signed by the new key', async () => {
    const desk = office()
    const source = await publisher()
    const first = await desk.keygen('1.pem')
    const second = await desk.keygen('2.pem')
    desk.write(1)
    await desk.sign('--key', '1.pem')
    source.publish(desk.release())
    const place = laptop()
    await place.enrol(source.url, first)
    expect((await desk.sign('--key', '2.pem', '--previous', '1.pem')).code).toBe(0)
    source.publish(desk.release())
    expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^updated: .*, a new one/)
    expect(await place.shown()).toMatchObject({key: second, serial: 1})
    expect((await place.run('npm', ['install', 'express'])).code).toBe(0)
  })

  test('that was lost: enrolling anew takes another, when it is said', async () => {
    const desk = office()
    const source = await publisher()
    const place = laptop()
    await place.enrol(source.url, source.signer.publicKey)
    const key = await desk.keygen('new.pem')
    desk.write(1)
    await desk.sign('--key', 'new.pem')
    source.publish(desk.release())
    const refused = await place.enrol(source.url, key)
    expect(refused).toMatchObject({code: 78, stderr: expect.stringContaining('--replace')})
    expect((await place.enrol(source.url, key, '--replace')).code).toBe(0)
    expect(await place.shown()).toMatchObject({key, enrolledKey: key})
  })
})
