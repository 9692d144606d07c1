// `sallyport scan [--json | --sarif] [PATH]`: judges what the npm projects of a folder would bring, without a command and without
// the network. For CI.

import {existsSync, statSync} from 'node:fs'
import {dirname, join, relative, resolve, sep} from 'node:path'
import {asciiJson} from '../core/ascii-json.ts'
import {assertNever} from '../core/assert-never.ts'
import type {Verdict} from '../core/decision.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {managerFor} from '../managers/all-managers.ts'
import {problemLines} from '../report/policy-problems.ts'
import {type ScannedProject, scanJson, scanLines, strictestVerdict} from '../report/scan.ts'
import {foldersWith} from '../system/project-folders.ts'
import {findRealTool} from '../system/real-tool.ts'
import {surroundingsOf} from '../system/surroundings.ts'
import type {Edge, Outcome} from './edge.ts'
import {invocationFor} from './invocation-for.ts'
import {judge} from './judge.ts'
import {nameFolders} from './name-folders.ts'
import {policyInForce} from './policy-in-force.ts'

export interface ScanOptions {
  readonly format: 'text' | 'json' | 'sarif'
  readonly path: string | undefined
}

const LOCKFILES = new Set(['package-lock.json', 'npm-shrinkwrap.json'])

export async function scan({format, path = '.'}: ScanOptions, edge: Edge): Promise<Outcome> {
  const given = resolve(edge.cwd, path)
  const status = statSync(given, {throwIfNoEntry: false})
  if (status === undefined) return fail(edge, `\`${path}\` does not exist`, '`sallyport scan [PATH]`', exitCode.usage)
  const root = status.isDirectory() ? given : dirname(given)
  const unreadable: string[] = []
  const folders = foldersWith(root, LOCKFILES, (folder) => unreadable.push(folder))
  const projects = folders.includes(root) || !existsSync(join(root, 'package.json')) ? folders : [root, ...folders]
  // Deny: what cannot be looked at cannot be called clean.
  for (const folder of unreadable) edge.say(`sallyport: \`${printable(folder)}\` cannot be read`)
  if (projects.length === 0) {
    const hint = 'name a folder with a package.json or a package-lock.json'
    return fail(edge, `there is no npm project in \`${root}\``, hint, exitCode.undecided)
  }
  const scanned: ScannedProject[] = []
  let failure: number | undefined = unreadable.length > 0 ? exitCode.undecided : undefined
  for (const folder of projects) {
    const outcome = await scanProject(folder, relative(root, folder) || '.', {...edge, cwd: folder})
    if (typeof outcome === 'number') failure = Math.max(failure ?? 0, outcome)
    else scanned.push(outcome)
  }
  switch (format) {
    case 'text':
      for (const line of scanLines(scanned)) edge.print(`${line}\n`)
      break
    case 'json':
      edge.print(`${asciiJson(scanJson(scanned))}\n`)
      break
    case 'sarif':
      edge.print(`${asciiJson(await sarifOf(scanned, root))}\n`)
      break
    default:
      assertNever(format)
  }
  const verdict = strictestVerdict(scanned)
  return {kind: 'exit', code: verdict === 'block' ? exitCode.refused : (failure ?? codeFor(verdict))}
}

/** The project, or the exit code of what kept it from being judged, which has been said. */
async function scanProject(folder: string, path: string, edge: Edge): Promise<ScannedProject | number> {
  const manager = await managerFor('npm')
  if (manager === undefined) throw new Error('npm has no reader')
  const executable = findRealTool('npm', edge.environment.PATH)
  // As a fresh checkout is installed, and this very folder: npm would look for one above that it likes better.
  const argv = ['ci', `--prefix=${folder}`]
  const judged = await judge(invocationFor({tool: 'npm', argv, executable}, manager, edge), {
    manager,
    surroundings: surroundingsOf(edge.places.home, folder),
    policy: policyInForce(edge),
    nameFolders: nameFolders(edge),
    cacheFolder: edge.places.cache,
    defaultRegistry: () => undefined,
    isOffline: true,
    now: edge.now(),
  })
  switch (judged.kind) {
    case 'decided':
      return {folder, path, decision: judged.decision}
    case 'policy-problems':
      for (const line of problemLines(judged.problems)) edge.say(line)
      return exitCode.policy
    case 'error':
      fail(edge, judged.message, judged.hint, exitCode.undecided)
      return exitCode.undecided
    case 'passthrough':
      throw new Error('npm ci fetches')
    default:
      return assertNever(judged)
  }
}

async function sarifOf(projects: readonly ScannedProject[], root: string): Promise<Record<string, unknown>> {
  const [{sarif}, {lineFinder}, {allRules}, {readFileSync}, {sha256}, {VERSION}] = await Promise.all([
    import('../report/sarif.ts'),
    import('../report/line-of.ts'),
    import('../core/rules/all-rules.ts'),
    import('node:fs'),
    import('../system/digest.ts'),
    import('./version.ts'),
  ])
  const finders = new Map<string, ReturnType<typeof lineFinder>>()
  const finderOf = (file: string): ReturnType<typeof lineFinder> => {
    const finder = finders.get(file) ?? lineFinder(readFileSync(file, 'utf8'))
    finders.set(file, finder)
    return finder
  }
  return sarif(projects, {
    version: VERSION,
    meanings: new Map(allRules.map(({code, meaning}) => [code, meaning])),
    relative: (file) => relative(root, file).split(sep).join('/'),
    lineOf: (artifact) => (artifact.requestedIn.kind === 'argv' ? 1 : finderOf(artifact.requestedIn.path)(artifact)),
    digest: sha256,
  })
}

function codeFor(verdict: Exclude<Verdict, 'block'>): number {
  return verdict === 'allow' ? exitCode.ok : exitCode.unattended
}

function fail(edge: Edge, message: string, hint: string, code: number): Outcome {
  edge.say(`sallyport: ${printable(message)}`)
  edge.say(`hint: ${printable(hint)}`)
  return {kind: 'exit', code}
}
