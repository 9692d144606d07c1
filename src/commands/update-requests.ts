import type {Ecosystem} from '../core/artifact.ts'
import {exitCode} from '../core/exit-code.ts'
import type {FeedEcosystem} from '../core/osv/affected.ts'
import {FEED_ECOSYSTEMS} from '../reputation/cache/place.ts'
import type {AdvisoryRequest} from '../reputation/feeds/update-advisories.ts'
import {ECOSYSTEMS} from '../reputation/name-status.ts'
import type {UpdateRequest} from '../reputation/update-names.ts'
import {EXPECTED_LOCATION, readLocation, type SourceLocation} from '../sources/location.ts'
import type {UpdateOptions} from './cache-command-line.ts'
import type {Edge} from './edge.ts'
import {NONE, type SettingKey, type SourceKey, settingsInPlace} from './settings.ts'

export type UpdateRequests =
  | {
      readonly kind: 'requests'
      readonly names: readonly UpdateRequest[]
      readonly advisories: readonly AdvisoryRequest[]
    }
  | WrongRequest

interface WrongRequest {
  readonly kind: 'wrong'
  readonly message: string
  readonly hint: string
  readonly code: number
}

type SettingOf = (key: SettingKey) => string | undefined

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
  const {what, ecosystems, from, force, add} = options
  const names: UpdateRequest[] = []
  const advisories: AdvisoryRequest[] = []
  for (const ecosystem of ecosystems.length > 0 ? ecosystems : ECOSYSTEMS) {
    const ofNames = what === 'advisories' ? undefined : namesOf(options, ecosystem, setting)
    const ofAdvisories = what === 'names' ? undefined : advisoriesOf(from, ecosystem, setting)
    if (ofNames === undefined && ofAdvisories === undefined && ecosystems.length > 0)
      return withoutSource(what, ecosystem)
    const [first, ...rest] = (ofNames ?? []).map((source) => located(source, ecosystem, cwd))
    const feed = ofAdvisories === undefined ? undefined : located(ofAdvisories, ecosystem, cwd)
    const wrong = [first, ...rest, feed].find((one) => one?.kind === 'wrong')
    if (wrong?.kind === 'wrong') return wrong
    const allNames = rest.filter((one) => one.kind !== 'wrong')
    if (first !== undefined && first.kind !== 'wrong') names.push({ecosystem, names: first, allNames, force})
    if (feed !== undefined && feed.kind !== 'wrong' && isFed(ecosystem)) {
      advisories.push({ecosystem, source: feed, force, add})
    }
  }
  return names.length + advisories.length === 0 ? withoutSource(what, undefined) : {kind: 'requests', names, advisories}
}

/** The names first, then lists of all names; undefined where no source is set. */
function namesOf(
  {from, allNames}: UpdateOptions,
  ecosystem: Ecosystem,
  setting: SettingOf,
): readonly string[] | undefined {
  const names = from ?? setting(`names-source-${ecosystem}`)
  if (names === undefined) return undefined
  if (ecosystem !== 'pypi') return [names]
  const all = setting('names-source-pypi-all')
  return [names, ...(allNames.length > 0 || all === undefined ? allNames : [all])]
}

function advisoriesOf(from: string | undefined, ecosystem: Ecosystem, setting: SettingOf): string | undefined {
  return isFed(ecosystem) ? (from ?? setting(`advisories-source-${ecosystem}`)) : undefined
}

function isFed(ecosystem: Ecosystem): ecosystem is FeedEcosystem {
  return FEED_ECOSYSTEMS.some((fed) => fed === ecosystem)
}

function located(source: string, ecosystem: Ecosystem, cwd: string): SourceLocation | WrongRequest {
  const location = readLocation(source, cwd)
  if (location.kind !== 'wrong') return location
  const message = `the source for ${ecosystem} cannot be used: ${location.reason}`
  return {kind: 'wrong', message, hint: `a source is ${EXPECTED_LOCATION}`, code: exitCode.usage}
}

function withoutSource(what: UpdateOptions['what'], ecosystem: Ecosystem | undefined): WrongRequest {
  const noun = what === 'advisories' ? 'advisories' : 'names'
  const example = ecosystem ?? 'npm'
  const key: SourceKey =
    what === 'advisories' && example !== 'docker' ? `advisories-source-${example}` : `names-source-${example}`
  const once = what === 'advisories' ? `advisories ${example}` : example
  return {
    kind: 'wrong',
    message: `no source of ${noun} is set${ecosystem === undefined ? '' : ` for ${ecosystem}`}, and none is built in`,
    hint: `\`sallyport config set ${key} URL|FILE\`, or once \`sallyport cache update ${once} --from URL|FILE\``,
    code: exitCode.usage,
  }
}
