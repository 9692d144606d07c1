import {execFileSync} from 'node:child_process'
import {closeSync, openSync, readSync} from 'node:fs'

/** Bytes of a first line. */
const LONGEST_LINE = 128
const PROBE = 'npm_config_@probe:registry'

/** What install.sh lets shims run in. A file that merely stands on PATH does not choose what is started here. */
const SHELLS: readonly string[] = ['/bin/sh', '/bin/bash']

/**
 * The shell that runs a shim, where it drops variables whose names no shell can write, so that the tool never sees them. Undefined
 * where it hands them on, or cannot be asked.
 */
export function droppingShell(shim: string, shells = SHELLS): string | undefined {
  try {
    const [, shell = '', option = ''] = /^#!\s*(\/\S+) ?(\S*)\n/.exec(beginningOf(shim)) ?? []
    if (!shells.includes(shell)) return undefined
    const words = [...(option === '' ? [] : [option]), '-c', 'env']
    const environment = {PATH: '/usr/bin:/bin', [PROBE]: 'kept'}
    const answer = execFileSync(shell, words, {
      env: environment,
      encoding: 'utf8',
      timeout: 2000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return answer.includes(`${PROBE}=kept`) ? undefined : shell
  } catch {
    return undefined
  }
}

function beginningOf(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(LONGEST_LINE)
    return bytes.toString('latin1', 0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}
