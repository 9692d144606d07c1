// What the address of a tarball says of its content, where it is one that registries make: `/<name>/-/<file>-<version>.tgz`, below
// any path.

export interface TarballAddress {
  readonly name: string
  /** Undefined where the file is called otherwise. */
  readonly version: string | undefined
}

const PATH = /(?:^|\/)((?:@[^/@]+\/)?([^/@]+))\/-\/([^/]+)$/
const ENDING = '.tgz'

/** Undefined for what is no web address, and for addresses of another make. */
export function readTarballAddress(address: string): TarballAddress | undefined {
  if (!URL.canParse(address)) return undefined
  const {protocol, pathname} = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  const [, name, bare, file] = PATH.exec(pathname.replace(/%2f/gi, '/').replace(/%40/g, '@')) ?? []
  if (name === undefined || bare === undefined || file === undefined) return undefined
  const isUsual = file.startsWith(`${bare}-`) && file.endsWith(ENDING)
  return {name, version: isUsual ? file.slice(bare.length + 1, -ENDING.length) : undefined}
}
