// A policy file that is tried out: read, and the layer that it is taken for.

import {basename} from 'node:path'
import type {Layer} from '../core/policy/layer.ts'
import type {PolicyDocument} from '../core/policy/schema.ts'
import {PROJECT_FILE} from './policy-places.ts'
import type {Problem} from './problem.ts'
import {readPolicyFile} from './read-policy-file.ts'

export type StatedLayer =
  | {readonly kind: 'layer'; readonly layer: Layer}
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

/** `origin` is the path as its values name it, `as` the layer where one is asked for. */
export function readStatedLayer(path: string, origin: string, as: Layer['name'] | undefined): StatedLayer {
  const read = readPolicyFile(path)
  if (read.kind === 'problems') {
    return {kind: 'problems', problems: read.problems.map((one) => ({...one, path: origin}))}
  }
  const {document, lines} = read
  return {kind: 'layer', layer: {name: as ?? usualLayer(path, document), path: origin, document, lines}}
}

/** By its name the file of a project; by what only the file of a team says, that of a team. */
function usualLayer(path: string, {serial, locked, expires}: PolicyDocument): Layer['name'] {
  if (basename(path) === PROJECT_FILE) return 'project'
  return serial === undefined && locked === undefined && expires === undefined ? 'user' : 'team'
}
