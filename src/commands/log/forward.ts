import type {Edge, Outcome} from '../edge.ts'
import type {ForwardOptions} from './command-line.ts'

export async function forward(_options: ForwardOptions, _edge: Edge): Promise<Outcome> {
  return {kind: 'exit', code: 0}
}
