import {imageOnHost} from './docker-image.ts'
import type {Rule} from './rule.ts'

export const registryLookalike: Rule = {
  code: 'registry-lookalike',
  meaning: 'the registry host resembles a well-known one; credentials and images would go to a stranger',
  judge(artifact, {registryHost}) {
    if (registryHost?.verdict !== 'lookalike') return undefined
    const [best] = registryHost.suggestions
    return {
      message: `would contact a registry whose host ${best?.sentence ?? 'resembles a well-known one'}`,
      suggestions: registryHost.suggestions.map(({name: host, sentence, popularity}) => ({
        name: imageOnHost(artifact.name, host),
        reason: sentence,
        popularity,
      })),
    }
  },
}
