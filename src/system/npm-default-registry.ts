import {execFileSync} from 'node:child_process'
import {readFileSync, realpathSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** Where npm keeps the defaults of its own settings, inside its installation; the layout of npm 7 and newer. */
const DEFINITIONS = [
  'node_modules/@npmcli/config/lib/definitions/definitions.js',
  'lib/utils/config/definitions.js',
] as const

/** The registry that an npm installation asks when nobody has set one, read off its code. Undefined where it is not found there. */
export function npmDefaultRegistry(executable: string): string | undefined {
  for (const file of DEFINITIONS) {
    try {
      const text = readFileSync(join(dirname(dirname(realpathSync(executable))), file), 'utf8')
      const address =
        /'registry',\s*(?:new Definition\('registry',\s*)?\{\s*default:\s*(['"`])(https:\/\/[^'"`\s]+)\1/.exec(
          text,
        )?.[2]
      if (address !== undefined && URL.canParse(address)) return address
    } catch {
      // The next layout, or none: then the default registry is not asked.
    }
  }
  return undefined
}

/** The registry that npm says it asks. Takes as long as npm takes to start; for an npm whose code is not found (a wrapper's). */
export function registryByAsking(
  executable: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  try {
    const address = execFileSync(executable, ['config', 'get', 'registry'], {
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    }).trim()
    return URL.canParse(address) ? address : undefined
  } catch {
    return undefined
  }
}
