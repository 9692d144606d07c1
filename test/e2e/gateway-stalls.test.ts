// Registries that trickle, stop and lie about lengths: npm has the outcome that it has without us, and nothing is left that it
// would not have left.

import type {ServerResponse} from 'node:http'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type Answer, hanging, raw} from '../support/source-server.ts'
import {spoiltLab} from '../support/spoilt-registry.ts'

const LODASH = [{name: 'lodash', version: '4.17.20'}]
const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const IMPATIENT = {npm_config_fetch_timeout: '2000'}

/** As it should be, in twelve parts that take longer than npm waits for the whole. */
const inParts =
  (well: Answer): Answer =>
  (response, request) => {
    const end = (body: Buffer): void => {
      const size = Math.ceil(body.length / 12)
      let at = 0
      const timer = setInterval(() => {
        response.write(body.subarray(at, at + size))
        at += size
        if (at < body.length) return
        clearInterval(timer)
        response.end()
      }, 200)
    }
    const writeHead = response.writeHead.bind(response)
    well({writeHead, end} as unknown as ServerResponse, request)
  }
/** The line and the headers, a byte at a time. */
const tricklingHeaders: Answer = ({socket}) => {
  const bytes = [...`HTTP/1.1 200 OK\r\nx-slow: ${'x'.repeat(1000)}`]
  const timer = setInterval(() => socket?.write(bytes.shift() ?? ''), 100)
  socket?.once('close', () => clearInterval(timer))
}

const stopping = raw(`${ok}content-length: 5000\r\n\r\n{"name":`, true)

const npmCode = (text: string): string => /npm error code (\w+)/u.exec(text)?.[1] ?? `no code in: ${text}`

/** A run without us and one through the gateway, each in a folder of its own: npm's code, and everything as it was. */
async function sameAsBare(isSpoilt: (path: string) => boolean, answer: Answer): Promise<string> {
  const {scratch, digest} = await spoiltLab(LODASH, (path) => (isSpoilt(path) ? answer : undefined))
  scratch.withFiles({'bare/package.json': '{"name":"app"}', 'gated/package.json': '{"name":"app"}'})
  const before = digest()
  const install = async (folder: string, env: Readonly<Record<string, string>>): Promise<string> => {
    const cwd = join(scratch.project, folder)
    const cold = {npm_config_cache: join(scratch.root, `cache-${folder}`)}
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash'], {cwd, env: {...IMPATIENT, ...cold, ...env}})
    expect(code).not.toBe(0)
    return npmCode(stderr)
  }
  const [bare, gated] = await Promise.all([install('bare', {SALLYPORT: 'off'}), install('gated', {})])
  expect(digest()).toEqual(before)
  return bare === gated ? gated : `${gated}, bare ${bare}`
}

/** The gateway has a packument whole before npm hears of it, so what stops is for npm one that has not begun. */
const WHOLE_FIRST = 'FETCH_ERROR, bare EIDLETIMEOUT'
const isPackument = (path: string): boolean => path === '/lodash'
const isTarball = (path: string): boolean => path.endsWith('.tgz')

describe('a registry that is slow for ever', () => {
  test.each<[string, (path: string) => boolean, Answer, string]>([
    ['a packument that never comes', isPackument, hanging, 'FETCH_ERROR'],
    ['a packument whose headers trickle', isPackument, tricklingHeaders, 'FETCH_ERROR'],
    ['a packument that stops', isPackument, stopping, WHOLE_FIRST],
    ['a tarball that never comes', isTarball, hanging, 'FETCH_ERROR'],
    ['a tarball whose headers trickle', isTarball, tricklingHeaders, 'FETCH_ERROR'],
    ['a tarball that stops', isTarball, stopping, 'EIDLETIMEOUT'],
  ])('%s: npm gives up when it would have given up', async (_what, isSpoilt, answer, code) => {
    expect(await sameAsBare(isSpoilt, answer)).toBe(code)
  })
})

test('a tarball that comes slowly and whole is installed, as without us', async () => {
  const {scratch, isInstalled} = await spoiltLab(LODASH, (path, _count, well) =>
    isTarball(path) ? inParts(well) : undefined,
  )
  expect(await scratch.run('npm', ['install', 'lodash'], {env: IMPATIENT})).toMatchObject({code: 0, stderr: ''})
  expect(isInstalled()).toBe(true)
})

describe('a registry that lies about lengths', () => {
  const packument = '{"name":"lodash","dist-tags":{},"versions":{}}'
  test.each<[string, (path: string) => boolean, Answer]>([
    ['a packument longer than it says', isPackument, raw(`${ok}content-length: 20\r\n\r\n${packument}`)],
    ['a packument shorter than it says', isPackument, raw(`${ok}content-length: 900\r\n\r\n${packument}`)],
    [
      'a packument with two lengths',
      isPackument,
      raw(`${ok}content-length: 46\r\ncontent-length: 4\r\n\r\n${packument}`),
    ],
    [
      'a packument whose chunks break off',
      isPackument,
      raw(`${ok}transfer-encoding: chunked\r\n\r\nff\r\n${packument}`),
    ],
    [
      'a packument whose gzip breaks off',
      isPackument,
      raw(`${ok}content-encoding: gzip\r\ncontent-length: 4\r\n\r\nabcd`),
    ],
    ['a tarball longer than it says', isTarball, raw(`${ok}content-length: 20\r\n\r\n${packument}`)],
    ['a tarball shorter than it says', isTarball, raw(`${ok}content-length: 900\r\n\r\n${packument}`)],
    ['a tarball whose chunks break off', isTarball, raw(`${ok}transfer-encoding: chunked\r\n\r\nff\r\n${packument}`)],
  ])('%s: npm fails, with us and without', async (_what, isSpoilt, answer) => {
    expect(await sameAsBare(isSpoilt, answer)).toMatch(/^[A-Z_]+(?:, bare [A-Z_]+)?$/u)
  })
})
