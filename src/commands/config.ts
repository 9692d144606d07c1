// `sallyport config get|set|list`: a person's own settings. What a team decides stands in the policy, not here.

import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {redactUrl} from '../core/redact.ts'
import {readLocation} from '../sources/location.ts'
import type {ConfigCommand} from './command-line.ts'
import type {Edge, Outcome} from './edge.ts'
import {openSettings, SETTINGS, settingNamed} from './settings.ts'

export async function config(command: ConfigCommand, edge: Edge): Promise<Outcome> {
  const settings = await openSettings(edge.places)
  if (settings.kind === 'unreadable') {
    edge.say(
      `sallyport: the settings file \`${printable(settings.path)}\` cannot be used: ${printable(settings.reason)}`,
    )
    edge.say('hint: mend the file or delete it')
    return {kind: 'exit', code: exitCode.undecided}
  }
  if (command.action === 'list') {
    for (const {key, meaning} of SETTINGS) edge.print(`${key}=${shown(settings.get(key))}  # ${meaning}\n`)
    return {kind: 'exit', code: exitCode.ok}
  }
  const setting = settingNamed(command.key)
  if (setting === undefined) {
    edge.say(`sallyport: unknown setting \`${printable(command.key)}\``)
    edge.say('hint: `sallyport config list` shows the settings')
    return {kind: 'exit', code: exitCode.usage}
  }
  if (command.action === 'get') {
    edge.print(`${shown(settings.get(setting.key))}\n`)
    return {kind: 'exit', code: exitCode.ok}
  }
  if (!setting.accepts(command.value)) {
    edge.say(`sallyport: \`${shown(command.value)}\` is no value of \`${setting.key}\`: expected ${setting.expected}`)
    edge.say(`hint: \`sallyport config set ${setting.key} ${setting.example}\``)
    return {kind: 'exit', code: exitCode.usage}
  }
  const failure = settings.set(setting.key, command.value)
  if (failure !== undefined) {
    edge.say(`sallyport: the setting was not saved: ${printable(failure)}`)
    edge.say(`hint: make \`${printable(settings.path)}\` writable`)
    return {kind: 'exit', code: exitCode.failed}
  }
  return {kind: 'exit', code: exitCode.ok}
}

/** A value may be an address with a password in it. */
function shown(value: string): string {
  const location = readLocation(value, '/')
  return printable(location.kind === 'address' ? location.shown : redactUrl(value))
}
