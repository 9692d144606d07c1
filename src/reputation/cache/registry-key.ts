/**
 * What a registry is known by in the cache: its address with whatever could be a credential left away, and one slash at the end.
 * Undefined for what is no address.
 */
export function registryKey(address: string): string | undefined {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/*$/, '/')}`
}
