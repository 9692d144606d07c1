// What is left of the team's files decides what a command does: all of an enrolment or none, and after a writer was killed at any
// moment the old one or the new one.

import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {beforeEach, describe, expect, it, vi} from 'vitest'
import type {Enrolment} from '../../../src/policy-files/team/enrolment.ts'
import {standingAt} from '../../../src/policy-files/team/standing.ts'
import {readTeamFile} from '../../../src/policy-files/team/team-file.ts'
import {locked, placeTeam, removeTeam} from '../../../src/policy-files/team/team-folder.ts'
import {isEnrolled, teamPaths} from '../../../src/policy-files/team/team-paths.ts'
import {sha256} from '../../../src/system/digest.ts'
import type {TeamPlace} from '../../../src/system/places.ts'
import {damaged, newSigner, releaseOf, teamPlace} from '../../support/team-publisher.ts'

/** How many more files are written before the writer is killed, in the middle of the next one. */
const fate = vi.hoisted(() => ({left: Number.POSITIVE_INFINITY}))
vi.mock('../../../src/system/whole-file.ts', async (original) => {
  const real = await original<typeof import('../../../src/system/whole-file.ts')>()
  return {
    ...real,
    replaceFile: (path: string, content: string | Uint8Array) => {
      if (fate.left-- > 0) return real.replaceFile(path, content)
      writeFileSync(`${path}.tmp`.replace(/([^/]*)$/, '.$1'), 'half')
      throw new Error('killed')
    },
  }
})
beforeEach(() => {
  fate.left = Number.POSITIVE_INFINITY
})

const signer = newSigner()
const times = {enrolled: '2026-11-01T00:00:00.000Z', checked: '2026-11-02T00:00:00.000Z'}

function filesOf(serial: number) {
  const release = releaseOf(`version: 1\nserial: ${serial}\n`, {signer})
  const enrolment: Enrolment = {
    source: 'https://policy.example/policy.yaml',
    enrolledKey: signer.publicKey,
    key: signer.publicKey,
    serial,
    policy: sha256(release.policy),
    signature: sha256(release.signature),
    ...times,
  }
  return {enrolment, ...release}
}

function serialAt(at: TeamPlace): number | string | undefined {
  if (!isEnrolled(at)) return 'none'
  const file = readTeamFile(at)
  return file.kind === 'team' ? file.enrolment.serial : file.problems.map(({message}) => message).join()
}

/** As an update does. */
function place(at: TeamPlace, serial: number): void {
  const standing = standingAt(at)
  placeTeam(at, filesOf(serial), standing.kind === 'enrolled' ? {current: standing.enrolment} : undefined)
}

describe('files of an enrolment', () => {
  it('are in force together, and leave together', async () => {
    const at = teamPlace()
    expect(serialAt(at)).toBe('none')
    await locked(at, () => place(at, 1))
    expect(serialAt(at)).toBe(1)
    await locked(at, () => place(at, 2))
    expect(serialAt(at)).toBe(2)
    await locked(at, () => removeTeam(at))
    expect(serialAt(at)).toBe('none')
    expect(readdirSync(dirname(at.folder))).toEqual(['team.lock'])
  })

  it.each<[string, (paths: ReturnType<typeof teamPaths>) => void, RegExp, string]>([
    ['the policy is gone', ({policy}) => rmSync(policy), /is missing/, 'sallyport policy update'],
    ['the signature is gone', ({signature}) => rmSync(signature), /is missing/, 'sallyport policy update'],
    ['the record is gone', ({record}) => rmSync(record), /is missing/, 'sallyport policy add SOURCE --key KEY'],
    [
      'only the signature is left',
      ({policy, record}) => {
        rmSync(policy)
        rmSync(record)
      },
      /is missing/,
      'sallyport policy add SOURCE --key KEY',
    ],
    ['a byte of the policy is another', ({policy}) => spoil(policy), /was changed here/, 'sallyport policy update'],
    [
      'a byte of the signature is another',
      ({signature}) => spoil(signature),
      /was changed here/,
      'sallyport policy update',
    ],
    ['the policy is empty', ({policy}) => writeFileSync(policy, ''), /was changed here/, 'sallyport policy update'],
    [
      'the record is cut short',
      ({record}) => writeFileSync(record, readFileSync(record).subarray(0, 40)),
      /is no record/,
      'sallyport policy add SOURCE --key KEY',
    ],
    ['others can write the policy', ({policy}) => chmodSync(policy, 0o666), /written by everybody/, 'chmod go-w '],
    ['others can write the record', ({record}) => chmodSync(record, 0o620), /written by its group/, 'chmod go-w '],
  ])('are refused when %s, with the command that mends it', (_what, spoilIt, message, hint) => {
    const at = teamPlace()
    place(at, 1)
    spoilIt(teamPaths(at))
    const file = readTeamFile(at)
    expect(isEnrolled(at)).toBe(true)
    expect(file).toMatchObject({
      kind: 'problems',
      problems: [{message: expect.stringMatching(message) as string, hint: expect.stringContaining(hint) as string}],
    })
  })

  it('are refused in a folder that others can write', () => {
    const at = teamPlace()
    place(at, 1)
    chmodSync(at.folder, 0o777)
    expect(serialAt(at)).toMatch(/can be written by everybody/)
    chmodSync(at.folder, 0o700)
    chmodSync(at.root, 0o775)
    expect(serialAt(at)).toMatch(/can be written by its group/)
  })
})

function spoil(path: string): void {
  writeFileSync(path, damaged(readFileSync(path), 5))
}

describe('a writer that is killed', () => {
  it.each([0, 1, 2, 3])('in a first enrolment after %d files leaves nobody enrolled', async (left) => {
    const at = teamPlace()
    fate.left = left
    if (left < 3) await expect(locked(at, () => place(at, 1))).rejects.toThrow('killed')
    else await locked(at, () => place(at, 1))
    expect(serialAt(at)).toBe(left < 3 ? 'none' : 1)
    await expectRecovery(at, 1)
  })

  const states = [
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
  ] as const
  it.each(states)('in an update after %d files leaves release %d, whole', async (left, serial) => {
    const at = teamPlace()
    place(at, 1)
    fate.left = left
    await locked(at, () => place(at, 2)).catch(() => undefined)
    expect(serialAt(at)).toBe(serial)
    await expectRecovery(at, 2)
  })

  it.each(states.flatMap(([first]) => states.map(([second]) => [first, second] as const)))(
    'twice, after %d and %d files, leaves a whole release',
    async (first, second) => {
      const at = teamPlace()
      place(at, 1)
      fate.left = first
      await locked(at, () => place(at, 2)).catch(() => undefined)
      fate.left = second
      await locked(at, () => place(at, 3)).catch(() => undefined)
      expect([1, 2, 3]).toContain(serialAt(at))
      await expectRecovery(at, 3)
    },
  )

  it('between old and new files was never out of force', async () => {
    const at = teamPlace()
    rmSync(at.folder, {recursive: true, force: true})
    mkdirSync(at.folder, {mode: 0o700})
    // Half an enrolment is refused; enrolling anew mends it, and is refused until its last file.
    writeFileSync(teamPaths(at).policy, 'version: 1\n')
    for (const left of [0, 1, 2]) {
      fate.left = left
      await locked(at, () => place(at, 1)).catch(() => undefined)
      expect(serialAt(at)).toMatch(/is missing/)
    }
    await expectRecovery(at, 1)
  })

  /** The next update works, and takes away what was left behind. */
  async function expectRecovery(at: TeamPlace, serial: number): Promise<void> {
    fate.left = Number.POSITIVE_INFINITY
    await locked(at, () => place(at, serial))
    expect(serialAt(at)).toBe(serial)
    expect(readdirSync(at.folder).sort()).toEqual(['policy.yaml', 'policy.yaml.sig', 'team.json'])
    expect(existsSync(join(dirname(at.folder), '.team-aside'))).toBe(false)
  }
})
