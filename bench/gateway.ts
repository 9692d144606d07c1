// `npm run bench:gateway`: what the gateway adds to `npm install`, in pairs of bare and gated in one run, with npm's cache cold and
// warm: trees of a registry on loopback, and of the registry that npm on this machine is set to, where that answers. The most memory
// that sallyport took beside npm stands below. `npm run bench:gateway -- loopback|small|large` measures one tree alone.

import {execFileSync} from 'node:child_process'
import {rmSync} from 'node:fs'
import {availableParallelism, cpus} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {registryOfMachine} from '../test/support/machine-registry.ts'
import {Scratch} from '../test/support/scratch.ts'
import {loopbackTree} from './measure/loopback-tree.ts'
import {measurePairs} from './measure/pairs.ts'
import {peakMemory} from './measure/peak-memory.ts'
import {spawnedTime} from './measure/process-time.ts'
import {tableHead, tableLine} from './measure/table.ts'

const PAIRS = Number(process.env.PAIRS ?? 7)
/** DESIGN.md, "Numbers to hold": the whole command against the bare tool. */
const BAR = 1.05

interface Tree {
  readonly what: string
  readonly registry: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
}

/** About 70 and about 800 packages, of names that everybody knows. */
const SMALL = {express: '^4'}
const LARGE = {'@vue/cli-service': '^5', jest: '^29'}

const build = fileURLToPath(new URL('../scripts/build.ts', import.meta.url))
execFileSync(process.execPath, [build], {stdio: ['ignore', 'inherit', 'inherit']})
const only = process.argv[2]
const isWanted = (tree: string): boolean => only === undefined || only === tree
console.log(`Node ${process.versions.node}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown processor'}\n`)
for (const line of tableHead) console.log(line)

const memory: string[] = []
if (isWanted('loopback')) {
  const loopback = await loopbackTree(70)
  await measure({what: `${loopback.count} packages, registry on loopback`, ...loopback})
  await loopback.close()
}
const machine = only === 'loopback' ? undefined : registryOfMachine()
if (machine !== undefined) {
  if (isWanted('small')) await measure({what: 'about 70 packages', ...machine, dependencies: SMALL})
  if (isWanted('large')) await measure({what: 'about 800 packages', ...machine, dependencies: LARGE})
} else if (only !== 'loopback') {
  console.log('| trees of the public registry | skipped: no registry of this machine answers | | | | | | | |')
}
for (const line of memory) console.log(line)

async function measure({what, registry, dependencies, environment = {}}: Tree): Promise<void> {
  const manifest = JSON.stringify({name: 'app', version: '1.0.0', dependencies})
  const scratch = new Scratch().withNpm(registry).withFiles({'package.json': manifest}).withEnvironment(environment)
  const bare = scratch.environment()
  scratch.installShims()
  const gated = scratch.environment()
  const caches = {bare: join(scratch.root, 'cache-bare'), gated: join(scratch.root, 'cache-gated')}
  for (const state of ['cold', 'warm'] as const) {
    const once = (side: 'bare' | 'gated') => async (): Promise<number> => {
      const cache = caches[side]
      for (const left of ['node_modules', 'package-lock.json'])
        rmSync(join(scratch.project, left), {recursive: true, force: true})
      if (state === 'cold') rmSync(cache, {recursive: true, force: true})
      const variables = {...(side === 'bare' ? bare : gated), npm_config_cache: cache}
      const args = ['install', '--ignore-scripts']
      return spawnedTime({command: 'npm', args, cwd: scratch.project, environment: variables, code: 0})
    }
    const times = await measurePairs({bare: once('bare'), gated: once('gated')}, PAIRS)
    const bar = Math.round(times.bareMedian * (BAR - 1))
    const row = {
      kind: 'measured',
      what: `\`npm install\`, ${what}, ${state}`,
      against: 'the bare tool',
      times,
      bar,
    } as const
    console.log(tableLine(row))
  }
  rmSync(caches.gated, {recursive: true, force: true})
  for (const left of ['node_modules', 'package-lock.json'])
    rmSync(join(scratch.project, left), {recursive: true, force: true})
  const variables = {...gated, npm_config_cache: caches.gated}
  const args = ['install', '--ignore-scripts']
  const most = await peakMemory({command: 'npm', args, cwd: scratch.project, environment: variables, code: 0})
  memory.push(
    `\n${what}, cold: ${most === undefined ? 'memory is not known here' : `${Math.round(most)} MB at the most`}`,
  )
  await scratch.remove()
}
