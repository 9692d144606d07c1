// Whoever comes to the gateway's port without its secret and takes the time of it.

import {once} from 'node:events'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {connect, type Socket} from 'node:net'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {npmFolder, type Scratch} from '../support/scratch.ts'
import {spoiltLab} from '../support/spoilt-registry.ts'

test('strangers who come to the port of the gateway and trickle: the install goes on, and they are gone with it', async () => {
  let answer: (() => void) | undefined
  let asked: (() => void) | undefined
  const waiting = new Promise<void>((resolve) => {
    asked = resolve
  })
  const {scratch, isInstalled} = await spoiltLab([{name: 'lodash', version: '4.17.20'}], (path, _count, well) => {
    if (path !== '/lodash') return undefined
    return (response, request) => {
      answer = () => well(response, request)
      asked?.()
    }
  })
  const port = portOfGateway(scratch)
  const installing = scratch.run('npm', ['install', 'lodash'])
  await waiting
  const strangers = await Promise.all(Array.from({length: 100}, () => stranger(port())))
  answer?.()
  expect(await installing).toMatchObject({code: 0, stderr: ''})
  expect(isInstalled()).toBe(true)
  await Promise.all(strangers.map(({gone}) => gone))
  expect(strangers.map(({heard}) => heard()).join('')).toBe('')
})

/** Puts itself between sallyport and the real npm, to write down where npm is sent. */
function portOfGateway(scratch: Scratch): () => number {
  const npm = join(scratch.bin, 'npm')
  const note = join(scratch.root, 'registry')
  rmSync(npm)
  const cli = join(npmFolder, 'bin', 'npm-cli.js')
  writeFileSync(npm, `#!/bin/sh\nprintf %s "$npm_config_registry" > '${note}'\nexec node '${cli}' "$@"\n`, {
    mode: 0o755,
  })
  return () => Number(new URL(readFileSync(note, 'utf8')).port)
}

/** Sends a request's beginning, a byte at a time, until somebody hangs up. */
async function stranger(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const bytes = [...`GET /lodash HTTP/1.1\r\nx-slow: ${'x'.repeat(1000)}`]
  const timer = setInterval(() => socket.write(bytes.shift() ?? ''), 50)
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => {
      clearInterval(timer)
      resolve()
    })
  })
  onTestFinished(() => void socket.destroy())
  return {gone, heard: () => heard}
}
