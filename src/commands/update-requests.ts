import type {Ecosystem} from '../core/artifact.ts'
import {exitCode} from '../core/exit-code.ts'
import {ECOSYSTEMS} from '../reputation/name-status.ts'
import type {UpdateRequest} from '../reputation/update-names.ts'
import {EXPECTED_LOCATION, readLocation, type SourceLocation} from '../sources/location.ts'
import type {UpdateOptions} from './cache-command-line.ts'
import type {Edge} from './edge.ts'
import {NONE, type SettingKey, type SourceKey, settingsInPlace} from './settings.ts'

export type UpdateRequests =
  | {readonly kind: 'requests'; readonly requests: readonly UpdateRequest[]}
  | {readonly kind: 'wrong'; readonly message: string; readonly hint: string; readonly code: number}

/** What to update from where: the options of the command over the settings. No source is built in. */
export async function updateRequests(options: UpdateOptions, {places, cwd}: Edge): Promise<UpdateRequests> {
  const settings = await settingsInPlace(places)
  if (settings?.kind === 'unreadable') {
    const message = `the settings file \`${settings.path}\` cannot be used: ${settings.reason}`
    return {kind: 'wrong', message, hint: 'mend the file or delete it', code: exitCode.undecided}
  }
  const setting = (key: SettingKey): string | undefined => {
    const value = settings?.get(key) ?? NONE
    return value === NONE ? undefined : value
  }
  const wanted = options.ecosystems.length > 0 ? options.ecosystems : ECOSYSTEMS
  const requests: UpdateRequest[] = []
  for (const ecosystem of wanted) {
    const names = options.from ?? setting(`names-source-${ecosystem}`)
    if (names === undefined) {
      if (options.ecosystems.length > 0) return withoutSource(ecosystem)
      continue
    }
    const all = ecosystem === 'pypi' ? allNamesOf(options, setting('names-source-pypi-all')) : []
    const locations: SourceLocation[] = []
    for (const source of [names, ...all]) {
      const location = readLocation(source, cwd)
      if (location.kind === 'wrong') {
        const message = `the source for ${ecosystem} cannot be used: ${location.reason}`
        return {kind: 'wrong', message, hint: `a source is ${EXPECTED_LOCATION}`, code: exitCode.usage}
      }
      locations.push(location)
    }
    const [first, ...rest] = locations
    if (first !== undefined) requests.push({ecosystem, names: first, allNames: rest, force: options.force})
  }
  return requests.length === 0 ? withoutSource(undefined) : {kind: 'requests', requests}
}

function allNamesOf({allNames}: UpdateOptions, setting: string | undefined): readonly string[] {
  if (allNames.length > 0) return allNames
  return setting === undefined ? [] : [setting]
}

function withoutSource(ecosystem: Ecosystem | undefined): UpdateRequests {
  const key: SourceKey = `names-source-${ecosystem ?? 'npm'}`
  return {
    kind: 'wrong',
    message: `no source of names is set${ecosystem === undefined ? '' : ` for ${ecosystem}`}, and none is built in`,
    hint: `\`sallyport config set ${key} URL|FILE\`, or once \`sallyport cache update ${ecosystem ?? 'npm'} --from URL|FILE\``,
    code: exitCode.usage,
  }
}
