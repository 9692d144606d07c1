// What a request of npm is for, by its method and path alone.

export type Route =
  /** `name` as a package has it, `path` as it was asked for: `/@acme%2ftool`. */
  | {readonly kind: 'packument'; readonly name: string; readonly path: string}
  | {readonly kind: 'tarball'; readonly path: string}
  /** The tarball of a version that waits for an answer; never served. */
  | {readonly kind: 'question'; readonly name: string; readonly version: string}
  /** Everything else that npm asks of a registry: audits, tags, log-ins, publishing. */
  | {readonly kind: 'other'; readonly path: string; readonly scope: string | undefined}
  /** Brings in a version by a road that npm does not take and that is not judged. */
  | {readonly kind: 'refused'; readonly because: string}

const QUESTION = '/-/sallyport/question/'

/** `root`: the gateway's own path, which npm leaves out of some addresses of tarballs. */
export function routeOf(
  method: string,
  requested: string,
  root: string,
  isTarball: (pathname: string) => boolean,
): Route {
  const path = requested.startsWith(root) ? requested.slice(root.length - 1) : requested
  const [plain = ''] = path.split('?', 1)
  if (plain.startsWith(QUESTION)) {
    const [name = '', version = ''] = plain.slice(QUESTION.length).split('/')
    return {kind: 'question', name: decoded(name), version: decoded(version.replace(/\.tgz$/, ''))}
  }
  const scope = /\/(@[^/%]+)(?:\/|%2f)/i.exec(plain.replace(/%40/g, '@'))?.[1]
  if (method !== 'GET' || plain.startsWith('/-/') || plain === '/') return {kind: 'other', path, scope}
  if (isTarball(plain) || /\/-\/|\.tgz$|\.tar\.gz$/.test(plain)) return {kind: 'tarball', path}
  const name = decoded(plain.slice(1))
  if (/^(?:@[^/@]+\/)?[^/@][^/]*$/.test(name)) return {kind: 'packument', name, path}
  // Deny: nothing says what else a path could bring in.
  return {kind: 'refused', because: 'this path is none that npm asks of a registry'}
}

export function questionPath(name: string, version: string): string {
  return `${QUESTION.slice(1)}${encodeURIComponent(name)}/${encodeURIComponent(version)}.tgz`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
