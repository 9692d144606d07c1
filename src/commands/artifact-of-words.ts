// What a person names on sallyport's own command line, as the tool itself would read it.

import {tmpdir} from 'node:os'
import type {Artifact} from '../core/artifact.ts'
import {parseArtifactSpec} from '../core/artifact-spec.ts'
import type {PackageManager} from '../core/invocation.ts'
import {managerFor} from '../managers/all-managers.ts'
import {surroundingsOf} from '../system/surroundings.ts'
import type {Edge} from './edge.ts'

export type ArtifactOfWords =
  | {readonly kind: 'artifact'; readonly artifact: Artifact; readonly manager: PackageManager}
  | {readonly kind: 'wrong'; readonly message: string}

export async function artifactOfWords(
  words: readonly string[],
  {environment, places}: Pick<Edge, 'environment' | 'places'>,
): Promise<ArtifactOfWords> {
  const spec = parseArtifactSpec(words)
  if (spec.kind === 'wrong') return spec
  const manager = await managerFor(spec.tool)
  if (manager === undefined) throw new Error(`${spec.tool} has no reader`)
  // Read where no project's files are, so that the artifact alone is read.
  const folder = tmpdir()
  const intent = manager.read({...spec, cwd: folder, environment}, surroundingsOf(places.home, folder))
  const [artifact] = intent.kind === 'fetch' ? intent.artifacts : []
  if (artifact !== undefined) return {kind: 'artifact', artifact, manager}
  return {kind: 'wrong', message: intent.kind === 'error' ? intent.message : `\`${words.join(' ')}\` names no artifact`}
}
