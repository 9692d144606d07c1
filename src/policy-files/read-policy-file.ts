import {readNamedFile} from './named-file.ts'
import {type ReadPolicy, readPolicy} from './read-policy.ts'

/** A policy file that is not in force: what `policy validate FILE`, `policy test` and `policy simulate` look at. */
export function readPolicyFile(path: string): ReadPolicy {
  const file = readNamedFile(path)
  return file.kind === 'problems' ? file : readPolicy(file.content, path)
}
