// A registry that lets in those who show a certificate: the gateway shows it as npm would, and shows it nowhere else.

import {mkdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {gatewayLab} from '../support/gateway-lab.ts'
import {startNpmRegistry} from '../support/npm-registry.ts'
import {type PrivateCa, privateCa} from '../support/private-ca.ts'
import {startProxy} from '../support/wires.ts'

const CA = privateCa()

describe.skipIf(CA === undefined)('a private scope whose registry wants a certificate', () => {
  const ca = CA as PrivateCa

  /** Beside it a public registry of the same authority, which asks for a certificate as well and goes on without one. */
  async function lab(npmrc: (nerf: string) => string = withCertificate) {
    const {scratch} = await gatewayLab([])
    const acme = await startNpmRegistry(
      [
        {name: '@acme/tool', version: '1.0.0', dependencies: {express: '^4.0.0', '@acme/part': '1.0.0'}},
        {name: '@acme/part', version: '1.0.0'},
      ],
      {tls: {...ca, client: 'refused-without'}},
    )
    const open = await startNpmRegistry([{name: 'express', version: '4.0.0'}], {tls: {...ca, client: 'asked'}})
    onTestFinished(async () => {
      await acme.close()
      await open.close()
    })
    const nerf = acme.url.replace('https:', '')
    scratch.withHomeFiles({
      '.npmrc': `@acme:registry=${acme.url}\ncafile=~/ca.pem\n${npmrc(nerf).replaceAll('~', scratch.home)}`,
      'ca.pem': ca.ca,
      'ann.pem': ca.clientCert,
      'ann.key': ca.clientKey,
    })
    scratch.withEnvironment({npm_config_registry: open.url})
    return {scratch, acme, open}
  }
  const withCertificate = (nerf: string): string => `${nerf}:certfile=~/ann.pem\n${nerf}:keyfile=~/ann.key\n`

  test('installs, and the certificate is shown to that registry alone', async () => {
    const {scratch, acme, open} = await lab()
    expect(await scratch.run('npm', ['install', '@acme/tool'])).toMatchObject({code: 0, stderr: ''})
    expect(acme.log.map(({client, status}) => `${client} ${status}`)).toEqual(Array(4).fill('ann 200'))
    expect(open.log.map(({path}) => path)).toEqual(['/express', '/express/-/express-4.0.0.tgz'])
    expect(open.log.map(({client}) => client)).toEqual([undefined, undefined])
    const lockfile = readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')
    expect(lockfile).toContain(`"resolved": "${acme.url}@acme/tool/-/tool-1.0.0.tgz"`)
    rmSync(join(scratch.project, 'node_modules'), {recursive: true})
    const env = {npm_config_cache: join(scratch.root, 'cold')}
    expect(await scratch.run('npm', ['ci'], {env})).toMatchObject({code: 0, stderr: ''})
  })

  test('installs through the proxy of the settings, which sees no certificate', async () => {
    const proxy = await startProxy()
    onTestFinished(() => proxy.close())
    const {scratch, acme, open} = await lab((nerf) => `${withCertificate(nerf)}https-proxy=${proxy.origin}\n`)
    expect(await scratch.run('npm', ['install', '@acme/tool'])).toMatchObject({code: 0, stderr: ''})
    expect(proxy.targets()).toContain(`CONNECT ${new URL(acme.url).host}`)
    expect(acme.log.every(({client}) => client === 'ann')).toBe(true)
    expect(open.log.every(({client}) => client === undefined)).toBe(true)
  })

  test.each<[string, (nerf: string) => string]>([
    ['no certificate', () => ''],
    ['a certificate without its key', (nerf) => `${nerf}:certfile=~/ann.pem\n`],
    ['files that are not there', (nerf) => `${nerf}:certfile=~/gone.pem\n${nerf}:keyfile=~/gone.key\n`],
    ['a certificate of another host', () => withCertificate('//other.example/')],
    ['a certificate for a path below', (nerf) => withCertificate(`${nerf}below/`)],
  ])('with %s: refused by the registry, with us and without', async (_what, npmrc) => {
    const {scratch, acme} = await lab(npmrc)
    for (const folder of ['bare', 'gated']) mkdirSync(join(scratch.project, folder))
    const install = (folder: string, env: Readonly<Record<string, string>>) =>
      scratch.run('npm', ['install', '@acme/tool'], {cwd: join(scratch.project, folder), env})
    const [bare, gated] = await Promise.all([install('bare', {SALLYPORT: 'off'}), install('gated', {})])
    expect(bare.code).not.toBe(0)
    expect(gated.code).not.toBe(0)
    expect(acme.log).toEqual([])
  })
})
