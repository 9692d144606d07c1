import {execFileSync} from 'node:child_process'
import {accessSync, constants, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {checkout} from './checkout.ts'

export interface Virtualenv {
  /** Holds `python`, `pip` and `pip3`. */
  readonly bin: string
  readonly sitePackages: string
}

export type VirtualenvMaker =
  | {readonly kind: 'ready'; readonly create: (folder: string) => Virtualenv}
  | {readonly kind: 'missing'; readonly reason: string}

let maker: VirtualenvMaker | undefined

/**
 * Makes virtual environments quickly: pip is unpacked by `ensurepip` once and kept beside the dependencies, then each environment
 * is a bare `venv` (links, some tens of milliseconds) with a copy of that pip.
 */
export function virtualenvMaker(): VirtualenvMaker {
  maker ??= findMaker()
  return maker
}

interface Python {
  readonly executable: string
  /** `3.11`. */
  readonly version: string
}

function findMaker(): VirtualenvMaker {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'python3'))
  let reason = 'python3 is not installed'
  for (const candidate of candidates.filter(isExecutable)) {
    try {
      const told = runPython(candidate, [
        '-c',
        'import sys, venv, ensurepip; print(sys.executable); print("%d.%d" % sys.version_info[:2])',
      ])
      const [executable = '', version = ''] = told.trim().split('\n')
      const python = {executable, version}
      const packages = unpackedPip(python)
      return {kind: 'ready', create: (folder) => createVirtualenv(python, packages, folder)}
    } catch {
      reason = 'python3 has no working venv and ensurepip (Debian: python3-venv)'
    }
  }
  return {kind: 'missing', reason}
}

function createVirtualenv(python: Python, packages: string, folder: string): Virtualenv {
  runPython(python.executable, ['-m', 'venv', '--without-pip', folder])
  const bin = join(folder, 'bin')
  const sitePackages = join(folder, 'lib', `python${python.version}`, 'site-packages')
  cpSync(packages, sitePackages, {recursive: true, verbatimSymlinks: true})
  const script = `#!${join(bin, 'python3')}\nimport sys\nfrom pip._internal.cli.main import main\nsys.exit(main())\n`
  for (const name of ['pip', 'pip3']) writeFileSync(join(bin, name), script, {mode: 0o755})
  return {bin, sitePackages}
}

/** The site-packages folder of an environment made in full; kept between runs, made whole under another name first. */
function unpackedPip({executable, version}: Python): string {
  const folder = cacheFolder()
  const kept = join(folder, `python${version}`)
  const packages = join(kept, 'lib', `python${version}`, 'site-packages')
  if (isReadable(join(packages, 'pip', '__init__.py'))) return packages
  const fresh = mkdtempSync(join(folder, 'fresh-'))
  runPython(executable, ['-m', 'venv', fresh])
  try {
    renameSync(fresh, kept)
  } catch (error) {
    // Another test process was faster; its environment is as good as ours.
    rmSync(fresh, {recursive: true, force: true})
    if (!isReadable(join(packages, 'pip', '__init__.py'))) throw error
  }
  return packages
}

/** Beside the dependencies; where the checkout belongs to somebody else, a folder of this process alone. */
function cacheFolder(): string {
  const shared = join(checkout, 'node_modules', '.cache', 'sallyport-test', `virtualenv-${process.getuid?.() ?? 0}`)
  try {
    mkdirSync(shared, {recursive: true})
    accessSync(shared, constants.W_OK)
    return shared
  } catch {
    const own = mkdtempSync(join(tmpdir(), 'sallyport-virtualenv-'))
    process.once('exit', () => rmSync(own, {recursive: true, force: true}))
    return own
  }
}

function runPython(executable: string, args: readonly string[]): string {
  const environment = {PATH: process.env.PATH, HOME: process.env.HOME, PIP_CONFIG_FILE: '/dev/null'}
  return execFileSync(executable, ['-I', ...args], {
    encoding: 'utf8',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function isExecutable(path: string): boolean {
  return isAccessible(path, constants.X_OK)
}

function isReadable(path: string): boolean {
  return isAccessible(path, constants.R_OK)
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
