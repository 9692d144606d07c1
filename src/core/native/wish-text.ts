// What the policy says, as comments of a printed setting and sentences about it have it.

import type {NativeSetting} from './native-tool.ts'
import type {NativeWishes, Wish} from './native-wishes.ts'

/** `rules.too-new: hold-back, 3 days (built-in)`. */
function wishLine({code, action, days, origin}: Wish): string {
  return `rules.${code}: ${action}${days > 0 ? `, ${daysText(days)}` : ''} (${origin})`
}

/** The fields of a setting that a rule is the reason of. */
export function forRule(wish: Wish): Pick<NativeSetting, 'because' | 'policy'> {
  const {action, days, origin} = wish
  return {because: [wishLine(wish)], policy: `${days > 0 ? daysText(days) : action}, ${origin}`}
}

/** The fields of a setting that the list of registries is the reason of. */
export function forRegistries({
  registries: {origin = '', main},
}: NativeWishes): Pick<NativeSetting, 'because' | 'policy'> {
  if (main === undefined) return {because: [`registries (${origin})`], policy: `registries, ${origin}`}
  const {place} = main.registry
  return {
    because: [`registries: ${main.match} (${main.origin}); this address, or one below it`],
    policy: `${place}, ${main.origin}`,
  }
}

/** The fields of a setting that says whether certificates count: an address is worth as much as its certificate. */
export function forCertificates({registries: {origin = ''}}: NativeWishes): Pick<NativeSetting, 'because' | 'policy'> {
  return {
    because: [`registries (${origin}): an address is worth as much as its certificate`],
    policy: `registries, ${origin}`,
  }
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}
