// pnpm's own switches (pnpm documentation, "Settings"). They belong in `pnpm-workspace.yaml`; two of them are not read from a
// person's `config.yaml`.

import {exactVersions, excusedNames, wildcardsOrExactVersions} from './excused-names.ts'
import type {NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {scopeRoutes} from './scope-routes.ts'
import {excusesNoMoreThan, isAtLeast, isWord, isWordOrUnset} from './strictness.ts'
import {NOTHING, type Part, together, watched} from './translation.ts'
import {forRegistries, forRule} from './wish-text.ts'
import {yamlList, yamlSetting} from './yaml-setting.ts'

const MINUTES = 24 * 60

export const pnpm: NativeTool = {
  name: 'pnpm',
  ecosystem: 'npm',
  file: {
    format: 'yaml',
    places: [
      {below: 'config', path: 'pnpm/config.yaml'},
      {below: 'home', path: 'Library/Preferences/pnpm/config.yaml'},
    ],
  },
  comment: '#',
  destination:
    'the `pnpm-workspace.yaml` of a project, or `~/.config/pnpm/config.yaml` (where `blockExoticSubdeps` and `allowBuilds` are not read)',
  translate: (wishes) =>
    together(
      [
        'too-new',
        'install-scripts',
        'provenance-lost',
        'not-from-registry',
        'registry-not-allowed',
        'dependency-confusion',
      ],
      [age(wishes), builds(wishes), trust(wishes), sources(wishes), registries(wishes)],
    ),
}

function age({rules, excused}: NativeWishes): Part {
  const wish = rules.get('too-new')
  if (wish === undefined) return NOTHING
  const minutes = wish.days * MINUTES
  const takes = 'too-new: pnpm excuses names and exact versions'
  const {names, because, remarks} = excusedNames(excused('too-new'), wildcardsOrExactVersions, takes)
  const reason = forRule(wish)
  return {
    settings: [
      yamlSetting('minimumReleaseAge', minutes, {...reason, since: '10.16', isAsStrict: isAtLeast(minutes)}),
      yamlList('minimumReleaseAgeExclude', names, {
        ...reason,
        because,
        since: '10.19',
        isAsStrict: excusesNoMoreThan(names),
      }),
    ],
    remarks,
  }
}

function builds({rules, excused}: NativeWishes): Part {
  const wish = rules.get('install-scripts')
  if (wish === undefined) return NOTHING
  const takes = 'install-scripts: pnpm reviews whole names and exact versions'
  const {names, because, remarks} = excusedNames(excused('install-scripts'), exactVersions, takes)
  const reason = forRule(wish)
  const allowed = Object.fromEntries(names.map((name) => [name, true as const]))
  return {
    settings: [
      yamlSetting('strictDepBuilds', true, {...reason, since: '10.3', isAsStrict: isWordOrUnset('true')}),
      yamlList('allowBuilds', allowed, {...reason, because, since: '10.26', isAsStrict: () => true}),
      watched(['dangerouslyAllowAllBuilds'], reason.policy, isWordOrUnset('false')),
    ],
    remarks,
  }
}

function trust({rules, excused}: NativeWishes): Part {
  const wish = rules.get('provenance-lost')
  if (wish === undefined) return NOTHING
  const takes = 'provenance-lost: pnpm excuses names and exact versions'
  const {names, because, remarks} = excusedNames(excused('provenance-lost'), wildcardsOrExactVersions, takes)
  const reason = forRule(wish)
  return {
    settings: [
      yamlSetting('trustPolicy', 'no-downgrade', {...reason, since: '10.21', isAsStrict: isWord('no-downgrade')}),
      yamlList('trustPolicyExclude', names, {
        ...reason,
        because,
        since: '10.22',
        isAsStrict: excusesNoMoreThan(names),
      }),
    ],
    remarks,
  }
}

function sources({rules}: NativeWishes): Part {
  const wish = rules.get('not-from-registry')
  if (wish === undefined) return NOTHING
  return {
    settings: [
      yamlSetting('blockExoticSubdeps', true, {...forRule(wish), since: '10.26', isAsStrict: isWordOrUnset('true')}),
    ],
    remarks: ['not-from-registry: pnpm stops what dependencies bring, not what a project itself names'],
  }
}

/** A map from scope to address, which every pnpm from 11 on reads. It may stand in an npmrc as well, so it is not compared. */
function registries(wishes: NativeWishes): Part {
  const {main} = wishes.registries
  const {routes, remarks} = scopeRoutes(wishes)
  const {because, policy} = forRegistries(wishes)
  const places = Object.fromEntries([
    ...(main === undefined ? [] : [['default', main.registry.place]]),
    ...routes.map(({scope, place}) => [scope, place]),
  ]) as Readonly<Record<string, string>>
  if (Object.keys(places).length === 0) return {settings: [], remarks}
  return {
    settings: [
      yamlSetting('registries', places, {
        because: [...(main === undefined ? [] : because), ...routes.map((route) => route.because)],
        policy,
        since: '11.0',
        isAsStrict: () => true,
      }),
    ],
    remarks,
  }
}
