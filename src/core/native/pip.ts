// pip's own switches (pip documentation, "pip install" and "Configuration"). pip takes a package from whichever of its indexes
// has the best version, so it cannot send internal names anywhere: only an index that serves everything keeps them apart.

import {comparableAddress, DEFAULT_PLACE} from '../policy/registry.ts'
import type {RuleCode} from '../policy/rule-table.ts'
import {excusedNames} from './excused-names.ts'
import type {NativeSetting, NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {daysOf, type IsAsStrict, isAllowed, isWord, textOf} from './strictness.ts'
import {NOTHING, type Part, together, watched} from './translation.ts'
import {forRegistries, forRule} from './wish-text.ts'

export const pip: NativeTool = {
  name: 'pip',
  ecosystem: 'pypi',
  file: {format: 'pip'},
  comment: '#',
  destination: '`~/.config/pip/pip.conf`, or the `pip.conf` of a virtual environment',
  section: '[global]',
  translate: (wishes) =>
    together(wishes.registries.main === undefined ? COVERS : [...COVERS, 'dependency-confusion'], [
      age(wishes),
      builds(wishes),
      indexes(wishes),
    ]),
}

const COVERS: readonly RuleCode[] = ['too-new', 'install-scripts', 'registry-not-allowed']

function age({rules, excused, now}: NativeWishes): Part {
  const wish = rules.get('too-new')
  if (wish === undefined) return NOTHING
  const isAsStrict: IsAsStrict = (current) => daysOf(current, now) >= wish.days
  return {
    settings: [setting('uploaded-prior-to', `P${wish.days}D`, {...forRule(wish), since: '26.1', isAsStrict})],
    remarks: excusedNames(excused('too-new'), () => undefined, 'too-new: pip excuses nobody').remarks,
  }
}

function builds({rules, excused}: NativeWishes): Part {
  const wish = rules.get('install-scripts')
  if (wish === undefined) return NOTHING
  const takes = 'install-scripts: pip excuses nobody from wheels alone'
  return {
    settings: [setting('only-binary', ':all:', {...forRule(wish), isAsStrict: isWord(':all:')})],
    remarks: excusedNames(excused('install-scripts'), () => undefined, takes).remarks,
  }
}

function indexes(wishes: NativeWishes): Part {
  const {main, origin, allows, routes} = wishes.registries
  const reason = forRegistries(wishes)
  const remarks =
    routes.length === 0 || main !== undefined
      ? []
      : ['internal: only an index that serves everything keeps these names apart']
  if (origin === undefined) return {settings: [], remarks}
  // What is no web address is a folder on this machine.
  const areAllowed: IsAsStrict = (current) =>
    textOf(current)
      .split(/\s+/)
      .flatMap((one) => comparableAddress(one) ?? [])
      .every(allows)
  const index =
    main === undefined
      ? watched(['index-url'], reason.policy, isAllowed(allows, allows(DEFAULT_PLACE)))
      : setting('index-url', main.registry.place, {...reason, isAsStrict: isAllowed(allows, false)})
  return {
    settings: [
      index,
      watched(['extra-index-url'], reason.policy, areAllowed),
      watched(['find-links'], reason.policy, areAllowed),
      watched(['trusted-host'], reason.policy, (current) => current === undefined),
    ],
    remarks,
  }
}

/** `configparser` takes the rest of the line as it is; what would end the line is not part of any of these values. */
function setting(key: string, value: string, rest: Omit<NativeSetting, 'key' | 'value' | 'lines'>): NativeSetting {
  return {key: [key], value, lines: [`${key} = ${value.replace(/[^!-~]/g, '')}`], ...rest}
}
