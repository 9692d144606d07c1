import {mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {checkout} from './checkout.ts'
import {type RunResult, runDetached} from './detached-run.ts'
import {type FakeTool, readFakeCalls, writeFakeTool} from './fake-tool.ts'
import {type InstallLayout, layOutInstall} from './install-layout.ts'
import {openTerminal, type TerminalSession} from './terminal-session.ts'
import {type Virtualenv, virtualenvMaker} from './virtualenv.ts'

/** A port where nothing ever listens (RFC 863, discard): what is not given a registry must fail at once, not reach one. */
const NOWHERE = 'http://127.0.0.1:9/'

/** Another npm than the one of the devDependencies: its folder, to run the same tests over another major version. */
export const npmFolder = process.env.SALLYPORT_TEST_NPM ?? join(checkout, 'node_modules', 'npm')

/** Environment values of one run; `undefined` takes a variable away. */
export type EnvironmentChange = Readonly<Record<string, string | undefined>>

/**
 * A home, a project folder and an environment made of nothing, for one test. Each method adds one thing and returns the same
 * scratch; `remove` ends every terminal it opened and deletes the folder.
 *
 *     const scratch = new Scratch().withNpm(registry.url).withFiles({'package.json': '{}'}).installShims()
 *     onTestFinished(() => scratch.remove())
 *     await scratch.run('npm', ['install', 'express'])
 */
export class Scratch {
  readonly root: string
  readonly home: string
  /** The working folder of every run. */
  readonly project: string
  /** Our own folder on PATH. */
  readonly bin: string
  readonly #environment = new Map<string, string>()
  readonly #pathFront: string[] = []
  readonly #terminals: TerminalSession[] = []

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-scratch-')))
    this.home = this.#folder('home')
    this.project = this.#folder('project')
    this.bin = this.#folder('bin')
    this.withEnvironment({
      HOME: this.home,
      TMPDIR: this.#folder('tmp'),
      XDG_CONFIG_HOME: join(this.home, '.config'),
      XDG_CACHE_HOME: join(this.home, '.cache'),
      XDG_STATE_HOME: join(this.home, '.local', 'state'),
      XDG_DATA_HOME: join(this.home, '.local', 'share'),
      XDG_RUNTIME_DIR: this.#folder('run'),
      SHELL: '/bin/sh',
      LANG: 'C.UTF-8',
    })
  }

  /** Path below the project folder to content. */
  withFiles(files: Readonly<Record<string, string>>): this {
    return this.#write(this.project, files)
  }

  withHomeFiles(files: Readonly<Record<string, string>>): this {
    return this.#write(this.home, files)
  }

  /** For every run from now on. */
  withEnvironment(change: EnvironmentChange): this {
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) this.#environment.delete(name)
      else this.#environment.set(name, value)
    }
    return this
  }

  /** The folder goes before everything that is on PATH now. */
  withPathFront(folder: string): this {
    this.#pathFront.unshift(folder)
    return this
  }

  /** An executable of this machine, under a name of our choice. */
  withTool(name: string, executable: string): this {
    symlinkSync(executable, join(this.bin, name))
    return this
  }

  withNode(): this {
    return this.withTool('node', process.execPath)
  }

  /** The real npm of the devDependencies, and the Node that runs this test. Without a registry it can reach none. */
  withNpm(registryUrl: string = NOWHERE): this {
    this.withNode()
    for (const tool of ['npm', 'npx']) {
      this.withTool(tool, join(npmFolder, 'bin', `${tool}-cli.js`))
    }
    return this.withEnvironment({
      npm_config_registry: registryUrl,
      npm_config_cache: join(this.root, 'npm-cache'),
      npm_config_prefix: join(this.root, 'npm-global'),
      npm_config_userconfig: join(this.home, '.npmrc'),
      npm_config_globalconfig: join(this.root, 'npm-global', 'etc', 'npmrc'),
      npm_config_update_notifier: 'false',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_fetch_retries: '0',
    })
  }

  /** A fresh virtual environment with the real pip, first on PATH as an activated one. Throws where Python has no venv. */
  withVirtualenv(indexUrl: string = NOWHERE): this & {readonly virtualenv: Virtualenv} {
    const maker = virtualenvMaker()
    if (maker.kind === 'missing') throw new Error(maker.reason)
    const folder = join(this.root, 'virtualenv')
    const virtualenv = maker.create(folder)
    this.withPathFront(virtualenv.bin).withEnvironment({
      VIRTUAL_ENV: folder,
      PIP_INDEX_URL: indexUrl,
      PIP_CONFIG_FILE: '/dev/null',
      PIP_CACHE_DIR: join(this.root, 'pip-cache'),
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_RETRIES: '0',
    })
    return Object.assign(this, {virtualenv})
  }

  /** A tool that writes its arguments down; read them with `callsOf`. */
  withFakeTool(tool: FakeTool): this {
    writeFakeTool(join(this.bin, tool.name), this.#recordOf(tool.name), tool)
    return this
  }

  /** The arguments of each call of a fake tool, oldest first. */
  callsOf(tool: string): readonly (readonly string[])[] {
    return readFakeCalls(this.#recordOf(tool))
  }

  /** An installation as install.sh lays it out, its shims first on PATH. The bundle in `dist` must be built. */
  installShims(prefix: string = join(this.root, 'prefix')): this & {readonly install: InstallLayout} {
    const install = layOutInstall(prefix)
    this.withPathFront(install.shims)
    return Object.assign(this, {install})
  }

  /** Enrols in a team's policy that nobody signed; gives the path of the file in force. The shims must be installed. */
  async enrolInTeam(policy: string): Promise<string> {
    const prefix = join(this.root, 'prefix')
    const source = join(this.root, 'team-policy.yaml')
    writeFileSync(source, policy, {mode: 0o600})
    const {code, stderr} = await this.run(join(prefix, 'bin', 'sallyport'), ['policy', 'add', source, '--unsigned'])
    if (code !== 0) throw new Error(stderr)
    return join(prefix, 'team', 'policy.yaml')
  }

  /** The whole environment of a run: nothing is inherited from the machine but the system's own folders at the end of PATH. */
  environment(change: EnvironmentChange = {}): Record<string, string> {
    const path = [...this.#pathFront, this.bin, '/usr/bin', '/bin'].join(':')
    const merged = Object.entries({PATH: path, ...Object.fromEntries(this.#environment), ...change})
    return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== undefined))
  }

  /** Runs a command found on the scratch's PATH, with no terminal; resolves with what it left. */
  run(
    command: string,
    args: readonly string[],
    options: {
      readonly input?: string
      readonly env?: EnvironmentChange
      readonly cwd?: string
      readonly timeoutMilliseconds?: number
    } = {},
  ): Promise<RunResult> {
    const {env, cwd = this.project, ...rest} = options
    return runDetached(command, args, {...rest, cwd, environment: this.environment(env)})
  }

  /** Runs a command line of `sh` on a terminal of its own. */
  runInTerminal(
    commandLine: string,
    options: {readonly env?: EnvironmentChange; readonly columns?: number; readonly rows?: number} = {},
  ): TerminalSession {
    const {env, ...size} = options
    const session = openTerminal({
      ...size,
      command: '/bin/sh',
      args: ['-c', commandLine],
      cwd: this.project,
      environment: this.environment(env),
    })
    this.#terminals.push(session)
    return session
  }

  async remove(): Promise<void> {
    await Promise.all(this.#terminals.map((session) => session.close()))
    rmSync(this.root, {recursive: true, force: true, maxRetries: 3})
  }

  #folder(name: string): string {
    const folder = join(this.root, name)
    mkdirSync(folder, {mode: 0o700})
    return folder
  }

  #recordOf(tool: string): string {
    return join(this.root, `calls-of-${tool}`)
  }

  #write(folder: string, files: Readonly<Record<string, string>>): this {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name)
      mkdirSync(dirname(path), {recursive: true})
      writeFileSync(path, content)
    }
    return this
  }
}
