import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import {type IndexContent, writeNameIndex} from '../../src/reputation/write-name-index.ts'
import {Scratch} from './scratch.ts'
import {type Answer, startSourceServer} from './source-server.ts'

const BUNDLED = '2020-01-01'
export const NEWER = 'Mon, 01 Jun 2020 00:00:00 GMT'
export const OLDER = 'Tue, 01 Jan 2019 00:00:00 GMT'

/** The bundled index knows no `quantumleap`; the newer table does. */
export const OLD_NAMES = ['express', 'lodash', 'react', 'typescript']
export const TABLE = ['quantumleap', ...OLD_NAMES].map((name, rank) => `${name}\t${900_000_000 - rank}`).join('\n')

export function indexOf(
  names: readonly string[],
  date: string,
  ecosystem: IndexContent['ecosystem'] = 'npm',
): Uint8Array {
  return writeNameIndex({
    ecosystem,
    date,
    sources: {'test-names': names.length},
    figures: ecosystem === 'npm' ? 'downloads' : ecosystem === 'pypi' ? 'rank' : 'official-image',
    names: names.map((name, rank) => ({name, figure: ecosystem === 'npm' ? 900_000_000 - rank : 0})),
    members: ecosystem === 'pypi' ? [...names, 'obscure'] : [],
  })
}

/** An installation whose bundled indexes are small and old, so that the tests do not depend on the day they run. */
export function installation() {
  const scratch = new Scratch().withNode().installShims()
  onTestFinished(() => scratch.remove())
  scratch.withFakeTool({name: 'npm'})
  const data = join(scratch.install.prefix, 'lib/dist/data')
  for (const [ecosystem, names] of [
    ['npm', OLD_NAMES],
    ['pypi', ['requests', 'boto3']],
    ['docker', ['nginx', 'redis']],
  ] as const) {
    const path = join(data, `${ecosystem}.names`)
    // A hard link to the bundle of all tests.
    rmSync(path)
    writeFileSync(path, indexOf(names, BUNDLED, ecosystem))
  }
  const cache = join(scratch.home, '.cache/sallyport/names')
  const sallyport = (...args: readonly string[]) => scratch.run(scratch.install.program, args)
  const status = async (ecosystem = 'npm') => {
    const {stdout} = await sallyport('cache', 'status', '--json')
    return JSON.parse(stdout).names.find((one: {ecosystem: string}) => one.ecosystem === ecosystem)
  }
  /** The verdict on a name that only the newer table resembles. */
  const verdict = async () => {
    const input = 'quantumlaep\n'
    const {stdout} = await scratch.run(scratch.install.program, ['names', '--ecosystem', 'npm'], {input})
    return stdout.split('\t')[0]
  }
  return Object.assign(scratch, {cache, data, sallyport, status, verdict})
}

export async function sourceServer(answer: Answer) {
  const started = await startSourceServer(answer)
  onTestFinished(() => started.close())
  return started
}
