// Requests that do not stand on the command line itself: requirement files, constraints, dependency groups, scripts. They are
// recognised and named, not read yet.

import type {Unclear} from '../../core/invocation.ts'
import {redactUrl} from '../../core/redact.ts'
import {hasOption, type ParsedOption} from './arguments.ts'
import type {Configuration} from './configuration.ts'

const INDIRECT: ReadonlyMap<string, string> = new Map([
  ['-r', 'reads requirements from'],
  ['--requirement', 'reads requirements from'],
  ['-c', 'reads constraints from'],
  ['--constraint', 'reads constraints from'],
  ['--build-constraint', 'reads build constraints from'],
  ['--group', 'installs the dependency group'],
  ['--requirements-from-script', 'reads requirements from the script'],
])

/** On the command line `-e` is read like any other requirement; from the configuration it is not read yet. */
const INDIRECT_SETTINGS: ReadonlyMap<string, string> = new Map([...INDIRECT, ['--editable', 'installs the project']])

export function indirectRequests(
  command: string,
  options: readonly ParsedOption[],
  configuration: Configuration,
): readonly Unclear[] {
  const typed = options.flatMap(({names, value}) => {
    // Where pip versions differ in what an abbreviation means, any indirect meaning counts.
    const name = names.find((one) => INDIRECT.has(one))
    return name === undefined ? [] : unread(INDIRECT.get(name) ?? '', value?.word ?? '')
  })
  const configured = [...INDIRECT_SETTINGS].flatMap(([name, verb]) => {
    const found = hasOption(command, name) ? configuration.get(name.replace(/^--/, '')) : undefined
    if (found === undefined) return []
    const values = found.value.split(/\s+/).filter((value) => value !== '')
    return values.flatMap((value) => unread(verb, value, ` (${found.setBy})`))
  })
  return [...typed, ...configured]
}

function unread(verb: string, value: string, setBy = ''): readonly Unclear[] {
  return [{message: `${verb} \`${redactUrl(value)}\`${setBy}, which is not read yet`}]
}
