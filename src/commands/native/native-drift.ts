// Which settings of the package managers on this machine are weaker than the policy.

import {nativeTools} from '../../core/native/all-native-tools.ts'
import {driftsOf} from '../../core/native/drift.ts'
import type {NativeTool} from '../../core/native/native-tool.ts'
import {nativeWishes} from '../../core/native/native-wishes.ts'
import type {Policy} from '../../core/policy/policy.ts'
import type {Edge} from '../edge.ts'
import {currentSettings} from './current-settings.ts'

export interface ToolDrift {
  readonly tool: string
  /** Of `sallyport policy export`. */
  readonly option: string
  /** Sentences that begin with the tool's name. */
  readonly texts: readonly string[]
}

/** Tools without drift are left out. `options` empty: every tool. */
export async function nativeDrift(
  policy: Policy,
  edge: Edge,
  options: readonly string[] = [],
): Promise<readonly ToolDrift[]> {
  const drifts: ToolDrift[] = []
  for (const {option, load} of nativeTools) {
    if (options.length > 0 && !options.includes(option)) continue
    const tool = await load()
    const texts = await driftTexts(tool, policy, edge)
    if (texts.length > 0) drifts.push({tool: tool.name, option, texts})
  }
  return drifts
}

async function driftTexts(tool: NativeTool, policy: Policy, edge: Edge): Promise<readonly string[]> {
  const current = await currentSettings(tool, edge)
  if (current.kind === 'absent') return []
  if (current.kind === 'unreadable') return [`${tool.name}: ${current.path} cannot be read: ${current.reason}`]
  return driftsOf(tool, nativeWishes(policy.ecosystems[tool.ecosystem], edge.now()), current.settings)
}
