// What the name index says of each artifact. Docker's judgement and the library that tells competing names apart are loaded
// only for commands that need them.

import type {Artifact} from '../core/artifact.ts'
import type {Evidence, Gathered} from '../core/evidence.ts'
import {type Distance, judgeName} from '../core/names/judge-name.ts'
import type {NameIndex} from '../core/names/name-index.ts'

type EvidenceOf = (artifact: Artifact) => Evidence

export async function nameEvidence(artifacts: readonly Artifact[], index: NameIndex): Promise<readonly Gathered[]> {
  if (index.ecosystem === 'docker') return gather(artifacts, await imageEvidence(index))
  const gathered = gather(artifacts, packageEvidence(index))
  if (gathered.every(({evidence}) => (evidence.name?.suggestions.length ?? 0) < 2)) return gathered
  const {default: levenshtein} = await import('fast-levenshtein')
  return gather(artifacts, packageEvidence(index, levenshtein.get))
}

function gather(artifacts: readonly Artifact[], evidenceOf: EvidenceOf): readonly Gathered[] {
  return artifacts.map((artifact) => {
    const hasName = artifact.name !== '' && artifact.source.kind === 'registry'
    return {artifact, evidence: hasName ? evidenceOf(artifact) : {silent: []}}
  })
}

function packageEvidence(index: NameIndex, distance?: Distance): EvidenceOf {
  return ({name}) => ({name: judgeName(name, index, distance), indexDate: index.date, silent: []})
}

async function imageEvidence(index: NameIndex): Promise<EvidenceOf> {
  const [{canonicalImage}, {judgeRegistryHost}, {judgeImageName}] = await Promise.all([
    import('../core/docker-reference.ts'),
    import('../core/names/docker/judge-host.ts'),
    import('../core/names/judge-image.ts'),
  ])
  return ({name}) => {
    const image = canonicalImage(name)
    return {
      name: judgeImageName(image, index),
      registryHost: judgeRegistryHost(image.host),
      indexDate: index.date,
      silent: [],
    }
  }
}
