// Registries and gateways that break: each outcome is the one that the bare npm has, or a refusal; never an install unjudged.

import type {ServerResponse} from 'node:http'
import {describe, expect, test} from 'vitest'
import {gatewayLab, HOUR_AGO} from '../support/gateway-lab.ts'
import type {Answer} from '../support/source-server.ts'
import {type Spoil, spoiltLab} from '../support/spoilt-registry.ts'

const spoilt = (spoil: Spoil) =>
  spoiltLab(
    [
      {name: 'lodash', version: '4.17.20'},
      {name: 'lodash', version: '4.17.21', publishedAt: HOUR_AGO},
    ],
    spoil,
  )

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(code, {'content-type': 'application/json', ...headers}).end('{"error":"no"}')
  }
const body =
  (text: string): Answer =>
  (response) => {
    response.writeHead(200, {'content-type': 'application/json'}).end(text)
  }
/** Promises more than it sends. */
const truncated: Answer = (response) => {
  response.writeHead(200, {'content-type': 'application/json', 'content-length': '5000'})
  response.write('{"name":"lodash","versions":{"4.17.20":{')
  breakOff(response)
}
const reset: Answer = (response) => breakOff(response)

function breakOff(response: ServerResponse): void {
  response.socket?.destroy()
}

describe.each<readonly [string, Answer, RegExp]>([
  ['404', status(404), /E404/u],
  ['401', status(401, {'www-authenticate': 'Bearer realm="x"'}), /E401/u],
  ['429', status(429, {'retry-after': '1'}), /E429/u],
  ['500', status(500), /E500/u],
  ['503', status(503), /E503/u],
  ['a broken connection', reset, /ECONNRESET|socket hang up/u],
  ['a truncated body', truncated, /ECONNRESET|socket hang up|aborted/u],
  ['no JSON', body('<html>maintenance</html>'), /JSON/iu],
  ['an empty body', body(''), /JSON|ENODATA/iu],
  ['a list instead of an object', body('[]'), /npm error/u],
  ['no versions', body('{"name":"lodash"}'), /npm error/u],
  ['versions that are no object', body('{"name":"lodash","versions":"all"}'), /E403/u],
  ['another package’s name', body('{"name":"wicked","versions":{}}'), /E403/u],
  [
    'a version that is no manifest',
    body('{"name":"lodash","dist-tags":{"latest":"1.0.0"},"versions":{"1.0.0":5}}'),
    /E403|EINCOMPLETEMANIFEST/u,
  ],
])('a packument answered with %s', (_what, answer, said) => {
  test('fails as it does without us, and nothing is installed', async () => {
    const {scratch, isInstalled} = await spoilt((path) => (path === '/lodash' ? answer : undefined))
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash'])
    expect(stderr).toMatch(said)
    expect(code).not.toBe(0)
    expect(isInstalled()).toBe(false)
  })

  test('is asked for again where npm is set to, and then installed', async () => {
    const {scratch, isInstalled, counts} = await spoilt((path, count) =>
      path === '/lodash' && count === 1 ? answer : undefined,
    )
    const env = {
      npm_config_fetch_retries: '2',
      npm_config_fetch_retry_mintimeout: '10',
      npm_config_fetch_retry_maxtimeout: '20',
    }
    const {code} = await scratch.run('npm', ['install', 'lodash'], {env})
    const isRetried = (counts.get('/lodash') ?? 0) > 1 && code === 0
    expect(isInstalled()).toBe(isRetried)
  })
})

describe.each<readonly [string, Answer, RegExp]>([
  ['other bytes than the integrity says', body('not the tarball'), /EINTEGRITY/u],
  ['a broken connection', reset, /ECONNRESET|socket hang up|aborted|Premature/iu],
  ['a truncated body', truncated, /ECONNRESET|socket hang up|aborted|Premature|terminated|EINTEGRITY/iu],
  ['404', status(404), /E404/u],
])('a tarball answered with %s', (_what, answer, said) => {
  test('fails as it does without us, and nothing is installed', async () => {
    const {scratch, isInstalled} = await spoilt((path) => (path.endsWith('.tgz') ? answer : undefined))
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash'])
    expect(stderr).toMatch(said)
    expect(code).not.toBe(0)
    expect(isInstalled()).toBe(false)
  })
})

test('where the registry serves no times, what only they say is unknown, and said to be', async () => {
  const {scratch, isInstalled} = await spoilt((path) => (path === '/lodash' ? body(ABBREVIATED) : undefined))
  const {code, stderr} = await scratch.run('npm', ['install', 'lodash', '--dry-run'])
  expect(code).toBe(0)
  expect(stderr).toContain('not judged in full: 1 served without the times of their releases')
  expect(isInstalled()).toBe(false)
})

const ABBREVIATED = JSON.stringify({
  name: 'lodash',
  'dist-tags': {latest: '4.17.20'},
  modified: new Date().toISOString(),
  versions: {
    '4.17.20': {name: 'lodash', version: '4.17.20', dist: {tarball: 'http://127.0.0.1:9/lodash/-/lodash-4.17.20.tgz'}},
  },
})

test('a packument of 20 MB passes, and what is young in it is held back', async () => {
  const many = Array.from({length: 2000}, (_, patch) => ({
    name: 'lodash',
    version: `4.17.${patch}`,
    fields: {description: 'x'.repeat(10_000)},
    ...(patch === 1999 ? {publishedAt: HOUR_AGO} : {}),
  }))
  const {scratch} = await gatewayLab(many)
  const {code, stderr} = await scratch.run('npm', ['install', 'lodash'])
  expect(stderr).toContain('held back `lodash` 4.17.1999')
  expect(code).toBe(0)
})

test('a gateway that is killed: npm fails, and nothing is installed', async () => {
  let paused: (() => void) | undefined
  const reached = new Promise<void>((resolve) => {
    paused = resolve
  })
  const {scratch, isInstalled} = await spoilt((path) =>
    path === '/lodash'
      ? () => {
          paused?.()
        }
      : undefined,
  )
  // The first line is the process of sallyport itself, which the shim became.
  const command = 'sh -c \'echo $$ > pid; exec npm install lodash --fetch-retries=0\'; echo "ended $?"'
  const terminal = scratch.runInTerminal(command)
  await reached
  await scratch.run('sh', ['-c', 'kill -9 "$(cat pid)"'])
  await terminal.expectText('ended 137')
  expect(isInstalled()).toBe(false)
})
