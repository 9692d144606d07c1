// Files of a git repository at one commit, by the real git: with the person's own credentials, and with nothing of the repository
// run, checked out or kept.

import {join} from 'node:path'
import {redactUrl} from '../core/redact.ts'
import {type CommandEnd, type CommandLimits, runQuietly} from '../system/quiet-command.ts'
import {findRealTool} from '../system/real-tool.ts'
import type {FetchedFiles, FetchLimits} from './fetched.ts'
import {inScratchFolder} from './scratch-folder.ts'

export interface GitFile {
  /** `https:`, `ssh:` or `file:`; without options in the place of host or user. */
  readonly url: string
  /** A branch, a tag or a commit. */
  readonly ref: string
  /** Looked for in this order. */
  readonly paths: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Bytes that git may write; a repository with nothing but policies in it takes a thousandth. */
const LARGEST_REPOSITORY = 256 * 1024 * 1024

/** The first of the paths that is there, and what is beside it with `.sig`. */
export async function fetchFromGit(
  {url, ref, paths}: GitFile,
  environment: Environment,
  {bytes, total}: Pick<FetchLimits, 'bytes' | 'total'>,
): Promise<FetchedFiles> {
  const git = findRealTool('git', environment.PATH)
  if (git === undefined) return failed('there is no `git` on PATH')
  return inScratchFolder(async (folder) => {
    const limits: CommandLimits = {
      cwd: folder,
      environment: gitEnvironment(environment, url),
      total,
      output: bytes,
      folder: LARGEST_REPOSITORY,
    }
    const run = (...words: readonly string[]): Promise<CommandEnd> =>
      runQuietly(git, [...SETTINGS, `--git-dir=${join(folder, 'repository')}`, ...words], limits)
    const made = await run('init', '--quiet', '--bare', '--template=')
    if (!isDone(made)) return failed(complaintOf('git could not start', made))
    const fetched = await run('fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--', url, ref)
    if (!isDone(fetched)) return failed(complaintOf('git could not fetch it', fetched))
    const read = async (path: string): Promise<CommandEnd> => run('cat-file', 'blob', `FETCH_HEAD:${path}`)
    for (const path of paths) {
      const file = await read(path)
      if (file.kind === 'stopped') return failed(`git ${file.reason}`)
      if (!isDone(file)) continue
      const signature = await read(`${path}.sig`)
      if (signature.kind === 'stopped') return failed(`git ${signature.reason}`)
      return {kind: 'files', file: file.stdout, ...(isDone(signature) ? {signature: signature.stdout} : {})}
    }
    return failed(`there is no ${paths.map((path) => `\`${path}\``).join(' and no ')} in it`)
  })
}

/** Over whatever the person's own git configuration says. */
const SETTINGS = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['submodule.recurse', 'false'],
  ['credential.interactive', 'false'],
  ['http.followRedirects', 'false'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '30'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`])

/** What a person may have set for their whole machine; every other `GIT_…` is of a repository or a command around us. */
const KEPT = new Set([
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
  'GIT_PROXY_COMMAND',
  'GIT_EXEC_PATH',
])

function gitEnvironment(environment: Environment, url: string): Environment {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_') || KEPT.has(name))
  return {
    ...Object.fromEntries(kept),
    // Settings such as `insteadOf` turn https into ssh and back; nothing turns either into a file or a program.
    GIT_ALLOW_PROTOCOL: url.startsWith('file:') ? 'file' : 'https:ssh',
    GIT_TERMINAL_PROMPT: '0',
    // Empty is said; absent would be asked of SSH_ASKPASS.
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  }
}

function isDone(end: CommandEnd): end is Extract<CommandEnd, {kind: 'ended'}> {
  return end.kind === 'ended' && end.code === 0
}

/** The first line in which git says what was wrong; what follows it is advice. */
function complaintOf(what: string, end: CommandEnd): string {
  if (end.kind === 'stopped') return `git ${end.reason}`
  const said = end.stderr.split('\n').filter((line) => line.trim() !== '')
  const line = said.find((one) => /^(?:fatal|error|remote|ssh):/.test(one)) ?? said[0]
  // Settings of the person's own may have put a token into the address.
  return line === undefined ? what : `${what} (${redactUrl(line.trim())})`
}

function failed(reason: string): {readonly kind: 'failed'; readonly reason: string} {
  return {kind: 'failed', reason}
}
