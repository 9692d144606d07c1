// The one list of package managers. A new one is a folder beside these, an entry here, and its shim names in install.sh.

import type {PackageManager} from '../core/invocation.ts'

interface Entry {
  /** The names a shim exists for. */
  readonly tools: readonly string[]
  /** Only the manager that is asked for is loaded. */
  readonly load: () => Promise<PackageManager>
}

const ENTRIES: readonly Entry[] = [
  {tools: ['npm', 'npx'], load: async () => (await import('./npm/npm.ts')).npm},
  {tools: ['pip', 'pip3'], load: async () => (await import('./pip/pip.ts')).pip},
  {tools: ['docker'], load: async () => (await import('./docker/docker.ts')).docker},
]

/** Every tool that sallyport stands in front of. */
export const allTools: readonly string[] = ENTRIES.flatMap(({tools}) => tools)

/** `pip3.11` is read as `pip` is. Undefined for a tool that is none of ours. */
export async function managerFor(tool: string): Promise<PackageManager | undefined> {
  const plain = tool.replace(/^(pip)[\d.]*$/, '$1')
  return ENTRIES.find(({tools}) => tools.includes(plain))?.load()
}
