import {readFileSync} from 'node:fs'
import {type Check, failed, passed, skipped} from './check.ts'
import {trackedFiles} from './tracked-files.ts'

/** Assembled, so that this file does not hold what it looks for. */
const word = (...parts: readonly string[]): string => parts.join('.')
const folder = (...parts: readonly string[]): string => `/${parts.join('/')}/`

const REGISTRY = 'a registry is taken from the configuration of npm or pip, so that mirrors are honoured'
const MACHINE = 'a path of one machine means nothing on another'

const FORBIDDEN: ReadonlyMap<string, string> = new Map([
  [word('registry', 'npmjs', 'org'), REGISTRY],
  [word('npmjs', 'com'), REGISTRY],
  [word('registry', 'yarnpkg', 'com'), REGISTRY],
  [word('npm', 'pkg', 'github', 'com'), REGISTRY],
  [word('pypi', 'org'), REGISTRY],
  [word('pypi', 'python', 'org'), REGISTRY],
  [word('pythonhosted', 'org'), REGISTRY],
  [folder('work', 'main'), MACHINE],
  [folder('work', 'shared'), MACHINE],
  [folder('opt', 'n24'), MACHINE],
  [`${folder('root')}.`, MACHINE],
  [folder('tmp', 'bash_jobs'), MACHINE],
])

/** No registry's host name and no path of a developer's machine stands in the repository. */
export const forbiddenTextCheck: Check = {
  name: 'forbidden text',
  run: async () => {
    const files = await trackedFiles()
    if (files === undefined) return skipped('forbidden text: this is not a git checkout')
    const found = files.flatMap((path) => findingsIn(path))
    return found.length === 0 ? passed : failed(found.join('\n'))
  },
}

function findingsIn(path: string): readonly string[] {
  const text = textOf(path)
  if (text === undefined) return []
  return [...FORBIDDEN].flatMap(([forbidden, reason]) => {
    const at = text.indexOf(forbidden)
    if (at === -1) return []
    return [`${path}:${text.slice(0, at).split('\n').length}: \`${forbidden}\`: ${reason}`]
  })
}

/** Undefined for a link, a file that was deleted meanwhile, and data that is not text. */
function textOf(path: string): string | undefined {
  try {
    const content = readFileSync(path)
    return content.includes(0) ? undefined : content.toString().toLowerCase()
  } catch {
    return undefined
  }
}
