// The one list of package managers. A new one is a folder beside these, a line here, and its shim names in install.sh.

import type {PackageManager} from '../core/invocation.ts'
import {docker} from './docker/docker.ts'
import {npm} from './npm/npm.ts'
import {pip} from './pip/pip.ts'

export const allManagers: readonly PackageManager[] = [npm, pip, docker]

/** `pip3.11` is read as `pip3` is. */
export function managerFor(tool: string): PackageManager | undefined {
  const plain = tool.replace(/^(pip)[\d.]*$/, '$1')
  return allManagers.find(({tools}) => tools.includes(plain))
}
