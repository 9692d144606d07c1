// Where the audit log is sent, through the whole program.

import {existsSync, readFileSync} from 'node:fs'
import type {ServerResponse} from 'node:http'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {readForwardRecord} from '../../src/audit/forward/forward-record.ts'
import {logLines} from '../support/audit-entries.ts'
import {auditGate, idle, POLICY, SOON} from '../support/audit-gate.ts'
import {accepting, startCollector, startSyslog} from '../support/collector.ts'

describe('forwarding', () => {
  const forwarding = (target: string): string => `version: 1\naudit: {forward: '${target}'}\n`

  test('sends what is judged from then on, without anybody waiting for it', async () => {
    const {scratch, state, sallyport} = auditGate()
    const collector = await startCollector()
    onTestFinished(() => collector.close())
    await scratch.run('npm', ['install', 'express'])
    scratch.withHomeFiles({[POLICY]: forwarding(`http://127.0.0.1:${collector.port}/in`)})
    await scratch.run('pip', ['install', 'reqeusts'])
    await expect.poll(() => collector.received.join(''), SOON).toBe(`${logLines(state)[1]}\n`)
    await idle(state)
    const {stdout} = await sallyport('doctor')
    expect(stdout).toMatch(/^ok {6}audit log to http:\/\/127\.0\.0\.1:\d+\/in: everything is sent; last sent /m)
    expect((await sallyport('policy', 'show')).stdout).toContain(`audit.forward: http://127.0.0.1:${collector.port}/in`)
  })

  test('to a collector that hangs: no command waits, none starts a second attempt, and later everything is sent', async () => {
    const {scratch, state, sallyport} = auditGate()
    const open: ServerResponse[] = []
    const collector = await startCollector((response) => void open.push(response))
    onTestFinished(() => collector.close())
    scratch.withHomeFiles({[POLICY]: forwarding(`http://127.0.0.1:${collector.port}/`)})
    // Each ends although its line, or the one before, is still being sent.
    expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
    await expect.poll(() => open.length, SOON).toBe(1)
    for (const version of ['4.0.0', '4.1.0', '4.2.0']) {
      expect((await scratch.run('npm', ['install', `express@${version}`])).code).toBe(0)
    }
    expect(collector.received).toHaveLength(1)
    accepting(open[0]!)
    // The process that was sending goes on with what came meanwhile.
    await expect.poll(() => open.length, SOON).toBe(2)
    accepting(open[1]!)
    await expect.poll(() => readForwardRecord(state)?.sent, SOON).toBe(4)
    await idle(state)
    expect(collector.received.join('')).toBe(readFileSync(join(state, 'audit.jsonl'), 'utf8'))
    expect((await sallyport('doctor')).stdout).toContain('everything is sent')
  })

  test('to a collector that is not there: remembered, said by `doctor`, not tried at once again', async () => {
    const {scratch, state, sallyport, log} = auditGate()
    const {port, close} = await startCollector()
    await close()
    scratch.withHomeFiles({[POLICY]: forwarding(`http://127.0.0.1:${port}/`)})
    expect((await scratch.run('npm', ['install', 'express'])).stderr).toBe('')
    await expect.poll(() => readForwardRecord(state)?.failures, SOON).toBe(1)
    await idle(state)
    expect((await scratch.run('npm', ['install', 'express'])).stderr).toBe('')
    expect(readForwardRecord(state)?.failures).toBe(1)
    const {stdout} = await sallyport('doctor')
    expect(stdout).toMatch(
      /^note {4}audit log to .*: 2 records not sent yet; 1 failure, .*ECONNREFUSED.*; again not before /m,
    )
    const {code, stderr} = await log('--forward')
    expect(code).toBe(69)
    expect(stderr).toContain('ECONNREFUSED')
  })

  test('to a syslog server', async () => {
    const {scratch, state} = auditGate()
    const server = await startSyslog()
    onTestFinished(() => server.close())
    scratch.withHomeFiles({[POLICY]: forwarding(`syslog://127.0.0.1:${server.port}`)})
    await scratch.run('npm', ['install', 'express'])
    await expect.poll(() => server.received.join(''), SOON).toMatch(/^\d+ <110>1 \S+Z \S+ sallyport - audit - \{.*\}$/)
    await expect.poll(() => readForwardRecord(state)?.sent, SOON).toBe(1)
  })

  test('is nothing that a cloned repository can ask for, and nothing that shows a password', async () => {
    const {scratch, state, sallyport, log} = auditGate()
    const collector = await startCollector()
    onTestFinished(() => collector.close())
    scratch.withFiles({'.sallyport.yaml': forwarding(`http://127.0.0.1:${collector.port}/`)})
    await scratch.run('npm', ['install', 'express'])
    expect((await sallyport('policy', 'show')).stdout).toMatch(
      /^ignored: audit\.forward: .*; the file of a project can only tighten$/m,
    )
    expect(await log('--forward')).toMatchObject({code: 64})
    expect(collector.received).toEqual([])
    expect(existsSync(join(state, 'audit-forward'))).toBe(false)
    scratch.withHomeFiles({[POLICY]: forwarding('https://user:hunter2@log.example/')})
    const {code, stderr} = await sallyport('policy', 'validate')
    expect(code).toBe(78)
    expect(stderr).toContain('holds credentials')
    expect(stderr).not.toContain('hunter2')
  })
})
