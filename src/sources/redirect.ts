export type RedirectTarget =
  | {readonly kind: 'follow'; readonly url: string}
  | {readonly kind: 'refused'; readonly reason: string}

/**
 * Where a redirect leads. Only from https to https: a source must not be able to send us to another protocol, to this machine's
 * own services over http, or to a file.
 */
export function redirectTarget(from: string, location: string): RedirectTarget {
  const target = URL.parse(location, from)
  if (target === null) return {kind: 'refused', reason: 'it redirects to something that is no address'}
  if (new URL(from).protocol !== 'https:' || target.protocol !== 'https:') {
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
