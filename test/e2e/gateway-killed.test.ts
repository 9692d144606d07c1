// Kill -9 of sallyport while npm fetches through its gateway.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {type Answer, hanging, raw} from '../support/source-server.ts'
import {spoiltLab} from '../support/spoilt-registry.ts'

const stopping = raw('HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{"name":', true)

test.each<[string, (path: string) => boolean, Answer]>([
  ['while a packument is fetched', (path) => path === '/lodash', hanging],
  ['in the middle of a packument', (path) => path === '/lodash', stopping],
  ['while a tarball is fetched', (path) => path.endsWith('.tgz'), hanging],
  ['in the middle of a tarball', (path) => path.endsWith('.tgz'), stopping],
])('killed %s: npm fails, and the project is as it was', async (_what, isSpoilt, answer) => {
  let asked: (() => void) | undefined
  const reached = new Promise<void>((resolve) => {
    asked = resolve
  })
  const {scratch, digest} = await spoiltLab([{name: 'lodash', version: '4.17.20'}], (path) => {
    if (!isSpoilt(path)) return undefined
    return (response, request) => {
      answer(response, request)
      asked?.()
    }
  })
  const before = digest()
  const note = join(scratch.root, 'pid')
  // What the shim becomes is the process of sallyport itself; npm has its output as well, so the run ends with npm.
  const running = scratch.run('sh', ['-c', `echo $$ > '${note}'; exec npm install lodash`])
  await reached
  process.kill(Number(readFileSync(note, 'utf8')), 'SIGKILL')
  const {signal, stderr} = await running
  expect(signal).toBe('SIGKILL')
  expect(stderr).toMatch(
    /npm error code (?:ECONNRESET|ECONNREFUSED|ERR_SOCKET_CLOSED|ERR_STREAM_PREMATURE_CLOSE|EIDLETIMEOUT)$/mu,
  )
  expect(digest()).toEqual(before)
})
