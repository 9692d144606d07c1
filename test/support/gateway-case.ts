import {cpSync, existsSync, mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {expect} from 'vitest'
import {type GatewayLab, type GatewayLabOptions, gatewayLab} from './gateway-lab.ts'
import type {NpmPackage} from './npm-registry.ts'
import {asLines, osvEntry} from './osv-entry.ts'
import type {EnvironmentChange} from './scratch.ts'
import {treeDigest} from './tree-digest.ts'

/** One command of npm or npx in a folder of a certain shape. */
export interface GatewayCase {
  /** What is special about the folder, for the test's name. */
  readonly where?: string
  /** As typed, words parted by spaces. */
  readonly command: string
  /** Below the project; an empty manifest where absent. */
  readonly files?: Readonly<Record<string, string>>
  /** Commands of the bare npm that go before it. */
  readonly before?: readonly string[]
  /** Paths below the project that are taken away then. */
  readonly without?: readonly string[]
  /** Written then, over what is there. */
  readonly changed?: Readonly<Record<string, string>>
  /** Below the project. */
  readonly cwd?: string
  readonly env?: EnvironmentChange
}

const EMPTY = {'package.json': '{"name":"app","version":"1.0.0"}\n'}

/** A manifest with these dependencies. */
export function manifest(dependencies: Readonly<Record<string, string>>, fields: object = {}): string {
  return `${JSON.stringify({name: 'app', version: '1.0.0', dependencies, ...fields}, null, 2)}\n`
}

/** The cases with a title of their own each. */
export function titled(cases: readonly GatewayCase[]): readonly (GatewayCase & {readonly title: string})[] {
  return cases.map((one) => ({...one, title: `${one.command} ${one.where ?? ''}`.trim()}))
}

export interface PreparedCase extends GatewayLab {
  /** Runs the command: through the gate, or the bare npm. */
  readonly act: (which?: 'bare' | 'gated') => ReturnType<GatewayLab['scratch']['run']>
  /** Everything that it may have changed: the project, and what is installed globally. */
  readonly state: () => readonly ReadonlyMap<string, string>[]
  /** Everything as it was before the command, and nothing in npm's cache. */
  readonly rewind: () => void
  /** From now on a feed calls this package malicious. */
  readonly accuse: (name: string) => Promise<void>
}

export async function prepare(
  one: GatewayCase,
  packages: readonly NpmPackage[],
  options: GatewayLabOptions = {},
): Promise<PreparedCase> {
  const lab = await gatewayLab(packages, one.files ?? EMPTY, options)
  const {scratch, program} = lab
  const at = join(scratch.project, one.cwd ?? '')
  mkdirSync(at, {recursive: true})
  const run = (command: string, env: EnvironmentChange) => {
    const [tool = '', ...words] = command.split(' ')
    return scratch.run(tool, words, {cwd: at, env})
  }
  const bare = {SALLYPORT: 'off', npm_config_audit: 'false'}
  for (const command of one.before ?? []) {
    const {code, stderr} = await run(command, bare)
    expect(stderr).not.toContain('npm error')
    expect(code).toBe(0)
  }
  for (const path of one.without ?? []) rmSync(join(scratch.project, path), {recursive: true})
  scratch.withFiles(one.changed ?? {})
  const changing = [scratch.project, join(scratch.root, 'npm-global')]
  const copies = changing.map((folder, index) => [folder, join(scratch.root, `copy-${index}`)] as const)
  const asItIs = {recursive: true, verbatimSymlinks: true, preserveTimestamps: true}
  for (const [folder, copy] of copies) if (existsSync(folder)) cpSync(folder, copy, asItIs)
  return {
    ...lab,
    rewind: () => {
      rmSync(join(scratch.root, 'npm-cache'), {recursive: true, force: true})
      for (const [folder, copy] of copies) {
        rmSync(folder, {recursive: true, force: true})
        if (existsSync(copy)) cpSync(copy, folder, asItIs)
      }
    },
    act: (which = 'gated') => run(one.command, {...one.env, ...(which === 'bare' ? {SALLYPORT: 'off'} : {})}),
    state: () => changing.map(treeDigest),
    accuse: async (name) => {
      scratch.withHomeFiles({'malware.ndjson': asLines([osvEntry('MAL-2026-1', name)])})
      const from = join(scratch.home, 'malware.ndjson')
      const {code} = await scratch.run(program, ['cache', 'update', 'advisories', 'npm', '--from', from])
      expect(code).toBe(0)
    },
  }
}
