export type RedirectTarget =
  | {readonly kind: 'follow'; readonly url: string}
  | {readonly kind: 'refused'; readonly reason: string}

/**
 * Where a redirect leads. `https`: only from https to https, because a source must not be able to send us to another protocol, to
 * this machine's own services over http, or to a file. `same-origin`: only to another path.
 */
export function redirectTarget(from: string, location: string, mayLead: 'https' | 'same-origin'): RedirectTarget {
  const target = URL.parse(location, from)
  if (target === null) return {kind: 'refused', reason: 'it redirects to something that is no address'}
  const {origin, protocol} = new URL(from)
  if (mayLead === 'same-origin' && target.origin !== origin) {
    const to = target.origin === 'null' ? target.protocol : target.origin
    return {kind: 'refused', reason: `it redirects to \`${to}\`, and only redirects within \`${origin}\` are followed`}
  }
  if (mayLead === 'https' && (protocol !== 'https:' || target.protocol !== 'https:')) {
    return {
      kind: 'refused',
      reason: `it redirects to \`${target.origin}\`, and only redirects within https are followed`,
    }
  }
  // Credentials that a source wrote into the address would be sent to whoever it names.
  target.username = ''
  target.password = ''
  target.hash = ''
  return {kind: 'follow', url: target.href}
}
