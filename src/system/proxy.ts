import {http} from './http.ts'

/** Node 24.14 and newer. */
type WithProxies = typeof http & {
  readonly setGlobalProxyFromEnv?: (environment: Readonly<Record<string, string | undefined>>) => () => void
}

/**
 * Has `fetch` go through the proxies of the environment (`HTTPS_PROXY`, `NO_PROXY`), where this Node can; what is on this machine
 * never does. A sentence when the environment names a proxy that cannot be used.
 */
export function goThroughProxies(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const proxy = environment.https_proxy ?? environment.HTTPS_PROXY ?? environment.http_proxy ?? environment.HTTP_PROXY
  if (proxy === undefined || proxy === '') return undefined
  const {setGlobalProxyFromEnv: set} = http as WithProxies
  if (set === undefined)
    return 'this Node is too old to go through the proxy of the environment, which takes Node 24.14'
  const exceptions = [environment.no_proxy ?? environment.NO_PROXY ?? '', 'localhost', '127.0.0.1', '[::1]', '::1']
  const direct = exceptions.filter((host) => host !== '').join(',')
  try {
    set({...environment, no_proxy: direct, NO_PROXY: direct})
    return undefined
  } catch {
    // Its own message would repeat the address, which may hold a password.
    return 'the proxy address in the environment is not usable'
  }
}
