// uv's own switches (uv documentation, "Settings"). Unlike pip, uv takes a package from the first of its indexes that has it.

import {excusedNames, wholeNames} from './excused-names.ts'
import type {NativeSetting, NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {quoted} from './quoted.ts'
import {daysOf, excusesNoMoreThan, type IsAsStrict, isAllowed, isWord, isWordOrUnset, valueIn} from './strictness.ts'
import {tomlList, tomlSetting} from './toml-setting.ts'
import {NOTHING, type Part, together} from './translation.ts'
import {forRegistries, forRule} from './wish-text.ts'

export const uv: NativeTool = {
  name: 'uv',
  ecosystem: 'pypi',
  file: {format: 'toml', places: [{below: 'config', path: 'uv/uv.toml'}]},
  comment: '#',
  destination: '`~/.config/uv/uv.toml`, or the `uv.toml` of a project',
  translate: (wishes) =>
    together(
      ['too-new', 'install-scripts', 'registry-not-allowed', 'dependency-confusion'],
      [age(wishes), builds(wishes), indexes(wishes)],
    ),
}

function age({rules, excused, now}: NativeWishes): Part {
  const wish = rules.get('too-new')
  if (wish === undefined) return NOTHING
  const {names, because, remarks} = excusedNames(
    excused('too-new'),
    wholeNames,
    'too-new: uv excuses whole names, whatever the version',
  )
  const reason = forRule(wish)
  const isAsStrict: IsAsStrict = (current) => daysOf(current, now) >= wish.days
  const free = Object.fromEntries(names.map((name) => [name, false]))
  return {
    settings: [
      tomlSetting('exclude-newer', `${wish.days} days`, {...reason, since: '0.9.17', isAsStrict}),
      tomlList('exclude-newer-package', free, {
        ...reason,
        because,
        since: '0.9.25',
        isAsStrict: excusesNoMoreThan(names),
      }),
    ],
    remarks,
  }
}

function builds({rules, excused}: NativeWishes): Part {
  const wish = rules.get('install-scripts')
  if (wish === undefined) return NOTHING
  return {
    settings: [tomlSetting('no-build', true, {...forRule(wish), isAsStrict: isWord('true')})],
    remarks: excusedNames(
      excused('install-scripts'),
      () => undefined,
      'install-scripts: uv builds everything or nothing',
    ).remarks,
  }
}

/** Tables stand behind all plain settings. */
function indexes(wishes: NativeWishes): Part {
  const {main, origin, allows, routes} = wishes.registries
  const {because, policy} = forRegistries(wishes)
  const own = [...new Set(routes.map(({place}) => place))].filter((place) => place !== main?.registry.place)
  const index = [
    ...own.map((url, number) => ({name: `internal-${number + 1}`, url})),
    ...(main === undefined ? [] : [{name: 'policy', url: main.registry.place, default: true}]),
  ]
  const areAllowed: IsAsStrict = (current) =>
    (current === undefined && main === undefined && own.length === 0) ||
    (Array.isArray(current) && current.every((one) => isAllowed(allows, false)(valueIn(one, 'url'))))
  const reasons = routes.map(({internal}) => `internal: ${internal.match} (${internal.origin})`)
  const first = tomlSetting('index-strategy', 'first-index', {
    because: reasons,
    policy: reasons.join('; '),
    isAsStrict: isWordOrUnset('first-index'),
  })
  const tables: NativeSetting = {
    key: ['index'],
    value: index.map(({url}) => url),
    lines: index.flatMap((one) => ['[[index]]', ...Object.entries(one).map(([key, value]) => entry(key, value))]),
    because: [...reasons, ...(main === undefined ? [] : because)],
    policy: origin === undefined ? reasons.join('; ') : policy,
    since: '0.4.23',
    isAsStrict: areAllowed,
  }
  return {
    settings: [
      ...(routes.length === 0 ? [] : [first]),
      ...(index.length === 0 && origin === undefined ? [] : [tables]),
    ],
    remarks:
      main === undefined
        ? reasons.map((reason) => `${reason}: what that index lacks, uv looks for in the default one`)
        : [],
  }
}

function entry(key: string, value: string | boolean): string {
  return `${key} = ${typeof value === 'string' ? quoted(value) : value}`
}
