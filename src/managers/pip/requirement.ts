// One requirement as pip reads it from a command line: PEP 508, or one of the forms that only pip has (paths, archives,
// addresses, version control). Rules of pip's `req/constructors.py`.

import type {Artifact, RequestedIn, Source} from '../../core/artifact.ts'
import type {Surroundings, Unclear} from '../../core/invocation.ts'
import {normalizePypiName} from '../../core/pypi-name.ts'

export type ReadRequirement =
  | {readonly kind: 'artifact'; readonly artifact: Artifact}
  | {readonly kind: 'unclear'; readonly unclear: Unclear}

/** PEP 508: name, extras, then versions (bare or in parentheses), then a marker. */
const REQUIREMENT =
  /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(\(?\s*(?:(?:~=|===?|!=|<=?|>=?)[^;@()]*)?\)?)\s*(?:;.*)?$/s

/** PEP 508: `name [extras] @ address`. */
const DIRECT = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*@\s*(\S+)/

const ARCHIVE = /\.(?:zip|whl|tar\.gz|tgz|tar|tar\.bz2|tbz|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$/i
const VERSION_CONTROL = /^(?:git|hg|svn|bzr)\+/i
const ADDRESS = /^[a-z][a-z0-9+.-]*:/i

export function readRequirement(
  word: string,
  cwd: string,
  requestedIn: RequestedIn,
  surroundings: Surroundings,
): ReadRequirement {
  const made = (name: string, specifier: string, source: Source): ReadRequirement => ({
    kind: 'artifact',
    artifact: {ecosystem: 'pypi', requested: word, name: normalizePypiName(name), specifier, source, requestedIn},
  })
  const direct = DIRECT.exec(word)
  if (direct !== null && ADDRESS.test(direct[2] ?? ''))
    return made(direct[1] ?? '', '', sourceOfAddress(direct[2] ?? ''))
  if (ADDRESS.test(word) && !/^[A-Za-z]:\\/.test(word)) return made('', '', sourceOfAddress(word))

  const bare = word.replace(/\s*;.*$/s, '').replace(/\[[^\]]*\]\s*$/, '')
  const path = surroundings.resolvePath(cwd, bare)
  const looksLikePath = bare.includes('/') || bare.startsWith('.')
  if (looksLikePath && surroundings.isDirectory(path)) return made('', '', {kind: 'directory', path})
  if (ARCHIVE.test(bare)) return made('', '', {kind: 'file', path})
  if (looksLikePath) return made('', '', {kind: 'directory', path})

  const requirement = REQUIREMENT.exec(word)
  if (requirement === null) {
    // Deny: pip's grammar has no meaning for it, or one that is not known here.
    return {kind: 'unclear', unclear: {message: `\`${word}\` is no requirement that can be read`}}
  }
  const specifier = (requirement[3] ?? '').replace(/[()\s]/g, '')
  return made(requirement[1] ?? '', specifier, {kind: 'registry'})
}

function sourceOfAddress(url: string): Source {
  if (VERSION_CONTROL.test(url)) return {kind: 'git', url}
  if (/^file:/i.test(url)) return {kind: 'file', path: decodePath(url.replace(/^file:(?:\/\/[^/]*)?/i, ''))}
  return {kind: 'url', url}
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
