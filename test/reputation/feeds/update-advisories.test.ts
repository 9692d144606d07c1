import {readdirSync, statSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import type {FeedEcosystem} from '../../../src/core/osv/affected.ts'
import {advisorySource, openReputation} from '../../../src/reputation/cache/reputation.ts'
import {reputationStatus} from '../../../src/reputation/cache/status.ts'
import {
  type AdvisoryRequest,
  type AdvisoryUpdate,
  updateAdvisories,
} from '../../../src/reputation/feeds/update-advisories.ts'
import {asLines, osvEntry} from '../../support/osv-entry.ts'
import {cacheFolder, NOW} from '../../support/reputation-folder.ts'

const LIMITS = {bytes: 1e9, idle: 1000, total: 1000}

let folder: string
let source: string
let clock = 0

beforeEach(() => {
  folder = cacheFolder()
  source = join(cacheFolder(), 'feed')
})

function put(content: string): void {
  writeFileSync(source, content)
  // Each content has a time of its own, whatever the clock of the file system.
  clock += 10
  utimesSync(source, clock, clock)
}

function update(
  content: string | readonly object[] | undefined,
  options: Partial<AdvisoryRequest> = {},
): Promise<AdvisoryUpdate> {
  if (content !== undefined) put(typeof content === 'string' ? content : asLines(content))
  const location = {kind: 'file', path: source, shown: 'feed'} as const
  return updateAdvisories(
    folder,
    {ecosystem: 'npm', source: location, force: false, add: false, ...options},
    LIMITS,
    NOW,
  )
}

/** Ids of the advisories about a version; without one, about every version. */
function about(name: string, version?: string, ecosystem: FeedEcosystem = 'npm'): readonly string[] | string {
  const opening = openReputation(folder, NOW)
  const feed = advisorySource(opening, folder, ecosystem)
  const known = feed.kind === 'feed' ? feed.about(name) : feed
  const ids = known.kind === 'known' ? known.of(version).map(({id}) => id) : known.kind
  if (opening.kind === 'open') opening.reputation.close()
  return ids
}

const two = [osvEntry('MAL-1', 'evil'), osvEntry('GHSA-1', 'weak', {events: [{introduced: '1.0.0'}, {fixed: '1.5.0'}]})]

test('a first feed is in force, with its date and its place; nothing else is left in the folder', async () => {
  expect(about('evil')).toBe('none')
  const updated = await update(two)
  expect(updated).toMatchObject({
    kind: 'updated',
    changes: {added: 2, changed: 0, removed: 0},
    facts: {part: 'feed', entries: 2, source, unread: 0, newest: Date.parse('2026-11-01T00:00:00Z')},
    previous: undefined,
  })
  expect([
    about('evil'),
    about('weak'),
    about('weak', '1.4.9'),
    about('weak', '1.5.0'),
    about('good', '1.0.0'),
  ]).toEqual([['MAL-1'], [], ['GHSA-1'], [], []])
  expect(about('evil', '1.0.0', 'pypi')).toBe('none')
  const names = readdirSync(folder).filter((name) => !name.startsWith('reputation.db-'))
  expect(names.sort()).toEqual(['advisories-npm.expected', 'reputation.db', 'reputation.lock'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
})

test('PyPI has its own feed, names and versions', async () => {
  const entry = osvEntry('PYSEC-1', 'Evil_Thing', {ecosystem: 'PyPI', events: [{introduced: '1.0'}, {fixed: '2.0'}]})
  await update([entry], {ecosystem: 'pypi'})
  expect(about('evil-thing', '1.5+local', 'pypi')).toEqual(['PYSEC-1'])
  expect(about('evil-thing', '2.0', 'pypi')).toEqual([])
})

test('a source that has not changed is not read again, and that is written down', async () => {
  await update(two)
  expect(await update(undefined)).toMatchObject({kind: 'up-to-date', facts: {entries: 2, checked: NOW}})
  expect(await update(undefined, {force: true})).toMatchObject({
    kind: 'updated',
    changes: {added: 0, changed: 0, removed: 0},
  })
})

test('only what differs is written', async () => {
  await update([osvEntry('MAL-1', 'a'), osvEntry('MAL-2', 'b'), osvEntry('MAL-3', 'c'), osvEntry('MAL-4', 'd')])
  const next = [
    osvEntry('MAL-1', 'a'),
    osvEntry('MAL-2', 'b', {modified: '2026-11-02T00:00:00Z', events: [{introduced: '2.0.0'}]}),
    osvEntry('MAL-3', 'other'),
    osvEntry('MAL-5', 'e'),
  ]
  expect(await update(next)).toMatchObject({changes: {added: 2, changed: 1, removed: 2}, previous: {entries: 4}})
  expect([
    about('a'),
    about('b', '1.0.0'),
    about('b', '2.0.0'),
    about('c'),
    about('d'),
    about('other'),
    about('e'),
  ]).toEqual([['MAL-1'], [], ['MAL-2'], [], [], ['MAL-3'], ['MAL-5']])
})

test('an entry that was withdrawn is gone', async () => {
  await update([...two, osvEntry('MAL-2', 'innocent')])
  await update([
    ...two,
    osvEntry('MAL-2', 'innocent', {modified: '2026-11-05T00:00:00Z', withdrawn: '2026-11-05T00:00:00Z'}),
  ])
  expect(about('innocent')).toEqual([])
  expect(about('evil')).toEqual(['MAL-1'])
})

test('of an id that comes twice the later counts, in whatever order', async () => {
  const [older, later] = [
    osvEntry('MAL-1', 'evil', {events: [{introduced: '1.0.0'}]}),
    osvEntry('MAL-1', 'evil', {modified: '2026-11-03T00:00:00Z', events: [{introduced: '5.0.0'}]}),
  ]
  for (const entries of [
    [older, later],
    [later, older],
  ]) {
    expect(await update(entries, {force: true})).toMatchObject({facts: {entries: 1}})
    expect([about('evil', '1.0.0'), about('evil', '5.0.0')]).toEqual([[], ['MAL-1']])
  }
})

describe('added beside the feed', () => {
  const own = osvEntry('MAL-OWN', 'ours', {modified: '2026-11-10T00:00:00Z'})

  test('a single advisory is, and the next feed does not take it away', async () => {
    await update(two)
    expect(await update(JSON.stringify(own))).toMatchObject({kind: 'updated', facts: {part: 'added', entries: 1}})
    await update([...two, osvEntry('MAL-3', 'third', {modified: '2026-11-11T00:00:00Z'})])
    expect([about('ours'), about('third'), about('evil')]).toEqual([['MAL-OWN'], ['MAL-3'], ['MAL-1']])
  })

  test('several are with `add`, each id in its latest form', async () => {
    await update(two)
    await update([own, osvEntry('MAL-9', 'ninth')], {add: true})
    const later = osvEntry('MAL-OWN', 'ours', {modified: '2026-11-11T00:00:00Z', events: [{introduced: '3.0.0'}]})
    await update([later, osvEntry('MAL-8', 'eighth')], {add: true})
    expect([about('ours', '1.0.0'), about('ours', '3.0.0'), about('ninth'), about('eighth')]).toEqual([
      [],
      ['MAL-OWN'],
      ['MAL-9'],
      ['MAL-8'],
    ])
    await update([own], {add: true})
    expect(about('ours', '1.0.0')).toEqual([])
  })

  test('without a feed it is one itself', async () => {
    await update(JSON.stringify(own))
    expect(about('ours')).toEqual(['MAL-OWN'])
    expect(about('evil')).toEqual([])
  })

  test('one that is withdrawn takes the id back, in the feed as well', async () => {
    await update(two)
    const withdrawn = osvEntry('MAL-1', 'evil', {modified: '2026-11-20T00:00:00Z', withdrawn: '2026-11-20T00:00:00Z'})
    expect(await update(JSON.stringify(withdrawn))).toMatchObject({changes: {removed: 1}})
    expect(about('evil')).toEqual([])
  })

  test('what has come into the feed since is the feed\u2019s', async () => {
    await update(two)
    await update(JSON.stringify(own))
    await update([
      ...two,
      osvEntry('MAL-OWN', 'ours', {modified: '2026-11-12T00:00:00Z', events: [{introduced: '9.0.0'}]}),
    ])
    expect([about('ours', '1.0.0'), about('ours', '9.0.0')]).toEqual([[], ['MAL-OWN']])
  })
})

describe('a feed that is not taken leaves the one in force', () => {
  const many = Array.from({length: 10}, (_, at) => osvEntry(`MAL-${at}`, `evil-${at}`))

  test.each<[string, string | readonly object[], RegExp, boolean]>([
    ['less than half of it', many.slice(0, 4), /holds 4 advisories, less than half of the 10/, true],
    [
      'older',
      many.map((entry) => ({...entry, modified: '2026-10-01T00:00:00Z'})),
      /latest entry is of 2026-10-01T00:00, older/,
      true,
    ],
    [
      'mostly unreadable',
      `${asLines(many)}${'{"id": \n'.repeat(11)}`,
      /11 of its 21 entries cannot be read; line 11: it is no JSON/,
      true,
    ],
    [
      'of another ecosystem',
      [osvEntry('PYSEC-1', 'x', {ecosystem: 'PyPI'}), osvEntry('PYSEC-2', 'y', {ecosystem: 'PyPI'})],
      /no advisory about packages of npm/,
      false,
    ],
    ['an empty array', '[]', /no advisory about packages of npm/, false],
    ['a page', '<html>', /HTML/, false],
    ['cut short', asLines(many).slice(0, -30), /breaks off in line 10/, false],
  ])('%s', async (_what, content, reason, canForce) => {
    await update(many)
    const failed = await update(content)
    expect(failed).toMatchObject({kind: 'failed', reason: expect.stringMatching(reason)})
    expect('hint' in failed).toBe(canForce)
    expect(about('evil-7')).toEqual(['MAL-7'])
    expect(reputationStatus(folder, NOW).feeds[0]).toMatchObject({
      failure: {time: NOW, reason: expect.stringMatching(reason)},
    })
    expect((await update(undefined, {force: true})).kind).toBe(canForce ? 'updated' : 'failed')
  })

  test('one of the future does not make every later one old', async () => {
    await update([osvEntry('MAL-1', 'evil', {modified: '2999-01-01T00:00:00Z'})])
    expect(
      await update([
        osvEntry('MAL-1', 'evil', {modified: '2999-01-01T00:00:00Z'}),
        osvEntry('MAL-2', 'e', {modified: '2026-11-24T11:00:00Z'}),
      ]),
    ).toMatchObject({kind: 'updated'})
    expect(reputationStatus(folder, NOW).feeds[0]?.parts[0]).toMatchObject({newest: NOW})
  })
})

test('entries that cannot be read are counted, and the first of them told', async () => {
  const updated = await update(`${asLines(two)}{"id":\n${JSON.stringify({id: 'X-1'})}\n`)
  expect(updated).toMatchObject({
    kind: 'updated',
    facts: {entries: 2, unread: 2, problems: ['line 3: it is no JSON', 'entry 4: `X-1` names no package']},
  })
})

test('whoever has the old feed open goes on with it, and the next one has the new', async () => {
  await update(two)
  const opening = openReputation(folder, NOW)
  const old = advisorySource(opening, folder, 'npm')
  if (old.kind !== 'feed' || opening.kind !== 'open') throw new Error(old.kind)
  expect(await update([osvEntry('MAL-7', 'seventh'), osvEntry('MAL-1', 'evil')])).toMatchObject({kind: 'updated'})
  expect(about('seventh')).toEqual(['MAL-7'])
  opening.reputation.close()
})

test('a folder that cannot be written is told, not thrown', async () => {
  writeFileSync(join(folder, 'file'), '')
  folder = join(folder, 'file')
  expect(await update(two)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/cannot be written/),
    hint: expect.any(String),
  })
})
