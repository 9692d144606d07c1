import type {Rule} from './rule.ts'

export const denied: Rule = {
  code: 'denied',
  meaning: 'the policy has it on its list of what is refused; nothing else that the policy says changes that',
  judge(artifact, _evidence, {policy}) {
    const matches = policy.deny.matches(artifact)
    const match = matches.find(({certainty}) => certainty === 'certain') ?? matches[0]
    if (match === undefined) return undefined
    const {entry, certainty} = match
    const reason = entry.reason === undefined ? '' : `: ${entry.reason}`
    if (certainty === 'certain') {
      const message = `is denied by \`${entry.match}\`${reason}`
      return {message, suggestions: [], decided: {severity: 'block', origin: entry.origin}}
    }
    // Deny: which version comes is not known yet, and it may be one of those.
    const message = `leaves open whether it brings what \`${entry.match}\` denies${reason}`
    return {message, suggestions: [], decided: {severity: 'ask', origin: entry.origin}}
  },
}
