// npm's own switches (npm documentation, "config"; since when: the option tables of the released versions).

import semver from 'semver'
import {DEFAULT_PLACE} from '../policy/registry.ts'
import {exactVersions, excusedNames, wildcards} from './excused-names.ts'
import type {NativeSetting, NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {npmrcValue} from './quoted.ts'
import {scopeRoutes} from './scope-routes.ts'
import {excusesNoMoreThan, type IsAsStrict, isAllowed, isAtLeast, isWord, isWordOrUnset, textOf} from './strictness.ts'
import {NOTHING, type Part, together, watched} from './translation.ts'
import {forCertificates, forRegistries, forRule} from './wish-text.ts'

export const npm: NativeTool = {
  name: 'npm',
  ecosystem: 'npm',
  file: {format: 'npm'},
  comment: ';',
  destination: '`~/.npmrc`, or the `.npmrc` of a project',
  translate: (wishes) =>
    together(
      ['too-new', 'install-scripts', 'not-from-registry', 'registry-not-allowed', 'dependency-confusion'],
      [age(wishes), scripts(wishes), sources(wishes), registries(wishes)],
    ),
}

function age({rules, excused}: NativeWishes): Part {
  const wish = rules.get('too-new')
  if (wish === undefined) return NOTHING
  const {names, because, remarks} = excusedNames(
    excused('too-new'),
    wildcards,
    'too-new: npm excuses names, whatever the version',
  )
  const reason = forRule(wish)
  const key = 'min-release-age-exclude'
  return {
    settings: [
      setting('min-release-age', wish.days, {...reason, since: '11.10', isAsStrict: isAtLeast(wish.days)}),
      {
        ...setting(key, names, {...reason, because, since: '11.17', isAsStrict: excusesNoMoreThan(names)}),
        lines: names.map((name) => `${key}[]=${npmrcValue(name)}`),
      },
    ],
    remarks,
  }
}

/** A script that nobody reviewed fails the install; `ignore-scripts` would install without it, and drop the project's own too. */
function scripts({rules, excused}: NativeWishes): Part {
  const wish = rules.get('install-scripts')
  if (wish === undefined) return NOTHING
  const takes = 'install-scripts: npm reviews whole names and exact versions'
  const {names, because, remarks} = excusedNames(excused('install-scripts'), exactVersions, takes)
  const reason = forRule(wish)
  const key = 'allow-scripts'
  return {
    settings: [
      setting('strict-allow-scripts', true, {...reason, since: '11.16', isAsStrict: isWord('true')}),
      {
        ...setting(key, names, {...reason, because, since: '11.16', isAsStrict: excusesNoMoreThan(names)}),
        lines: names.length === 0 ? [] : [`${key}=${npmrcValue(names.join(','))}`],
      },
      watched(['dangerously-allow-all-scripts'], reason.policy, isWordOrUnset('false')),
    ],
    remarks,
  }
}

/** From npm 12 on nothing comes from git or an address by itself. */
function sources({rules}: NativeWishes): Part {
  const wish = rules.get('not-from-registry')
  if (wish === undefined) return NOTHING
  const isAsStrict: IsAsStrict = (current, version) =>
    (textOf(current) || (isAtLeastMajor(version, 12) ? 'none' : 'all')) === 'none'
  return {
    settings: [
      setting('allow-git', 'none', {...forRule(wish), since: '11.9', isAsStrict}),
      setting('allow-remote', 'none', {...forRule(wish), since: '11.14', isAsStrict}),
    ],
    remarks: [],
  }
}

function registries(wishes: NativeWishes): Part {
  const {main, origin, allows} = wishes.registries
  const {routes, remarks} = scopeRoutes(wishes)
  const reason = forRegistries(wishes)
  const strict = setting('strict-ssl', true, {...forCertificates(wishes), isAsStrict: isWordOrUnset('true')})
  const registry =
    main === undefined
      ? watched(['registry'], reason.policy, isAllowed(allows, allows(DEFAULT_PLACE)))
      : setting('registry', main.registry.place, {...reason, isAsStrict: isAllowed(allows, false)})
  return {
    settings: [
      ...(origin === undefined ? [] : [registry]),
      ...routes.map(({scope, place, because, policy}) =>
        setting(`${scope}:registry`, place, {because: [because], policy, isAsStrict: isAllowed(isBelow(place), false)}),
      ),
      ...(origin === undefined ? [] : [strict]),
    ],
    remarks,
  }
}

function isBelow(place: string): (other: string) => boolean {
  return (other) => other.startsWith(place)
}

function setting(
  key: string,
  value: string | number | boolean | readonly string[],
  rest: Omit<NativeSetting, 'key' | 'value' | 'lines'>,
): NativeSetting {
  return {key: [key], value, lines: [`${key}=${npmrcValue(String(value))}`], ...rest}
}

function isAtLeastMajor(version: string | undefined, major: number): boolean {
  return (semver.coerce(version)?.major ?? 0) >= major
}
