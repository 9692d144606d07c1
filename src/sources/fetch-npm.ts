// Files of an npm package, by the real npm: from the registry and with the credentials of the person's own npmrc. The package is
// packed into memory; nothing of it is installed or run.

import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {redactUrl} from '../core/redact.ts'
import {runQuietly} from '../system/quiet-command.ts'
import {findRealTool} from '../system/real-tool.ts'
import type {FetchedFiles, FetchLimits} from './fetched.ts'
import {readSourceFile} from './read-file.ts'
import {inScratchFolder} from './scratch-folder.ts'
import {tarEntries} from './tar-entries.ts'
import {unpacked} from './unpacked.ts'

/** In bytes: of the package, and of everything that npm writes. */
const LARGEST_PACKAGE = 32 * 1024 * 1024
const LARGEST_FOLDER = 256 * 1024 * 1024

export interface NpmFile {
  /** A registry's package: `@acme/policy@^1`. */
  readonly specifier: string
  /** In its root; looked for in this order. */
  readonly names: readonly string[]
}

/** The first of the names that is there, and what is beside it with `.sig`. */
export async function fetchFromNpm(
  {specifier, names}: NpmFile,
  environment: Readonly<Record<string, string | undefined>>,
  {bytes, total}: Pick<FetchLimits, 'bytes' | 'total'>,
): Promise<FetchedFiles> {
  const npm = findRealTool('npm', environment.PATH)
  if (npm === undefined) return failed('there is no `npm` on PATH')
  return inScratchFolder(async (folder) => {
    // A cache of its own, so that an old answer is not taken for today's; no project around it has an npmrc.
    const places = [`--pack-destination=${folder}`, `--cache=${join(folder, 'cache')}`]
    const end = await runQuietly(npm, ['pack', ...OPTIONS, ...places, '--', specifier], {
      cwd: folder,
      environment,
      total,
      output: LARGEST_OUTPUT,
      folder: LARGEST_FOLDER,
    })
    if (end.kind === 'stopped') return failed(`npm ${end.reason}`)
    if (end.code !== 0) return failed(`npm could not fetch it${complaintIn(end.stderr)}`)
    const [name, ...more] = readdirSync(folder).filter((one) => one.endsWith('.tgz'))
    if (name === undefined || more.length > 0) return failed('npm fetched no single package')
    const packed = readSourceFile(join(folder, name), {}, {bytes: LARGEST_PACKAGE})
    if (packed.kind !== 'content')
      return failed('reason' in packed ? `of the package, ${packed.reason}` : 'it is empty')
    const archive = unpacked(packed.bytes, LARGEST_PACKAGE)
    if (archive.kind === 'failed') return failed(`of the package, ${archive.reason}`)
    return filesOf(archive.bytes, names, bytes)
  })
}

const LARGEST_OUTPUT = 1024 * 1024
/** Over what an npm around us may have put into the environment. */
const OPTIONS = [
  '--ignore-scripts',
  '--dry-run=false',
  '--workspaces=false',
  '--loglevel=error',
  '--update-notifier=false',
]

function filesOf(archive: Uint8Array, names: readonly string[], most: number): FetchedFiles {
  const wanted = new Set(names.flatMap((name) => [name, `${name}.sig`]))
  const found = new Map<string, Uint8Array>()
  for (const {path, content} of tarEntries(archive)) {
    // npm drops the first folder, whatever it is called.
    const name = path.slice(path.indexOf('/') + 1)
    if (!wanted.has(name) || found.has(name)) continue
    if (content.length > most) return failed(`its \`${name}\` is larger than ${most} bytes`)
    found.set(name, content)
  }
  for (const name of names) {
    const [file, signature] = [found.get(name), found.get(`${name}.sig`)]
    if (file !== undefined) return {kind: 'files', file, ...(signature === undefined ? {} : {signature})}
  }
  return failed(`there is no ${names.map((one) => `\`${one}\``).join(' and no ')} in it`)
}

/** `npm error code E404`, `npm error 404 Not Found …`: the first line that says more than a code. */
function complaintIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
  const line = lines.find((one) => one !== '' && !one.startsWith('code '))
  return line === undefined ? '' : ` (${redactUrl(line)})`
}

function failed(reason: string): {readonly kind: 'failed'; readonly reason: string} {
  return {kind: 'failed', reason}
}
