// One requirement as pip reads it from a command line: PEP 508, or one of the forms that only pip has (paths, archives,
// addresses, version control). Rules of pip's `req/constructors.py`.

import type {Artifact, RequestedIn, Source} from '../../core/artifact.ts'
import type {Surroundings, Unclear} from '../../core/invocation.ts'
import {normalizePypiName} from '../../core/pypi-name.ts'
import {redactUrl} from '../../core/redact.ts'
import {parsePep508} from './pep508.ts'

export type ReadRequirement =
  | {readonly kind: 'artifact'; readonly artifact: Artifact}
  | {readonly kind: 'unclear'; readonly unclear: Unclear}

export interface RequirementPlace {
  readonly cwd: string
  readonly requestedIn: RequestedIn
  /** The value of `-e`: a folder or an address under version control, never a name. */
  readonly isEditable: boolean
}

/** pip's `ARCHIVE_EXTENSIONS`. */
const ARCHIVE = /\.(?:zip|whl|tar\.gz|tgz|tar|tar\.bz2|tbz|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$/i
/** What pip takes for an address: these, and the schemes of version control (`git+https`, `svn+ssh`; `git` in old pips and after `-e`). */
const ADDRESS = /^(?:https?|ftp|file|(?:git|hg|svn|bzr)(?:\+[a-z-]+)?):/i

export function readRequirement(word: string, place: RequirementPlace, surroundings: Surroundings): ReadRequirement {
  const found = place.isEditable
    ? readEditable(word, place.cwd, surroundings)
    : readPlain(word, place.cwd, surroundings)
  if (found === undefined) {
    // Deny: pip's grammar has no meaning for it, or one that is not known here.
    return {kind: 'unclear', unclear: {message: `\`${redactUrl(word)}\` is no requirement that can be read`}}
  }
  const {name, specifier, source} = found
  const {requestedIn} = place
  return {kind: 'artifact', artifact: {ecosystem: 'pypi', requested: word, name, specifier, source, requestedIn}}
}

type Found = Pick<Artifact, 'name' | 'specifier' | 'source'>

function readPlain(word: string, cwd: string, surroundings: Surroundings): Found | undefined {
  const marker = word.indexOf(ADDRESS.test(word) ? '; ' : ';')
  const bare = (marker === -1 ? word : word.slice(0, marker)).trim()
  if (ADDRESS.test(bare)) return unnamed(sourceOfAddress(bare, cwd, surroundings))

  const path = surroundings.resolvePath(cwd, withoutExtras(bare))
  if (looksLikePath(bare) && surroundings.isDirectory(path)) return unnamed({kind: 'directory', path})
  const beforeAt = bare.slice(0, Math.max(0, bare.indexOf('@')))
  if (ARCHIVE.test(path) && (beforeAt === '' || looksLikePath(beforeAt))) return unnamed({kind: 'file', path})

  const requirement = parsePep508(bare)
  if (requirement === undefined) return undefined
  const {specifier, address} = requirement
  const source: Source = address === undefined ? {kind: 'registry'} : sourceOfAddress(address, cwd, surroundings)
  return {name: normalizePypiName(requirement.name), specifier, source}
}

function readEditable(word: string, cwd: string, surroundings: Surroundings): Found | undefined {
  const path = surroundings.resolvePath(cwd, withoutExtras(word))
  if (surroundings.isDirectory(path)) return unnamed({kind: 'directory', path})
  if (ADDRESS.test(word)) return unnamed(sourceOfAddress(word, cwd, surroundings))
  // Newer pips take `name @ address` here too.
  const direct = parsePep508(word.split(';', 1)[0] ?? '')
  if (direct?.address === undefined) return undefined
  return {
    name: normalizePypiName(direct.name),
    specifier: '',
    source: sourceOfAddress(direct.address, cwd, surroundings),
  }
}

function unnamed(source: Source): Found {
  return {name: '', specifier: '', source}
}

/** pip's `_looks_like_path`. */
function looksLikePath(text: string): boolean {
  return text.includes('/') || text.startsWith('.')
}

/** `./project[dev]` is the folder `./project`. */
function withoutExtras(text: string): string {
  const bracket = text.endsWith(']') ? text.lastIndexOf('[') : -1
  return bracket > 0 ? text.slice(0, bracket) : text
}

function sourceOfAddress(url: string, cwd: string, {resolvePath, isDirectory}: Surroundings): Source {
  if (/^git[+:]/i.test(url)) return {kind: 'git', url}
  if (!/^file:/i.test(url)) return {kind: 'url', url}
  const path = resolvePath(cwd, decodePath(url.replace(/^file:(?:\/\/[^/]*)?/i, '').replace(/[?#].*$/s, '')))
  return isDirectory(path) ? {kind: 'directory', path} : {kind: 'file', path}
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
