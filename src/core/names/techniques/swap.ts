import type {EditTechnique} from '../edit.ts'

/** `loadsh`: two letters beside each other have changed places. */
export const swap: EditTechnique = ({kind}) =>
  kind === 'swap' ? {technique: 'swap', phrase: 'swaps two letters of', likelihood: 1} : undefined
