// Sending the log to a collector that is fine, that is not, and that is not there.

import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {createServer, type Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it, onTestFinished, test} from 'vitest'
import {readAuditToken} from '../../src/audit/forward/audit-token.ts'
import {forwardLockPath, isBeingForwarded} from '../../src/audit/forward/forward-lock.ts'
import {type Forwarded, type ForwardOrder, forwardLog} from '../../src/audit/forward/forward-log.ts'
import {type ForwardRecord, nextAttempt, readForwardRecord} from '../../src/audit/forward/forward-record.ts'
import {lockFileAtOnce} from '../../src/system/file-lock.ts'
import {logLines, record} from '../support/audit-entries.ts'
import {accepting, type Collector, startCollector, startSyslog} from '../support/collector.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-forward-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const NOW = Date.UTC(2026, 10, 24)

const hanging = (): void => undefined

async function collector(answer: Parameters<typeof startCollector>[0] = accepting): Promise<Collector> {
  const started = await startCollector(answer)
  onTestFinished(() => started.close())
  return started
}

function send({port}: Pick<Collector, 'port'>, change: Partial<ForwardOrder> = {}): Promise<Forwarded> {
  const url = `http://127.0.0.1:${port}/in`
  return forwardLog(folder, {
    written: url,
    target: {kind: 'http', url},
    sender: {host: 'laptop', version: '1.2.3', token: undefined},
    after: 0,
    now: () => NOW,
    patience: 10_000,
    obstacle: undefined,
    ...change,
  })
}

describe('to an HTTP collector', () => {
  it('sends every line as it stands in the log, once', async () => {
    const {received, headers, port} = await collector()
    record(folder, 3)
    expect(await send({port})).toEqual({kind: 'sent', count: 3})
    expect(received).toEqual([
      logLines(folder)
        .map((line) => `${line}\n`)
        .join(''),
    ])
    expect(headers[0]).toMatchObject({
      'content-type': 'application/x-ndjson',
      'user-agent': 'sallyport/1.2.3',
      'x-sallyport-host': 'laptop',
    })
    expect(headers[0]).not.toHaveProperty('authorization')
    expect(await send({port})).toEqual({kind: 'sent', count: 0})
    record(folder, 1)
    expect(await send({port})).toEqual({kind: 'sent', count: 1})
    expect(received).toHaveLength(2)
    expect(readForwardRecord(folder)).toMatchObject({sent: 4, lost: 0, failures: 0, lastSent: NOW})
  })

  it('begins with what was recorded since somebody wanted it', async () => {
    const {received, port} = await collector()
    record(folder, 5)
    expect(await send({port}, {after: 4})).toEqual({kind: 'sent', count: 1})
    expect(received[0]).toContain('"sequence":5,')
  })

  it('sends in batches, over all files', async () => {
    const {received, port} = await collector()
    record(folder, 1200, {size: 100_000, files: 9})
    expect(await send({port})).toEqual({kind: 'sent', count: 1200})
    expect(received).toHaveLength(3)
    const sequences = received
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as {sequence: number}).sequence)
    expect(sequences).toEqual(Array.from({length: 1200}, (_, index) => index + 1))
  })

  it('shows its token', async () => {
    const {headers, port} = await collector()
    record(folder, 1)
    await send({port}, {sender: {host: 'laptop', version: '1', token: 'secret'}})
    expect(headers[0]).toMatchObject({authorization: 'Bearer secret'})
  })

  test.for<[string, Parameters<typeof startCollector>[0], RegExp]>([
    ['answers 503', (response) => response.writeHead(503).end('busy'), /^it answered 503$/],
    ['wants a token', (response) => response.writeHead(401).end(), /^it answered 401: it wants a token/],
    [
      'redirects',
      (response) => response.writeHead(307, {location: 'http://127.0.0.1:9/'}).end(),
      /^it answered 307: it redirects, which is not followed$/,
    ],
    ['hangs', hanging, /^it did not answer in time$/],
    ['breaks off', (response) => response.destroy(), /^it could not be reached \(/],
    ['speaks nonsense', (response) => response.socket?.end('SSH-2.0\r\n'), /^it could not be reached \(/],
  ])('that %s: the failure is remembered, nothing is lost, and later it has everything', async ([, answer, reason]) => {
    const bad = await collector(answer)
    record(folder, 2)
    // Only who hangs is waited for to the end.
    const patience = answer === hanging ? 300 : 20_000
    expect(await send(bad, {patience})).toEqual({kind: 'failed', count: 0, reason: expect.stringMatching(reason)})
    expect(await send(bad, {patience})).toMatchObject({kind: 'failed'})
    expect(readForwardRecord(folder)).toMatchObject({
      sent: 0,
      failures: 2,
      lastFailure: {time: NOW, reason: expect.stringMatching(reason)},
    })
    const good = await collector()
    expect(await send(good)).toEqual({kind: 'sent', count: 2})
    expect(good.received[0]!.split('\n')).toHaveLength(3)
    expect(readForwardRecord(folder)).toMatchObject({sent: 2, failures: 0})
    expect(readForwardRecord(folder)).not.toHaveProperty('lastFailure')
  })

  it('that is not there', async () => {
    const {port, close} = await startCollector()
    await close()
    record(folder, 1)
    expect(await send({port})).toMatchObject({kind: 'failed', reason: expect.stringContaining('ECONNREFUSED')})
  })

  it('counts what was rotated away before it could be sent', async () => {
    const {port} = await collector()
    record(folder, 1)
    await send({port})
    record(folder, 30, {size: 2000, files: 2})
    const {count} = (await send({port})) as {count: number}
    expect(readForwardRecord(folder)).toMatchObject({sent: 31, lost: 30 - count})
    expect(count).toBeLessThan(10)
  })

  it('begins again where the log was begun anew', async () => {
    const {port, received} = await collector()
    record(folder, 5)
    await send({port})
    for (const name of ['audit.jsonl', 'audit.head.json']) rmSync(join(folder, name))
    record(folder, 2)
    expect(await send({port})).toEqual({kind: 'sent', count: 2})
    expect(received).toHaveLength(2)
  })

  it('sends what was written while it was sending', async () => {
    let isFirst = true
    const {port} = await collector((response) => {
      if (isFirst) record(folder, 3)
      isFirst = false
      accepting(response)
    })
    record(folder, 1)
    expect(await send({port})).toEqual({kind: 'sent', count: 4})
  })

  it('is one process at a time, which the others see', async () => {
    record(folder, 1)
    expect(isBeingForwarded(folder)).toBe(false)
    const lock = lockFileAtOnce(forwardLockPath(folder), 0)
    expect(isBeingForwarded(folder)).toBe(true)
    expect(await send({port: 9})).toEqual({kind: 'busy'})
    lock?.release()
  })

  it('sends nothing where something stands in the way', async () => {
    const {port, received} = await collector()
    record(folder, 1)
    expect(await send({port}, {obstacle: 'the token is known to all'})).toMatchObject({kind: 'failed'})
    expect(received).toEqual([])
    expect(readForwardRecord(folder)?.lastFailure?.reason).toBe('the token is known to all')
  })
})

describe('to a syslog server', () => {
  async function sendTo({port}: Collector, patience = 10_000, isEncrypted = false): Promise<Forwarded> {
    const target = {kind: 'syslog', host: '127.0.0.1', port, isEncrypted} as const
    return send({port}, {target, written: `syslog://127.0.0.1:${port}`, patience})
  }

  it('sends RFC 5424 messages with their length in front', async () => {
    const server = await startSyslog()
    onTestFinished(() => server.close())
    record(folder, 2)
    expect(await sendTo(server)).toEqual({kind: 'sent', count: 2})
    const messages = logLines(folder).map((line, index) => {
      const message = `<110>1 2026-11-23T00:0${index}:00.000Z laptop sallyport - audit - ${line}`
      return `${message.length} ${message}`
    })
    expect(server.received).toEqual([messages.join('')])
  })

  it.each([
    ['hangs up', 20_000, (socket: Socket) => void socket.resetAndDestroy(), /could not be reached|broke off/],
    ['never reads to the end', 300, (socket: Socket) => void socket.pause(), /did not take them in time/],
  ])('that %s: failed, and sent again', async (_what, patience, treat, reason) => {
    const server = await startSyslog(treat)
    onTestFinished(() => server.close())
    record(folder, 1)
    expect(await sendTo(server, patience)).toMatchObject({kind: 'failed', reason: expect.stringMatching(reason)})
    expect(readForwardRecord(folder)).toMatchObject({sent: 0, failures: 1})
  })

  it('over TLS shows nothing to a server that cannot prove who it is', async () => {
    let heard = ''
    const server = createServer((socket) => {
      socket.on('data', (chunk) => {
        heard += chunk.toString('latin1')
        socket.end('no TLS here')
      })
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const {port} = server.address() as {port: number}
    record(folder, 1)
    expect(await sendTo({port} as Collector, 5000, true)).toMatchObject({kind: 'failed'})
    expect(heard).not.toContain('package-0')
  })
})

describe('trying again', () => {
  const failed = (failures: number, time = NOW): ForwardRecord => ({
    target: 'https://log.example/',
    sent: 0,
    lost: 0,
    failures,
    lastFailure: {time, reason: 'it answered 503'},
  })
  const minutes = (failures: number): number => ((nextAttempt(failed(failures), NOW) ?? NOW) - NOW) / 60_000

  it('waits twice as long after each failure, six hours at most', () => {
    expect([1, 2, 3, 4, 8, 9, 10, 1000].map(minutes)).toEqual([1, 2, 4, 8, 128, 256, 360, 360])
  })

  it('waits no longer than that, and not at all when the clock went back', () => {
    expect(nextAttempt(failed(1), NOW + 59_999)).toBe(NOW + 60_000)
    expect(nextAttempt(failed(1), NOW + 60_000)).toBeUndefined()
    expect(nextAttempt(failed(1, NOW + 1), NOW)).toBeUndefined()
    expect(nextAttempt({...failed(1), failures: 0}, NOW)).toBeUndefined()
  })

  it.each(['', '{}', 'null', '{"schema":"sallyport/audit-forward/1","target":5}'])(
    'forgets what makes no sense: %j',
    (text) => {
      mkdirSync(join(folder, 'audit-forward'))
      writeFileSync(join(folder, 'audit-forward', 'record.json'), text)
      expect(readForwardRecord(folder)).toBeUndefined()
    },
  )
})

describe('the token file', () => {
  const places = () => ({home: folder, config: folder, cache: folder, state: folder, team: {folder, root: folder}})
  const token = (text: string, mode = 0o600) => {
    writeFileSync(join(folder, 'audit-token'), text)
    chmodSync(join(folder, 'audit-token'), mode)
    return readAuditToken(places())
  }

  it('need not be there', () => {
    expect(readAuditToken(places())).toEqual({kind: 'token', token: undefined})
  })

  it('holds one word', () => {
    expect(token('abc.DEF-123\n')).toEqual({kind: 'token', token: 'abc.DEF-123'})
    for (const text of ['', 'two words', 'a\nb', 'caf\u00e9']) expect(token(text)).toMatchObject({kind: 'refused'})
  })

  it.each([0o644, 0o640, 0o604, 0o660, 0o666])('is refused, and not repeated, with mode %o', (mode) => {
    const read = token('hunter2', mode)
    expect(read).toMatchObject({kind: 'refused', reason: expect.stringMatching(/can be (?:read|written) by/)})
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  it('is refused behind a link out of the folder', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'sallyport-elsewhere-'))
    writeFileSync(join(elsewhere, 'token'), 'hunter2', {mode: 0o600})
    symlinkSync(join(elsewhere, 'token'), join(folder, 'audit-token'))
    expect(readAuditToken(places())).toMatchObject({kind: 'refused', reason: expect.stringContaining('is a link to')})
    rmSync(elsewhere, {recursive: true})
  })
})
