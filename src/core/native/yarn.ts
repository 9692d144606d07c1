// The switches of Yarn 4 (Yarn documentation, ".yarnrc.yml"). Yarn before 2 has none of them.

import {excusedNames, wildcardsWithRanges} from './excused-names.ts'
import type {NativeSetting, NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {type ScopeRoute, scopeRoutes} from './scope-routes.ts'
import {daysOf, excusesNoMoreThan, type IsAsStrict, isAllowed, isWordOrUnset, valueIn} from './strictness.ts'
import {NOTHING, type Part, together, watched} from './translation.ts'
import {forCertificates, forRegistries, forRule} from './wish-text.ts'
import {yamlList, yamlSetting} from './yaml-setting.ts'

const MINUTES = 24 * 60

export const yarn: NativeTool = {
  name: 'yarn',
  ecosystem: 'npm',
  file: {format: 'yaml', places: [{below: 'home', path: '.yarnrc.yml'}]},
  comment: '#',
  destination: '`~/.yarnrc.yml`, or the `.yarnrc.yml` of a project',
  translate: (wishes) =>
    together(
      ['too-new', 'install-scripts', 'not-from-registry', 'registry-not-allowed', 'dependency-confusion'],
      [age(wishes), scripts(wishes), sources(wishes), registries(wishes)],
    ),
}

function age({rules, excused, now}: NativeWishes): Part {
  const wish = rules.get('too-new')
  if (wish === undefined) return NOTHING
  const {names, because, remarks} = excusedNames(
    excused('too-new'),
    wildcardsWithRanges,
    'too-new: Yarn excuses names of registries',
  )
  const reason = forRule(wish)
  // Minutes, as a number or as text without a unit.
  const isAsStrict: IsAsStrict = (current) =>
    Number(current) >= wish.days * MINUTES || daysOf(current, now) >= wish.days
  return {
    settings: [
      yamlSetting('npmMinimalAgeGate', wish.days * MINUTES, {...reason, since: '4.10', isAsStrict}),
      yamlList('npmPreapprovedPackages', names, {
        ...reason,
        because,
        since: '4.10',
        isAsStrict: excusesNoMoreThan(names),
      }),
      watched(['npmScopes'], reason.policy, (current) =>
        Object.values(current ?? {}).every((scope) =>
          isAsStrict(valueIn(scope, 'npmMinimalAgeGate') ?? wish.days * MINUTES),
        ),
      ),
    ],
    remarks,
  }
}

/** Off by itself from 4.14 on. */
function scripts({rules, excused}: NativeWishes): Part {
  const wish = rules.get('install-scripts')
  if (wish === undefined) return NOTHING
  const takes = 'install-scripts: Yarn excuses by `dependenciesMeta` in the package.json alone'
  return {
    settings: [yamlSetting('enableScripts', false, {...forRule(wish), isAsStrict: isWordOrUnset('false')})],
    remarks: excusedNames(excused('install-scripts'), () => undefined, takes).remarks,
  }
}

/** Empty by itself from 4.14 on. */
function sources({rules}: NativeWishes): Part {
  const wish = rules.get('not-from-registry')
  if (wish === undefined) return NOTHING
  return {
    settings: [
      yamlSetting('approvedGitRepositories', [], {
        ...forRule(wish),
        since: '4.14',
        isAsStrict: excusesNoMoreThan([]),
      }),
    ],
    remarks: ['not-from-registry: Yarn has no switch for archives from an address'],
  }
}

function registries(wishes: NativeWishes): Part {
  const {main, origin, allows} = wishes.registries
  const {routes, remarks} = scopeRoutes(wishes)
  const reason = forRegistries(wishes)
  const server =
    main && yamlSetting('npmRegistryServer', main.registry.place, {...reason, isAsStrict: isAllowed(allows, false)})
  const strict = yamlSetting('enableStrictSsl', true, {
    ...forCertificates(wishes),
    isAsStrict: isWordOrUnset('true'),
  })
  return {
    settings: [
      ...(server === undefined ? [] : [server]),
      ...(routes.length === 0 ? [] : [scopes(routes, wishes)]),
      ...(origin === undefined ? [] : [strict]),
    ],
    remarks,
  }
}

/** From 4.17 on a scope has an age gate of its own, of one day where nothing is written. */
function scopes(routes: readonly ScopeRoute[], {rules}: NativeWishes): NativeSetting {
  const days = rules.get('too-new')?.days
  const entries = routes.map(({scope, place}) => {
    const gate = days === undefined ? {} : {npmMinimalAgeGate: days * MINUTES}
    return [scope.slice(1), {npmRegistryServer: place, ...gate}] as const
  })
  return yamlSetting('npmScopes', Object.fromEntries(entries), {
    because: routes.map(({because}) => because),
    policy: routes.map(({policy}) => policy).join('; '),
    ...(days === undefined ? {} : {since: '4.17'}),
    isAsStrict: (current) =>
      entries.every(([scope, {npmRegistryServer}]) => {
        const isThere = isAllowed((place) => place.startsWith(npmRegistryServer), false)
        return isThere(valueIn(valueIn(current, scope), 'npmRegistryServer'))
      }),
  })
}
