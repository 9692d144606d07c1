import {chmodSync, copyFileSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {checkout} from './checkout.ts'

const SHIMMED_TOOLS = ['npm', 'npx', 'pip', 'pip3', 'docker'] as const

export interface InstallLayout {
  readonly prefix: string
  /** The folder that goes first on PATH. */
  readonly shims: string
  /** The `sallyport` executable. */
  readonly program: string
}

/**
 * Lays an installation out as install.sh does, without running it: the runtime, the bundle (which must be built), the shims
 * and the program.
 */
export function layOutInstall(prefix: string, tools: readonly string[] = SHIMMED_TOOLS): InstallLayout {
  const [version, shims, bin] = ['versions/1', 'shims', 'bin'].map((name) => join(prefix, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [version, shims, bin]) mkdirSync(folder, {recursive: true})
  const library = join(prefix, 'lib')
  symlinkSync('versions/1', library)
  symlinkSync(process.execPath, join(version, 'node'))
  // Hard links, not one symbolic link to the folder: a build that swaps `dist` meanwhile must not pull chunks from under a test.
  linkTree(join(checkout, 'dist'), join(version, 'dist'))
  for (const tool of tools) {
    const shim = join(shims, tool)
    copyFileSync(join(checkout, 'shims', 'shim.sh'), shim)
    chmodSync(shim, 0o755)
  }
  writeFileSync(join(shims, '.sallyport-shims'), '')
  const program = join(bin, 'sallyport')
  const command = `"${library}/node" --disable-warning=ExperimentalWarning "${library}/dist/main.js"`
  writeFileSync(program, `#!/bin/sh\nexec ${command} "$@"\n`, {mode: 0o755})
  return {prefix, shims, program}
}

function linkTree(source: string, target: string): void {
  mkdirSync(target)
  for (const name of readdirSync(source)) {
    const [from, to] = [join(source, name), join(target, name)]
    if (statSync(from).isDirectory()) linkTree(from, to)
    else linkOrCopy(from, to)
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    // Another file system, or a file that belongs to somebody else.
    copyFileSync(from, to)
  }
}
