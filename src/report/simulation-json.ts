// What `sallyport policy simulate --json` prints, schema `sallyport/simulation/1` (docs/testing-a-policy.md).

import type {Simulation} from '../audit/simulation.ts'
import type {Layer} from '../core/policy/layer.ts'
import type {Ignored} from '../core/policy/policy.ts'

export interface SimulationReport {
  readonly simulation: Simulation
  /** The file that was tried, and the layer that it took the place of. */
  readonly path: string
  readonly layer: Layer['name']
  readonly others: readonly Pick<Layer, 'name' | 'path'>[]
  /** What the file says and what would not be in force. */
  readonly ignored: readonly Ignored[]
  /** Milliseconds since 1970. */
  readonly since: number | undefined
  /** Commands that were not typed in the project whose file was tried. */
  readonly elsewhere: number
}

export function simulationJson({simulation, path, layer, others, ignored, since, elsewhere}: SimulationReport) {
  const {replayed, first, last, outcomes, stops, observed, ofProjects, unreplayable} = simulation
  return {
    schema: 'sallyport/simulation/1',
    policy: {path, layer},
    others: others.map((one) => ({path: one.path, layer: one.name})),
    ignored,
    since: timeText(since),
    replayed: {commands: replayed, first: timeText(first), last: timeText(last)},
    notReplayed: {...unreplayable, elsewhere},
    outcomes,
    stops,
    observed,
    ofProjects,
    rules: [...simulation.rules.values()],
    artifacts: [...simulation.artifacts.values()].map(({codes, ...rest}) => ({...rest, codes: [...codes]})),
    otherArtifacts: simulation.otherArtifacts,
    commands: simulation.commands.map(({time, ...rest}) => ({time: timeText(time), ...rest})),
    otherCommands: simulation.otherCommands,
  }
}

function timeText(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString()
}
