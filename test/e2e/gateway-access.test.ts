// Private registries through the gateway, by the person's own settings; and nobody's credentials anywhere else.

import {type Dirent, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {gatewayLab} from '../support/gateway-lab.ts'
import {type NpmPackage, startNpmRegistry} from '../support/npm-registry.ts'
import {privateCa} from '../support/private-ca.ts'
import {startProxy, startWiretap} from '../support/wires.ts'

const TOKEN = 'npm_privateTokenOfAnn'
const PASSWORD = 'hunter2hunter2'
const PROXY_PASSWORD = 'proxyPasswordOfAnn'
const CA = privateCa()

const PRIVATE: readonly NpmPackage[] = [
  {name: '@acme/tool', version: '1.0.0', dependencies: {express: '^4.0.0', '@acme/part': '1.0.0'}},
  {name: '@acme/part', version: '1.0.0'},
]
const PUBLIC: readonly NpmPackage[] = [{name: 'express', version: '4.0.0'}]

type Options = Parameters<typeof startNpmRegistry>[1]

/** A public registry behind a wiretap, and a private one for `@acme`. */
async function lab(npmrc: (privateUrl: string) => string, options: Options = {}) {
  const {scratch, registry: open, policy} = await gatewayLab(PUBLIC)
  const wire = await startWiretap(Number(new URL(open.url).port))
  const acme = await startNpmRegistry(PRIVATE, options)
  onTestFinished(async () => {
    await acme.close()
    await wire.close()
  })
  const nerf = acme.url.replace(/^https?:/u, '')
  scratch.withHomeFiles({'.npmrc': `@acme:registry=${acme.url}\n${npmrc(nerf)}`})
  scratch.withEnvironment({npm_config_registry: `${wire.origin}/`})
  return {scratch, acme, wire, policy}
}

/** Everything below the scratch that a run may have written, but npm's own file with the credentials. */
function writtenBelow(folder: string): string {
  const isOwn = ({name, parentPath}: Dirent): boolean => name === '.npmrc' || parentPath.includes('/prefix/')
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !isOwn(entry))
    .map(({parentPath, name}) => readFileSync(join(parentPath, name), 'latin1'))
    .join('\n')
    .replaceAll(CHAIN, '')
}

/** The digests by which the audit log is chained. */
const CHAIN = /"(?:previous|hash|digest|head)":\s*"[0-9a-f]{64}"/gu

describe.each([
  ['a token', (nerf: string) => `${nerf}:_authToken=${TOKEN}\n`, {token: TOKEN}],
  [
    'basic authentication by `_auth`',
    (nerf: string) => `${nerf}:_auth=${Buffer.from(`ann:${PASSWORD}`).toString('base64')}\n`,
    {authorization: `Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}`},
  ],
  [
    'a user name and a password',
    (nerf: string) => `${nerf}:username=ann\n${nerf}:_password=${Buffer.from(PASSWORD).toString('base64')}\n`,
    {authorization: `Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}`},
  ],
  [
    'a path on its host, and a token for it',
    (nerf: string) => `${nerf}:_authToken=${TOKEN}\n`,
    {token: TOKEN, path: '/artifactory/api/npm/npm'},
  ],
])('a private scoped registry with %s', (_what, npmrc, options) => {
  test('serves, and no other host, log, cache or message gets to see the credentials', async () => {
    const {scratch, acme, wire} = await lab(npmrc, options)
    const {code, stdout, stderr} = await scratch.run('npm', ['install', '@acme/tool', '--loglevel', 'silly'])
    expect(stderr).not.toContain('E401')
    expect(code).toBe(0)
    const paths = acme.log.map(({path, status}) => `${status} ${decodeURIComponent(path)}`)
    expect(paths.filter((path) => path.endsWith('.tgz'))).toHaveLength(2)
    expect(acme.log.every(({hasAuthorization, status}) => hasAuthorization && status === 200)).toBe(true)
    expect(wire.received()).toContain('GET /express')
    for (const secret of [TOKEN, PASSWORD, Buffer.from(`ann:${PASSWORD}`).toString('base64'), 'authorization']) {
      expect(wire.received().toLowerCase()).not.toContain(secret.toLowerCase())
    }
    const lockfile = readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')
    expect(lockfile).toContain(`"resolved": "${acme.url}@acme/tool/-/tool-1.0.0.tgz"`)
    const everything = writtenBelow(scratch.root) + stdout + stderr
    for (const secret of [TOKEN, PASSWORD, Buffer.from(PASSWORD).toString('base64')]) {
      expect(everything).not.toContain(secret)
    }
    // The gateway's own secret has 64 hexadecimal digits, and nothing else has as many.
    expect(everything.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu)).toBeNull()
  })
})

test('npm ci of a lockfile with private addresses, cold: each host gets its own credentials', async () => {
  const {scratch, acme} = await lab((nerf) => `${nerf}:_authToken=${TOKEN}\n`, {token: TOKEN})
  expect((await scratch.run('npm', ['install', '@acme/part'])).code).toBe(0)
  const cold = {npm_config_cache: join(scratch.root, 'cold')}
  expect(await scratch.run('npm', ['ci'], {env: cold})).toMatchObject({code: 0, stderr: ''})
  expect(acme.log.map(({path, status}) => `${status} ${decodeURIComponent(path)}`)).toEqual([
    '200 /@acme/part',
    '200 /@acme/part/-/part-1.0.0.tgz',
    '200 /@acme/part/-/part-1.0.0.tgz',
  ])
})

test('without its credentials a private registry says 401, and npm says so', async () => {
  const {scratch} = await lab(() => '', {token: TOKEN})
  const {code, stderr} = await scratch.run('npm', ['install', '@acme/tool'])
  expect(stderr).toContain('E401')
  expect(code).not.toBe(0)
})

describe.skipIf(CA === undefined)('a registry with a certificate of a private authority', () => {
  const tls = CA as NonNullable<typeof CA>

  test('serves where `cafile` names the authority', async () => {
    const {scratch, acme} = await lab((nerf) => `${nerf}:_authToken=${TOKEN}\ncafile=~/ca.pem\n`, {tls, token: TOKEN})
    scratch.withHomeFiles({'ca.pem': tls.ca})
    const {code, stderr} = await scratch.run('npm', ['install', '@acme/tool'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(acme.log.length).toBeGreaterThan(3)
  })

  test('does not without: no credential is sent, nothing is installed', async () => {
    const {scratch, acme} = await lab((nerf) => `${nerf}:_authToken=${TOKEN}\n`, {tls, token: TOKEN})
    const {code, stderr} = await scratch.run('npm', ['install', '@acme/tool'])
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/sallyport: .*(?:UNABLE_TO_VERIFY|SELF_SIGNED)/u)
    expect(acme.log).toEqual([])
  })

  test('serves with strict-ssl=false, as the bare npm would have it', async () => {
    const {scratch} = await lab((nerf) => `${nerf}:_authToken=${TOKEN}\nstrict-ssl=false\n`, {tls, token: TOKEN})
    expect((await scratch.run('npm', ['install', '@acme/tool'])).code).toBe(0)
  })

  test('is reached through the proxy of the settings, by a tunnel', async () => {
    const proxy = await startProxy()
    onTestFinished(() => proxy.close())
    const address = proxy.origin.replace('//', `//ann:${PROXY_PASSWORD}@`)
    const npmrc = (nerf: string) => `${nerf}:_authToken=${TOKEN}\ncafile=~/ca.pem\nhttps-proxy=${address}\n`
    const {scratch, acme, wire} = await lab(npmrc, {tls, token: TOKEN})
    scratch.withHomeFiles({'ca.pem': tls.ca})
    const {code, stdout, stderr} = await scratch.run('npm', ['install', '@acme/tool', '--loglevel', 'silly'])
    expect(code).toBe(0)
    const host = new URL(acme.url).host
    expect(proxy.targets()).toContain(`CONNECT ${host}`)
    expect(proxy.targets().join('\n')).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/express/u)
    // Never the gateway itself.
    expect(proxy.received()).not.toMatch(/sallyport/u)
    const ours = proxy
      .received()
      .split('\n')
      .filter((line) => !/pacote-req-type tarball/u.test(line))
    // Tarballs that npm 10 and 11 fetch by themselves carry the token to the proxy, as they do without us.
    expect(ours.join('\n')).not.toContain(TOKEN)
    for (const secret of [PROXY_PASSWORD, Buffer.from(`ann:${PROXY_PASSWORD}`).toString('base64'), 'authorization'])
      expect(wire.received().toLowerCase()).not.toContain(secret.toLowerCase())
    expect(writtenBelow(scratch.root) + stdout + stderr).not.toContain(PROXY_PASSWORD)
  })
})

test('whoever does not know the secret is refused, before anything is fetched', async () => {
  const {scratch, registry} = await gatewayLab([{name: 'lodash', version: '4.17.21'}])
  scratch.withFiles({
    'package.json': '{"name":"app","scripts":{"postinstall":"node ask.js"}}\n',
    'ask.js': `const {get} = require('node:http')
const {npm_config_registry: registry} = process.env
for (const authorization of [undefined, 'Bearer 0000', 'Basic c2FsbHlwb3J0OjAwMDA='])
  get(registry + 'lodash', {headers: authorization ? {authorization} : {}}, (r) => {
    require('node:fs').appendFileSync(__dirname + '/answers', r.statusCode + ' ')
    r.resume()
  })
`,
  })
  await scratch.run('npm', ['install'])
  expect(readFileSync(join(scratch.project, 'answers'), 'utf8')).toBe('403 403 403 ')
  expect(registry.log.map(({path}) => path)).not.toContain('/lodash')
})
