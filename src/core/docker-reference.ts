// Docker image references by the grammar of the distribution project (reference package, "Grammar"): host, path, tag, digest,
// and the short forms that the Docker CLI accepts. Pure; contacts nothing.

export interface ImageReference {
  /** `docker.io` where none is written. */
  readonly host: string
  /** Canonical path: `library/nginx`. */
  readonly path: string
  /** As people write it: `nginx`, `acme/tool`, `ghcr.io/acme/tool`. */
  readonly familiarName: string
  /** Empty where none is written. */
  readonly tag: string
  /** `sha256:…`, empty where none is written. */
  readonly digest: string
}

export type ParsedReference =
  | {readonly kind: 'reference'; readonly reference: ImageReference}
  | {readonly kind: 'invalid'; readonly reason: string}

const DEFAULT_HOST = 'docker.io'
/** Names of Docker Hub's registry; `docker.io` is the one that people write. */
const HUB_HOSTS: ReadonlySet<string> = new Set([
  DEFAULT_HOST,
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
])
const LONGEST_NAME = 255

const HOST =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::\d+)?$/
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/
/** The algorithms that docker knows, each with so many hexadecimal digits, in lower case (OCI image specification, "Digests"). */
const DIGEST_LENGTH: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

export function parseReference(text: string): ParsedReference {
  if (text === '') return invalid('it is empty')
  if (/^[a-f0-9]{64}$/.test(text)) return invalid('64 hexadecimal digits are an image ID, which cannot be pulled')
  const at = text.indexOf('@')
  const digest = at === -1 ? '' : text.slice(at + 1)
  if (at !== -1 && !isDigest(digest)) return invalid('the part after `@` is no digest')
  const named = at === -1 ? text : text.slice(0, at)

  const [host, rest] = splitHost(named)
  const colon = rest.lastIndexOf(':')
  const path = colon === -1 ? rest : rest.slice(0, colon)
  const tag = colon === -1 ? '' : rest.slice(colon + 1)
  if (colon !== -1 && !TAG.test(tag)) return invalid('the part after `:` is no tag')
  if (!HOST.test(host)) return invalid('the part before the first `/` is no host')
  if (/[A-Z]/.test(path)) return invalid('the repository name must be in lower case')
  if (path === '' || !path.split('/').every((component) => COMPONENT.test(component)))
    return invalid('it is no repository name')
  const whole = host === DEFAULT_HOST && !path.includes('/') ? `library/${path}` : path
  if (whole.length > LONGEST_NAME) {
    return invalid(`the repository name is longer than ${LONGEST_NAME} characters`)
  }
  return {kind: 'reference', reference: {host, path: whole, familiarName: familiar(host, whole), tag, digest}}
}

/** Host and path of a familiar name: `nginx` is `docker.io` and `library/nginx`. For names that a reader has parsed. */
export function canonicalImage(familiarName: string): {readonly host: string; readonly path: string} {
  const [host, rest] = splitHost(familiarName)
  return {host, path: host === DEFAULT_HOST && !rest.includes('/') ? `library/${rest}` : rest}
}

/**
 * A registry host as hosts are compared: `GHCR.IO` and `ghcr.io:443` are the registry `ghcr.io`, and Docker Hub under all of its
 * names is `docker.io`.
 */
export function comparableHost(host: string): string {
  const plain = host.toLowerCase().replace(/:443$/, '')
  return HUB_HOSTS.has(plain) ? DEFAULT_HOST : plain
}

/** An image that is written with another name of its registry's host is the same image. */
export function comparableImage({host, path}: {readonly host: string; readonly path: string}): string {
  const compared = comparableHost(host)
  return `${compared}/${compared === DEFAULT_HOST && !path.includes('/') ? `library/${path}` : path}`
}

/**
 * The first component is a host when it has a dot or a colon, is `localhost`, or has an upper-case letter (which no path
 * component can have). `index.docker.io` is an old spelling of `docker.io`.
 */
function splitHost(named: string): readonly [string, string] {
  const slash = named.indexOf('/')
  const first = named.slice(0, slash === -1 ? 0 : slash)
  const isHost = slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase())
  if (!isHost) return [DEFAULT_HOST, named]
  return [first === 'index.docker.io' ? DEFAULT_HOST : first, named.slice(slash + 1)]
}

function familiar(host: string, path: string): string {
  if (host !== DEFAULT_HOST) return `${host}/${path}`
  const base = path.startsWith('library/') ? path.slice('library/'.length) : path
  const short = base.includes('/') ? path : base
  const read = canonicalImage(short)
  // `docker.io/ghcr.io/tool` is not `ghcr.io/tool`: without its host the name would be read as another image.
  return read.host === host && read.path === path ? short : `${host}/${path}`
}

function isDigest(text: string): boolean {
  if (!DIGEST.test(text)) return false
  const [algorithm = '', hex = ''] = text.split(':')
  return hex.length === DIGEST_LENGTH.get(algorithm) && hex === hex.toLowerCase()
}

function invalid(reason: string): ParsedReference {
  return {kind: 'invalid', reason}
}
