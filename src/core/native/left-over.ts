// What of a policy a tool's own settings cannot hold: nobody should take the printed text for the policy.

import type {NativeTool, Translation} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'

/** Sentences, the shortest way round. */
export function leftOver({name}: NativeTool, {covers, remarks}: Translation, wishes: NativeWishes): readonly string[] {
  const covered = new Set(covers)
  const rules = [...wishes.rules.values()].filter(({code}) => !covered.has(code))
  const {deny, registries} = wishes
  return [
    ...(rules.length === 0 ? [] : [`rules: ${rules.map(({code, action}) => `${code} (${action})`).join(', ')}`]),
    ...deny.map(({match, origin}) => `deny: ${match} (${origin}): ${name} has no list of what is denied`),
    ...registries.remarks,
    ...remarks,
  ]
}
