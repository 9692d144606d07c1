// `sallyport policy add` and `policy update` from hosts that lie, hang and break: nothing of it comes into force, what is in force
// stays, and the person is told in one sentence.

import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {printSignatureFile, signatureMessage} from '../../src/policy-files/team/signature-file.ts'
import {type Answer, answering, hanging, raw, serving} from '../support/source-server.ts'
import {enrolled, LOCKED, laptop, type Publisher, publisher} from '../support/team-installation.ts'
import {damaged, newSigner, type Release, releaseOf} from '../support/team-publisher.ts'

const second = LOCKED.replace('serial: 1', 'serial: 2')
const ok = 'HTTP/1.1 200 OK\r\n'

/** The policy itself; its signature is served as it should be. */
function policyBy(source: Publisher, answer: Answer): Answer {
  const {signature} = releaseOf(second, {signer: source.signer})
  return (response, request) => (request.url === '/policy.yaml' ? answer : serving(signature))(response, request)
}

describe('what a host says instead of a policy is not taken, and the last good one stays', () => {
  test.each<[string, (source: Publisher) => Answer | Release, number, RegExp]>([
    ['404', () => answering(404), 69, /`http.*policy\.yaml`: it answered 404; the one in place \(serial 1\) stays/],
    ['500', () => answering(500), 69, /it answered 500/],
    ['401', () => answering(401), 69, /it wants credentials/],
    [
      'a redirect to another host',
      () => (response) => response.writeHead(302, {location: 'http://localhost:1/policy.yaml'}).end(),
      69,
      /it redirects to `http:\/\/localhost:1`, and only redirects within `http:\/\/127.*` are followed/,
    ],
    [
      'a redirect to a file',
      () => (response) => response.writeHead(302, {location: 'file:///etc/passwd'}).end(),
      69,
      /it redirects to `file:`/,
    ],
    ['that it is huge', () => raw(`${ok}content-length: 99999999999\r\n\r\n`, true), 69, /larger than 1048576 bytes/],
    [
      'more and more',
      () => (response) => {
        const more = (): void => void response.write('# '.repeat(32_768), more)
        more()
      },
      69,
      /larger than 1048576 bytes/,
    ],
    ['half of it', () => raw(`${ok}content-length: 900\r\n\r\nversion: 1\n`), 69, /broke off in the middle/],
    ['a page to sign in', (source) => policyBy(source, serving('<html>')), 78, /signature is not of this file/],
    [
      'no signature',
      () => (response, request) =>
        (request.url === '/policy.yaml' ? serving(second) : answering(404))(response, request),
      69,
      /of its signature `http.*\.sig`: it answered 404/,
    ],
    [
      'a huge signature',
      () => (response, request) =>
        (request.url === '/policy.yaml' ? serving(second) : serving('x'.repeat(70_000)))(response, request),
      69,
      /larger than 65536 bytes/,
    ],
    [
      'a policy with one byte changed',
      ({signer}) => {
        const {policy, signature} = releaseOf(second, {signer})
        return {policy: damaged(policy, policy.length - 3), signature}
      },
      78,
      /its signature is not of this file: one of the two was changed/,
    ],
    [
      'a signature with one byte changed',
      ({signer}) => {
        const {policy, signature} = releaseOf(second, {signer})
        return {policy, signature: damaged(signature, signature.indexOf('"signature": "') + 20)}
      },
      78,
      /its signature is not of this file/,
    ],
    [
      'a policy of a stranger',
      () => releaseOf(second, {signer: newSigner()}),
      78,
      /is signed by the key .{19}, to which the key .{19} that is known here does not lead/,
    ],
    [
      'a stranger who vouches for himself',
      ({signer}) => {
        const [thief, next] = [newSigner(), newSigner()]
        const {policy, signature} = releaseOf(second, {signer: next, previous: thief})
        const file = JSON.parse(signature.toString()) as {rotations: {from: string}[]}
        file.rotations[0]!.from = signer.publicKey
        return {policy, signature: Buffer.from(JSON.stringify(file))}
      },
      78,
      /does not lead/,
    ],
    [
      'another policy under the same serial',
      ({signer}) => releaseOf(`${LOCKED}# other\n`, {signer}),
      78,
      /another file with the serial 1 that is here already/,
    ],
    [
      'a policy that has ended',
      ({signer}) => releaseOf(`${second}expires: 2020-12-31\n`, {signer}),
      78,
      /it ended on 2020-12-31/,
    ],
    [
      'a signed policy with terminal escapes in it',
      ({signer}) => {
        const policy = Buffer.from('version: 1\nserial: 2\n"\\x1b]0;owned\\x07": 1\n')
        const file = {key: signer.publicKey, signature: signer.sign(signatureMessage(policy)), rotations: []}
        return {policy, signature: Buffer.from(printSignatureFile(file))}
      },
      78,
      /it is no valid policy: 3:1: found the key `\\u\{1b\}\]0;owned/,
    ],
  ])('%s', async (what, misbehaviour, expected, reason) => {
    const {source, place} = await enrolled()
    const answer = misbehaviour(source)
    if (typeof answer === 'function') source.answerWith(answer)
    else source.publish(answer)
    const {code, stderr} = await place.sallyport('policy', 'update')
    expect(stderr).not.toContain('\u001B')
    expect(stderr).toMatch(reason)
    expect(stderr).toMatch(/^sallyport: .*\nhint: .*\n$/)
    expect(code).toBe(expected)
    // In force, whole and as strict as it was.
    const {serial, lastFailure} = (await place.shown())!
    expect(serial).toBe(1)
    expect(lastFailure?.reason).toBeTruthy()
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(77)
    // And nobody enrols with such a host.
    const newcomer = laptop()
    expect((await newcomer.enrol(source.url, source.signer.publicKey)).code).toBe(
      what.includes('same serial') ? 0 : expected,
    )
  })

  test('a redirect within the host is followed', async () => {
    const {source, place} = await enrolled()
    const {policy, signature} = releaseOf(second, {signer: source.signer})
    source.answerWith((response, request) => {
      if (request.url === '/policy.yaml') response.writeHead(301, {location: '/moved.yaml'}).end()
      else response.end(request.url === '/moved.yaml' ? policy : signature)
    })
    expect((await place.sallyport('policy', 'update')).code).toBe(0)
    expect(await place.shown()).toMatchObject({source: source.url, serial: 2})
  })

  test('an older one, replayed', async () => {
    const {source, place} = await enrolled()
    const first = releaseOf(LOCKED, {signer: source.signer})
    source.publish(releaseOf(second, {signer: source.signer}))
    expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^updated: .*serial 2.*; before: serial 1\n$/)
    source.publish(first)
    for (const command of [['update'], ['add', source.url, '--key', source.signer.publicKey, '--replace']]) {
      const {code, stderr} = await place.sallyport('policy', ...command)
      expect(code).toBe(78)
      expect(stderr).toContain(
        'its serial is 1, and 2 was here before: an old one is served again; the one in place (serial 2)',
      )
    }
    expect((await place.shown())?.serial).toBe(2)
  })

  test('a host that hangs is given up, and one that nobody runs', async () => {
    const {source, place} = await enrolled()
    source.answerWith(hanging)
    const hung = await place.sallyport('policy', 'update')
    expect(hung).toMatchObject({code: 69, stderr: expect.stringContaining('it said nothing for 10 seconds')})
    await source.close()
    const gone = await place.sallyport('policy', 'update')
    expect(gone).toMatchObject({code: 69, stderr: expect.stringContaining('it could not be reached')})
    expect((await place.shown())?.lastFailure?.reason).toContain('it could not be reached')
  })

  test('one that is well again: the failure is forgotten', async () => {
    const {source, place} = await enrolled()
    source.publish(releaseOf(second, {signer: newSigner()}))
    await place.sallyport('policy', 'update')
    expect((await place.shown())?.lastFailure).not.toBeNull()
    source.publish(releaseOf(second, {signer: source.signer}))
    expect((await place.sallyport('policy', 'update')).code).toBe(0)
    expect(await place.shown()).toMatchObject({serial: 2, lastFailure: null})
  })

  test('a disk that gives out in the middle', async () => {
    const {source, place} = await enrolled()
    const long = `${second}${'# much to say\n'.repeat(600)}`
    source.publish(releaseOf(long, {signer: source.signer}))
    // Files end at 4096 bytes: the record is shorter, the policy longer.
    const limited = `ulimit -f 8; exec "${place.install.program}" policy update`
    const {code, stderr} = await place.run('/bin/sh', ['-c', limited])
    expect(code).toBe(69)
    expect(stderr).toMatch(/cannot be written \(EFBIG/)
    expect((await place.shown())?.serial).toBe(1)
    expect((await place.sallyport('policy', 'update')).code).toBe(0)
    expect((await place.shown())?.serial).toBe(2)
  })
})

describe('enrolling', () => {
  test.each([
    ['https://me:hunter2@policy.example/p.yaml', /holds credentials.*\nhint: .*git/],
    ['git+https://me:hunter2@git.example/p', /holds credentials.*\nhint: .*credential helper/],
    ['https://policy.example/p.yaml?token=hunter2', /a `\?`/],
    ['http://policy.example/p.yaml', /use `https:`/],
  ])('from %s: 64, and no credential is kept or shown', async (from, said) => {
    const place = laptop()
    const {code, stderr} = await place.enrol(from, newSigner().publicKey)
    expect(code).toBe(64)
    expect(stderr).toMatch(said)
    expect(stderr).not.toContain('hunter2')
    expect(existsSync(place.team)).toBe(false)
  })

  test('wants a key: one that is a key, and of everybody but a file', async () => {
    const source = await publisher()
    const place = laptop()
    expect((await place.enrol(source.url, 'hunter2')).code).toBe(64)
    expect((await place.sallyport('policy', 'add', source.url)).code).toBe(64)
    expect((await place.sallyport('policy', 'add', source.url, '--unsigned')).code).toBe(64)
    expect(source.requests).toHaveLength(0)
    expect(existsSync(place.team)).toBe(false)
  })

  test('elsewhere wants to be said, and takes the place of the first', async () => {
    const {source, place} = await enrolled()
    const other = await publisher(second)
    const refused = await place.enrol(other.url, other.signer.publicKey)
    expect(refused.code).toBe(78)
    expect(refused.stderr).toContain(`\`${source.url}\` is enrolled already`)
    expect((await place.enrol(source.url, other.signer.publicKey)).code).toBe(78)
    expect(await place.shown()).toMatchObject({source: source.url, serial: 1})
    expect((await place.enrol(other.url, other.signer.publicKey, '--replace')).code).toBe(0)
    expect(await place.shown()).toMatchObject({source: other.url, serial: 2})
  })

  test('where the folder cannot be written: 69', async () => {
    const source = await publisher()
    const place = laptop()
    await place.run('/bin/mkdir', [join(place.install.prefix, 'team.lock')])
    const {code, stderr} = await place.enrol(source.url, source.signer.publicKey)
    expect(code).toBe(69)
    expect(stderr).toMatch(/^sallyport: the policy of the team was not added: .*\nhint: /)
  })
})

test('asks with the tags of what is in place, and takes their word for it only as long as that is whole', async () => {
  const {source, place} = await enrolled()
  const asked = () => source.requests.splice(0).map(({headers}) => headers['if-none-match'] !== undefined)
  asked()
  expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^up to date: /)
  expect(asked()).toEqual([true, true])
  const {checked} = (await place.shown())!
  expect(Date.now() - Date.parse(checked)).toBeLessThan(60_000)
  source.answerWith(answering(304))
  expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^up to date: .*serial 1/)
  expect((await laptop().enrol(source.url, source.signer.publicKey)).stderr).toContain('it answered 304')
  asked()
  await place.run('/bin/sh', ['-c', `printf x >> '${place.paths.signature}'`])
  const mended = await place.sallyport('policy', 'update')
  expect(asked()).toEqual([false])
  expect(mended).toMatchObject({code: 69, stderr: expect.stringContaining('it answered 304')})
  expect((await place.run('npm', ['install', 'express'])).code).toBe(78)
})
