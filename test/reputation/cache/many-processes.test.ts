// Twenty installs at once, and installs that are killed: real processes on one database.

import {type ChildProcess, spawn} from 'node:child_process'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {expect, test} from 'vitest'
import {databasePath} from '../../../src/reputation/cache/place.ts'
import {openReputation} from '../../../src/reputation/cache/reputation.ts'
import {openDatabase} from '../../../src/system/sqlite.ts'
import {checkout} from '../../support/checkout.ts'
import {cacheFolder, everyVersionOf, NOW, putFeed} from '../../support/reputation-folder.ts'

const worker = join(checkout, 'test/support/reputation-worker.ts')

interface Running {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** Resolves when so many lines were said, or the process ended. */
  readonly said: (count: number) => Promise<void>
  readonly ended: Promise<unknown>
}

function start(folder: string, name: string, rounds: number): Running {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', worker, folder, name, String(rounds)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const lines: string[] = []
  let waiting: (() => void)[] = []
  const tell = (): void => {
    for (const one of waiting) one()
    waiting = []
  }
  createInterface({input: child.stdout}).on('line', (line) => {
    lines.push(line)
    tell()
  })
  const ended = new Promise((resolve) => child.once('close', resolve)).then(tell)
  const said = async (count: number): Promise<void> => {
    while (lines.length < count && child.exitCode === null && child.signalCode === null) {
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }
  return {child, lines, said, ended}
}

function expectWhole(folder: string): void {
  const database = openDatabase(databasePath(folder))
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  // A package came with all of its releases or not at all.
  const halves = database
    .prepare('SELECT p.name FROM package p WHERE (SELECT count(*) FROM release r WHERE r.package = p.id) <> 20')
    .all()
  expect(halves).toEqual([])
  database.close()
}

function kept(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.startsWith('kept ')).map((line) => line.split(' ')[1] ?? '')
}

function expectKnown(folder: string, names: readonly string[]): void {
  const opening = openReputation(folder, NOW)
  if (opening.kind !== 'open') throw new Error(opening.reason)
  const missing = names.filter((name) => opening.reputation.package('https://registry.example/', name) === undefined)
  expect(missing).toEqual([])
  opening.reputation.close()
}

test('twenty at once: each reads the feed, and what each kept is there', async () => {
  const folder = cacheFolder()
  putFeed(folder, 'npm', {evil: [everyVersionOf('MAL-1')]})
  const all = Array.from({length: 20}, (_, at) => start(folder, `worker${at}`, 3))
  await Promise.all(all.map(({ended}) => ended))
  const lines = all.flatMap((one) => one.lines)
  expect(lines).toHaveLength(60)
  // Others may write for longer than one waits; then it is not kept, and nothing worse.
  for (const line of lines) expect(line).toMatch(/^(?:kept|not-kept) \S+ MAL-1$/)
  expect(kept(lines).length).toBeGreaterThan(20)
  expectKnown(folder, kept(lines))
  expectWhole(folder)
})

test('killed at any moment: what was said to be kept is there, and the next one goes on', async () => {
  const folder = cacheFolder()
  putFeed(folder, 'npm', {evil: [everyVersionOf('MAL-1')]})
  const all = Array.from({length: 6}, (_, at) => start(folder, `worker${at}`, 10_000))
  await Promise.all(
    all.map(async ({child, said, ended}, at) => {
      await said(3 + at)
      child.kill('SIGKILL')
      await ended
    }),
  )
  const next = start(folder, 'next', 1)
  await next.ended
  expect(next.lines).toEqual(['kept next-0 MAL-1'])
  expectKnown(
    folder,
    all.flatMap(({lines}) => kept(lines)),
  )
  expectWhole(folder)
})
