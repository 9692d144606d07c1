// Bun's own switches (Bun documentation, "bunfig.toml").

import {excusedNames, wholeNames} from './excused-names.ts'
import type {NativeSetting, NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {scopeRoutes} from './scope-routes.ts'
import {excusesNoMoreThan, type IsAsStrict, isAllowed, isAtLeast, isWord, valueIn} from './strictness.ts'
import {tomlList, tomlSetting} from './toml-setting.ts'
import {NOTHING, type Part, together} from './translation.ts'
import {forRegistries, forRule} from './wish-text.ts'

const SECONDS = 24 * 60 * 60
const SECTION = ['install']

export const bun: NativeTool = {
  name: 'bun',
  ecosystem: 'npm',
  file: {format: 'toml', places: [{below: 'config-or-home', path: '.bunfig.toml'}]},
  comment: '#',
  destination: '`~/.bunfig.toml`, or the `bunfig.toml` of a project',
  section: '[install]',
  translate: (wishes) =>
    together(
      ['too-new', 'install-scripts', 'registry-not-allowed', 'dependency-confusion'],
      [age(wishes), scripts(wishes), registries(wishes)],
    ),
}

function age({rules, excused}: NativeWishes): Part {
  const wish = rules.get('too-new')
  if (wish === undefined) return NOTHING
  const seconds = wish.days * SECONDS
  const {names, because, remarks} = excusedNames(
    excused('too-new'),
    wholeNames,
    'too-new: Bun excuses whole names, whatever the version',
  )
  const reason = forRule(wish)
  return {
    settings: [
      setting('minimumReleaseAge', seconds, {...reason, since: '1.3', isAsStrict: isAtLeast(seconds)}),
      tomlList(
        'minimumReleaseAgeExcludes',
        names,
        {...reason, because, since: '1.3', isAsStrict: excusesNoMoreThan(names)},
        SECTION,
      ),
    ],
    remarks,
  }
}

/** The switch stops the scripts of `trustedDependencies` and of the project as well, so not where some are excused. */
function scripts({rules, excused}: NativeWishes): Part {
  const wish = rules.get('install-scripts')
  if (wish === undefined) return NOTHING
  const excuses = excused('install-scripts')
  if (excuses.length > 0) {
    const takes =
      'install-scripts: Bun has no switch that excuses anybody, only `trustedDependencies` in the package.json'
    return {settings: [], remarks: excusedNames(excuses, () => undefined, takes).remarks}
  }
  return {
    settings: [setting('ignoreScripts', true, {...forRule(wish), since: '1.2', isAsStrict: isWord('true')})],
    remarks: [],
  }
}

function registries(wishes: NativeWishes): Part {
  const {main, allows} = wishes.registries
  const {routes, remarks} = scopeRoutes(wishes)
  const reason = forRegistries(wishes)
  const scopes = Object.fromEntries(routes.map(({scope, place}) => [scope, place]))
  return {
    settings: [
      ...(main === undefined
        ? []
        : [setting('registry', main.registry.place, {...reason, isAsStrict: isAllowedAddress(allows)})]),
      tomlList(
        'scopes',
        scopes,
        {
          because: routes.map(({because}) => because),
          policy: routes.map(({policy}) => policy).join('; '),
          isAsStrict: (current) =>
            routes.every(({scope, place}) =>
              isAllowedAddress((address) => address.startsWith(place))(scopeIn(current, scope)),
            ),
        },
        SECTION,
      ),
    ],
    remarks,
  }
}

/** An address, or a table with one in `url`. */
function isAllowedAddress(allows: (place: string) => boolean): IsAsStrict {
  return (current) => isAllowed(allows, false)(valueIn(current, 'url') ?? current)
}

/** Bun takes a scope with and without its `@`. */
function scopeIn(current: unknown, scope: string): unknown {
  return valueIn(current, scope) ?? valueIn(current, scope.slice(1))
}

function setting(key: string, value: NativeSetting['value'], rest: Omit<NativeSetting, 'key' | 'value' | 'lines'>) {
  return tomlSetting(key, value, rest, SECTION)
}
