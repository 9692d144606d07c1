// Where `sallyport cache update` may take names from, and who sees its credentials.

import {readFileSync} from 'node:fs'
import {createServer, type RequestListener} from 'node:http'
import {createServer as createSecureServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {installation, NEWER, sourceServer, TABLE} from '../support/name-installation.ts'
import {answering, serving} from '../support/source-server.ts'

describe('sources', () => {
  test('none is built in: says how to set one', async () => {
    const {code, stdout, stderr} = await installation().sallyport('cache', 'update')
    expect({code, stdout}).toEqual({code: 64, stdout: ''})
    expect(stderr).toMatch(
      /^sallyport: no source of names is set.*\nhint: `sallyport config set names-source-npm URL\|FILE`/,
    )
  })

  test('are set, shown and unset', async () => {
    const {sallyport} = installation()
    const get = async () => (await sallyport('config', 'get', 'names-source-npm')).stdout
    expect(await get()).toBe('none\n')
    await sallyport('config', 'set', 'names-source-npm', 'https://me:hunter2@names.example/npm.tsv')
    expect(await get()).toBe('https://***@names.example/npm.tsv\n')
    expect((await sallyport('config', 'list')).stdout).toMatch(
      /^names-source-npm=https:\/\/\*\*\*@names\.example\/npm\.tsv {2}#/m,
    )
    await sallyport('config', 'set', 'names-source-npm', 'none')
    expect(await get()).toBe('none\n')
  })

  test.each([
    'http://names.example/npm.tsv',
    'ftp://names.example/x',
    'names.tsv',
    'https://[',
    'http://127.0.0.1.example/',
  ])('%s is refused', async (source) => {
    const {code, stderr} = await installation().sallyport('config', 'set', 'names-source-npm', source)
    expect({code, stderr}).toEqual({code: 64, stderr: expect.stringContaining('`https:` address')})
  })

  test('over http from another machine is refused before anything is sent', async () => {
    const {code, stderr} = await installation().sallyport(
      'cache',
      'update',
      'npm',
      '--from',
      'http://me:hunter2@names.example/',
    )
    expect(code).toBe(64)
    expect(stderr).toContain('use `https:`')
    expect(stderr).not.toContain('hunter2')
  })

  test('a password goes to the source and nowhere else', async () => {
    const scratch = installation()
    const source = await sourceServer(serving(TABLE, {lastModified: NEWER}))
    const from = source.origin.replace('://', '://me:hunter%202@')
    const said: string[] = []
    const run = async (...args: readonly string[]) => {
      const {stdout, stderr} = await scratch.sallyport(...args)
      said.push(stdout, stderr)
    }
    await run('cache', 'update', 'npm', '--from', `${from}/?token=hunter2#hunter2`)
    source.answerWith(answering(403))
    await run('cache', 'update', 'npm', '--from', `${from}/?token=hunter2`)
    await run('cache', 'status')
    await run('cache', 'status', '--json')
    await run('doctor')
    const credentials = `Basic ${Buffer.from('me:hunter 2').toString('base64')}`
    expect(source.requests.map(({headers}) => headers.authorization)).toEqual([credentials, credentials])
    said.push(readFileSync(join(scratch.cache, 'npm.json'), 'utf8'))
    expect(said.join('')).toContain('***@127.0.0.1')
    expect(said.join('')).not.toMatch(/hunter/)
  })

  test('over https: redirects within https are followed, and credentials stay with the first host', async ({skip}) => {
    const scratch = installation()
    const [key, certificate] = [join(scratch.root, 'key.pem'), join(scratch.root, 'certificate.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    const made = await scratch
      .run('openssl', [
        'req',
        '-x509',
        '-nodes',
        '-newkey',
        'rsa:2048',
        '-days',
        '2',
        ...subject,
        '-keyout',
        key,
        '-out',
        certificate,
      ])
      .catch(() => undefined)
    if (made?.code !== 0) skip('openssl is not there to make a certificate')
    const seen: (readonly [string, string | undefined])[] = []
    const {port, close} = await startTlsServer(
      {key: readFileSync(key), cert: readFileSync(certificate)},
      (request, response) => {
        const {headers, url = ''} = request
        seen.push([`${headers.host?.split(':')[0]}${url}`, headers.authorization])
        const hops: Record<string, string> = {
          '/first': '/second',
          '/second': `https://127.0.0.1:${port}/names`,
          '/loop': '/loop',
        }
        if (hops[url] !== undefined) response.writeHead(302, {location: hops[url]}).end()
        else if (url === '/down') response.writeHead(301, {location: `http://localhost:${port}/names`}).end()
        else response.end(TABLE)
      },
    )
    onTestFinished(close)
    const update = (path: string, env = {NODE_EXTRA_CA_CERTS: certificate}) => {
      const words = ['cache', 'update', 'npm', '--from', `https://me:pass@localhost:${port}${path}`]
      return scratch.run(scratch.install.program, words, {env})
    }
    expect(await update('/first')).toMatchObject({code: 0, stdout: expect.stringContaining('5 names')})
    const credentials = `Basic ${btoa('me:pass')}`
    expect(seen).toEqual([
      ['localhost/first', credentials],
      ['localhost/second', credentials],
      ['127.0.0.1/names', undefined],
    ])
    expect((await update('/loop')).stderr).toContain('redirects more than 5 times')
    expect((await update('/down')).stderr).toContain('only redirects within https')
    expect((await update('/first', {NODE_EXTRA_CA_CERTS: '/dev/null'})).stderr).toContain('self-signed certificate')
  })

  test('from another machine goes through the proxy of the environment, from this one does not', async () => {
    const scratch = installation()
    const asked: (string | undefined)[] = []
    const proxy = createServer()
    proxy.on('connect', (request, socket) => {
      asked.push(request.url)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve)
    })
    onTestFinished(() => void proxy.close())
    const source = await sourceServer(serving(TABLE, {lastModified: NEWER}))
    const {port} = proxy.address() as AddressInfo
    const env = {HTTPS_PROXY: `http://me:hunter2@127.0.0.1:${port}`, HTTP_PROXY: `http://127.0.0.1:${port}`}
    const update = (from: string, change: Record<string, string> = env) =>
      scratch.run(scratch.install.program, ['cache', 'update', 'npm', '--from', from], {env: change})
    const beyond = await update('https://names.example/npm.tsv')
    expect(beyond.code).toBe(69)
    expect(beyond.stderr).not.toContain('hunter2')
    const isOld = beyond.stderr.includes('this Node is too old')
    expect(asked).toEqual(isOld ? [] : ['names.example:443'])
    expect((await update(source.origin)).code).toBe(0)
    const nonsense = await update('https://names.example/npm.tsv', {HTTPS_PROXY: 'me:hunter2@nowhere'})
    expect(nonsense.stderr).toMatch(/^sallyport: nothing was updated: .*\nhint: /)
    expect(nonsense.stderr).not.toContain('hunter2')
  })
})

/** Told apart from the plain server: the certificate is made for each run. */
async function startTlsServer(identity: {readonly key: Buffer; readonly cert: Buffer}, answer: RequestListener) {
  const secure = createSecureServer(identity, answer)
  await new Promise<void>((resolve) => {
    secure.listen(0, '127.0.0.1', resolve)
  })
  const {port} = secure.address() as AddressInfo
  return {port, close: () => secure.close().closeAllConnections()}
}
