// A newer policy of the team is looked for in the background: one update for any number of installs, none of which waits for it,
// and none of which is refused because of it.

import {spawn} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {type Answer, hanging} from '../support/source-server.ts'
import {enrolled, forgetCheck, LOCKED, laptop, publisher, refreshed} from '../support/team-installation.ts'
import {releaseOf} from '../support/team-publisher.ts'

function releaseNumber(serial: number, source: Awaited<ReturnType<typeof publisher>>) {
  return releaseOf(LOCKED.replace('serial: 1', `serial: ${serial}`), {signer: source.signer})
}

test('a command starts it when it is time, and the command after it has the newer policy', async () => {
  const {source, place} = await enrolled()
  source.publish(releaseNumber(2, source))
  source.requests.length = 0
  expect((await place.run('npm', ['install', 'express'])).code).toBe(0)
  expect(existsSync(join(place.team, 'team.json'))).toBe(true)
  expect(source.requests).toHaveLength(0)
  forgetCheck(place.paths.record)
  const asked = source.asked()
  expect(await place.run('npm', ['install', 'express'])).toMatchObject({code: 0, stderr: ''})
  await asked
  await refreshed(place.paths.record)
  expect((await place.shown())?.serial).toBe(2)
})

test.each([
  ['is not judged', ['run', 'build']],
  ['is another command of sallyport', undefined],
])('nothing is started by what %s', async (_what, words) => {
  const {source, place} = await enrolled()
  forgetCheck(place.paths.record)
  source.requests.length = 0
  if (words === undefined) {
    for (const command of [['doctor'], ['policy', 'show'], ['check', '--', 'npm', 'install', 'express']]) {
      await place.sallyport(...command)
    }
  } else await place.run('npm', words)
  expect(readdirSync(place.team).filter((name) => name.startsWith('refresh-'))).toEqual([])
  expect(source.requests).toHaveLength(0)
})

test('installs do not wait for a host that hangs: they end while it still holds the question', async () => {
  const {source, place} = await enrolled()
  forgetCheck(place.paths.record)
  let hung = 0
  source.answerWith(() => void hung++)
  const asked = source.asked()
  const {code, stderr} = await place.run('npm', ['install', 'express'])
  expect({code, stderr}).toEqual({code: 0, stderr: ''})
  await asked
  // The connection is open, and so is the next command's way.
  expect(hung).toBe(1)
  expect((await place.run('npm', ['install', 'express'])).code).toBe(0)
  expect(hung).toBe(1)
  expect((await refreshed(place.paths.record)).lastFailure?.reason).toBe('it said nothing for 10 seconds')
})

test('twenty installs at once start one update', async () => {
  const {source, place} = await enrolled()
  forgetCheck(place.paths.record)
  source.requests.length = 0
  const held: (() => void)[] = []
  const answer: Answer = (response) => void held.push(() => response.writeHead(503).end())
  source.answerWith(answer)
  const asked = source.asked()
  const all = await Promise.all(Array.from({length: 20}, () => place.run('npm', ['install', 'express'])))
  expect(all.every(({code}) => code === 0)).toBe(true)
  await asked
  expect(source.requests).toHaveLength(1)
  for (const answerNow of held) answerNow()
  expect((await refreshed(place.paths.record)).lastFailure?.reason).toBe('it answered 503')
})

test('a second one in the background ends at once; a person need not wait', async () => {
  const {source, place} = await enrolled()
  source.requests.length = 0
  for (const _ of [1, 2]) {
    expect(await place.sallyport('policy', 'update', '--background')).toMatchObject({code: 0, stdout: '', stderr: ''})
  }
  expect(source.requests).toHaveLength(0)
  expect((await place.sallyport('policy', 'update')).stdout).toMatch(/^up to date/)
})

test('nothing in the environment leads it elsewhere', async () => {
  const {source, place} = await enrolled()
  const other = await publisher()
  forgetCheck(place.paths.record)
  const asked = source.asked()
  const env = {
    SALLYPORT_POLICY: other.url,
    SALLYPORT_POLICY_URL: other.url,
    SALLYPORT_POLICY_KEY: other.signer.publicKey,
    SALLYPORT_SOURCE: other.url,
    XDG_CONFIG_HOME: place.project,
    HOME: place.project,
  }
  await place.run('npm', ['install', 'express'], {env})
  await asked
  await refreshed(place.paths.record)
  expect(other.requests).toHaveLength(0)
  expect(await place.shown()).toMatchObject({source: source.url, serial: 1, lastFailure: null})
})

test('twenty updates at once: all succeed, and the policy is whole', async () => {
  const {source, place} = await enrolled()
  source.publish(releaseNumber(2, source))
  const all = await Promise.all(Array.from({length: 20}, () => place.sallyport('policy', 'update')))
  expect(all.map(({code, stderr}) => `${code}${stderr}`)).toEqual(Array(20).fill('0'))
  expect(all.filter(({stdout}) => stdout.startsWith('updated: '))).not.toEqual([])
  expect((await place.shown())?.serial).toBe(2)
  expect(readdirSync(place.team).sort()).toEqual(['policy.parsed.json', 'policy.yaml', 'policy.yaml.sig', 'team.json'])
})

test('twenty enrolments at once in an empty home: all succeed', async () => {
  const source = await publisher()
  const place = laptop()
  const all = await Promise.all(Array.from({length: 20}, () => place.enrol(source.url, source.signer.publicKey)))
  expect(all.map(({code, stderr}) => `${code}${stderr}`)).toEqual(Array(20).fill('0'))
  expect(all.filter(({stdout}) => stdout.startsWith('enrolled: '))).toHaveLength(1)
})

test('installs during updates are judged by the old policy or the new one, and none is refused', async () => {
  const {source, place} = await enrolled()
  const published = {last: 1}
  const updates = (async () => {
    for (let serial = 2; serial < 12; serial++) {
      source.publish(releaseNumber(serial, source))
      await place.sallyport('policy', 'update')
      published.last = serial
    }
  })()
  const codes = new Set<number | null>()
  while (published.last < 11) {
    for (const {code} of await Promise.all([1, 2].map(() => place.run('npm', ['install', 'expresss'])))) codes.add(code)
  }
  await updates
  expect([...codes]).toEqual([77])
  expect((await place.shown())?.serial).toBe(11)
})

/** Milliseconds from the start of the command: before Node runs, while it loads, asks, accepts, writes. */
const MOMENTS = [0, 40, 80, 110, 140, 160, 180, 200, 220, 240, 260, 280, 300, 330, 360, 400]

test('kill -9 at any moment of an update leaves the old policy or the new one, whole', async () => {
  const {source, place} = await enrolled()
  let serial = 1
  for (const moment of MOMENTS) {
    source.publish(releaseNumber(serial + 1, source))
    const child = spawn(place.install.program, ['policy', 'update'], {env: place.environment(), stdio: 'ignore'})
    const ended = new Promise((resolve) => child.once('close', resolve))
    await wait(moment)
    child.kill('SIGKILL')
    await ended
    const shown = await place.shown()
    expect([serial, serial + 1]).toContain(shown?.serial)
    serial = shown?.serial ?? 0
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(77)
  }
  source.publish(releaseNumber(serial + 1, source))
  expect((await place.sallyport('policy', 'update')).code).toBe(0)
  expect(readdirSync(place.team).filter((name) => name.startsWith('.'))).toEqual([])
})

test('kill -9 at any moment of enrolling leaves an enrolment, or none', async () => {
  const source = await publisher()
  for (const moment of MOMENTS) {
    const place = laptop()
    const words = ['policy', 'add', source.url, '--key', source.signer.publicKey]
    const child = spawn(place.install.program, words, {env: place.environment(), stdio: 'ignore'})
    const ended = new Promise((resolve) => child.once('close', resolve))
    await wait(moment)
    child.kill('SIGKILL')
    await ended
    const isEnrolled = existsSync(place.team)
    expect((await place.run('npm', ['install', 'expresss'])).code).toBe(isEnrolled ? 77 : 75)
    expect((await place.enrol(source.url, source.signer.publicKey)).code).toBe(0)
    expect(readdirSync(place.install.prefix).filter((name) => name.startsWith('.'))).toEqual([])
  }
})

test('a host that hangs gathers no processes', async () => {
  const {source, place} = await enrolled()
  source.answerWith(hanging)
  const asked = source.asked()
  forgetCheck(place.paths.record)
  for (let round = 0; round < 5; round++) await place.run('npm', ['install', 'express'])
  await asked
  expect(source.requests.filter(({url}) => url === '/policy.yaml')).toHaveLength(2)
  await refreshed(place.paths.record)
  expect(readFileSync(place.paths.record, 'utf8')).toContain('it said nothing for 10 seconds')
})
