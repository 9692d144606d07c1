import type {Rule} from './rule.ts'

export const latestTag: Rule = {
  code: 'latest-tag',
  meaning: 'a Docker image without digest under the moving tag `latest`: what it means changes without notice',
  judge({ecosystem, specifier, digest, source}) {
    if (ecosystem !== 'docker' || digest !== undefined || source.kind !== 'registry') return undefined
    if (specifier !== '' && specifier !== 'latest') return undefined
    return {message: 'follows the moving tag `latest`', suggestions: []}
  },
}
