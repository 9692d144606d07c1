// `sallyport policy export --npmrc|--pip|--pnpm|--yarn|--uv|--bun [--json]`: what that tool can enforce of the policy by
// itself, as text for its settings file. With `--check`: which settings on this machine are weaker.

import {asciiJson} from '../../core/ascii-json.ts'
import {exitCode} from '../../core/exit-code.ts'
import {nativeTools} from '../../core/native/all-native-tools.ts'
import {fragmentJson, fragmentLines} from '../../core/native/fragment.ts'
import {nativeWishes} from '../../core/native/native-wishes.ts'
import type {Policy} from '../../core/policy/policy.ts'
import {printable} from '../../core/printable.ts'
import {problemLines} from '../../report/policy-problems.ts'
import type {Edge, Outcome} from '../edge.ts'
import {nativeDrift} from '../native/native-drift.ts'
import {policyInForce} from '../policy-in-force.ts'

export interface ExportOptions {
  /** Of tools; exactly one without `check`. */
  readonly tools: readonly string[]
  readonly check: boolean
  readonly json: boolean
}

export async function exportPolicy({tools, check, json}: ExportOptions, edge: Edge): Promise<Outcome> {
  const loaded = await policyInForce(edge)()
  if (loaded.kind === 'problems') {
    for (const line of problemLines(loaded.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  }
  if (check) return reportDrift(loaded.policy, tools, json, edge)
  const entry = nativeTools.find(({option}) => tools.includes(option))
  if (entry === undefined) throw new Error(`there is no tool ${tools.join(', ')}`)
  const tool = await entry.load()
  const wishes = nativeWishes(loaded.policy.ecosystems[tool.ecosystem], edge.now())
  edge.print(
    json ? `${asciiJson(fragmentJson(tool, wishes))}\n` : `${fragmentLines(entry.option, tool, wishes).join('\n')}\n`,
  )
  return {kind: 'exit', code: exitCode.ok}
}

async function reportDrift(policy: Policy, tools: readonly string[], json: boolean, edge: Edge): Promise<Outcome> {
  const drifts = await nativeDrift(policy, edge, tools)
  if (json) edge.print(`${asciiJson({schema: 'sallyport/native-drift/1', tools: drifts})}\n`)
  else if (drifts.length === 0) edge.print('no setting is weaker than the policy\n')
  else {
    for (const {option, texts} of drifts) {
      for (const text of texts) edge.print(`${printable(text)}\n`)
      edge.print(`hint: \`sallyport policy export --${option}\`\n`)
    }
  }
  return {kind: 'exit', code: drifts.length === 0 ? exitCode.ok : exitCode.failed}
}
