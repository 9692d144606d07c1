// The body of a registry's answer about a package.

import {objectOf} from '../core/packument/json.ts'
import {type Packument, readPackument} from '../core/packument/packument.ts'

export type ReadBody =
  | {readonly kind: 'packument'; readonly packument: Packument}
  /** npm finds no version in it either: no JSON, an error, a package that was taken away. */
  | {readonly kind: 'nothing'}
  /** Something that npm may make more of than we can judge. The reason is the end of a sentence about it. */
  | {readonly kind: 'odd'; readonly reason: string}

export function readBody(text: string, name: string): ReadBody {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return {kind: 'nothing'}
  }
  const lists = ['versions', 'stagedVersions', 'policyRestrictions']
  if (lists.every((list) => objectOf(json)?.[list] === undefined)) return {kind: 'nothing'}
  const read = readPackument(json, name)
  // Deny: a form that the judge does not know may still hold something that npm would take.
  return read.kind === 'packument' ? read : {kind: 'odd', reason: read.reason}
}
