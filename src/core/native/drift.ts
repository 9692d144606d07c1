// Where what a tool has set is weaker than the policy, one sentence a setting. What is stricter is nobody's business.

import semver from 'semver'
import {redactUrl} from '../redact.ts'
import type {NativeSetting, NativeTool} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'
import {textOf} from './strictness.ts'

export interface CurrentSetting {
  readonly value: unknown
  /** `environment npm_config_registry`, or the path of a file. */
  readonly setBy: string
}

export interface CurrentSettings {
  readonly settingAt: (key: readonly string[]) => CurrentSetting | undefined
  /** Where a missing setting would stand, as the end of a sentence: ` in /home/ann/.yarnrc.yml`; empty for all places together. */
  readonly where: string
  /** Of the tool, where it is known without running it. */
  readonly version?: string
}

export function driftsOf(tool: NativeTool, wishes: NativeWishes, current: CurrentSettings): readonly string[] {
  if (wishes.observes !== undefined) return []
  const {settings} = tool.translate(wishes)
  return settings.flatMap((setting) => driftOf(tool.name, setting, current) ?? [])
}

function driftOf(
  name: string,
  setting: NativeSetting,
  {settingAt, where, version}: CurrentSettings,
): string | undefined {
  const {key, isAsStrict, policy, since, lines} = setting
  const label = key.join('.')
  if (lines.length > 0 && since !== undefined && isBefore(version, since)) {
    return `${name}: ${label} needs ${name} ${since}, this is ${version} (policy: ${policy})`
  }
  const found = settingAt(key)
  if (isAsStrict(found?.value, version)) return undefined
  if (found === undefined) return `${name}: ${label} is not set${where} (policy: ${policy})`
  return `${name}: ${label} is \`${valueText(found.value)}\` in ${found.setBy} (policy: ${policy})`
}

/** Deny: of a tool whose version is not known, everything is expected. */
function isBefore(version: string | undefined, since: string): boolean {
  const known = semver.coerce(version)
  return known !== null && semver.lt(known, semver.coerce(since) ?? '0.0.0')
}

const LONGEST = 100

function valueText(value: unknown): string {
  const text = redactUrl(Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value) || JSON.stringify(value))
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
