// Patterns of the policy file: `npm:left-pad@<1.3`, `npm:@acme/*`, `pypi:acme-*`, `docker:ghcr.io/acme/*@sha256:…`. Read here
// and compared with one artifact; `pattern-index.ts` finds the few that an artifact has to be compared with.

import type {Artifact, Ecosystem} from '../artifact.ts'
import {assertNever} from '../assert-never.ts'
import {comparableImage, parseReference} from '../docker-reference.ts'
import {normalizePypiName} from '../pypi-name.ts'
import type {Certainty} from './certainty.ts'
import {isNpmRange, NpmRange} from './npm-range.ts'
import {isPypiRange, matchPypiRange} from './pypi-range.ts'

export interface Pattern {
  readonly ecosystem: Ecosystem
  /**
   * In the form of `comparableName`. `name`: that name. `beginning`: names that begin so and have no further `/`.
   * `below`: everything below that folder (scope, host, repository), whose `/` it ends with; empty is everything.
   */
  readonly kind: 'name' | 'beginning' | 'below'
  readonly name: string
  /** A semver range or a PEP 440 specifier; empty for every version, and for Docker. */
  readonly range: string
  /** Docker only; empty for every tag. */
  readonly tag: string
  /** Docker only; empty for every digest. */
  readonly digest: string
}

export type ParsedPattern =
  | {readonly kind: 'pattern'; readonly pattern: Pattern}
  /** The reason is the end of a sentence about the text: ``has no ecosystem in front``. */
  | {readonly kind: 'invalid'; readonly reason: string}

const LONGEST_PATTERN = 1024
const ECOSYSTEM = /^(npm|pypi|docker):/
const NPM_NAME = /^(?:@[^@/*\s:]+\/)?[^@/*\s:]*$/
const PYPI_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

/** `home` is the ecosystem of the section that the pattern stands in; there it need not say its own. */
export function parsePattern(text: string, home?: Ecosystem): ParsedPattern {
  if (text.length > LONGEST_PATTERN) return invalid(`is longer than ${LONGEST_PATTERN} characters`)
  const written = ECOSYSTEM.exec(text)?.[1] as Ecosystem | undefined
  const ecosystem = written ?? home
  if (ecosystem === undefined) return invalid('does not start with `npm:`, `pypi:` or `docker:`')
  if (home !== undefined && ecosystem !== home)
    return invalid(`is about ${ecosystem} and stands in the section \`${home}\``)
  const rest = written === undefined ? text : text.slice(written.length + 1)
  switch (ecosystem) {
    case 'npm':
      return parseNpm(rest)
    case 'pypi':
      return parsePypi(rest)
    case 'docker':
      return parseDocker(rest)
    default:
      return assertNever(ecosystem)
  }
}

/**
 * What is wrong with a pattern's range, as the end of a sentence; undefined where nothing is. Apart from `parsePattern`, because
 * reading two thousand ranges takes as long as everything else together and a policy that was checked once need not again.
 */
export function rangeProblem({ecosystem, range}: Pattern): string | undefined {
  if (range === '') return undefined
  if (ecosystem === 'npm' && !isNpmRange(range)) return `has \`${range}\` behind \`@\`, which is no semver range`
  if (ecosystem === 'pypi' && !isPypiRange(range)) return `has \`${range}\` behind \`@\`, which is no PEP 440 specifier`
  return undefined
}

/** Whether it is about some versions, a tag or a digest only. */
export function hasVersion({range, tag, digest}: Pattern): boolean {
  return range !== '' || tag !== '' || digest !== ''
}

/** Of an artifact whose name the pattern covers: whether its version, tag and digest are covered too. */
export type VersionMatch = (artifact: Artifact) => Certainty | undefined

export function versionMatch(pattern: Pattern): VersionMatch {
  const {ecosystem, range: text} = pattern
  if (ecosystem === 'docker') return (artifact) => matchImage(pattern, artifact)
  if (text === '') return () => 'certain'
  if (ecosystem === 'pypi') return ({specifier}) => matchPypiRange(text, specifier)
  const range = new NpmRange(text)
  return ({specifier}) => range.match(specifier)
}

function matchImage(pattern: Pattern, {specifier, digest}: Artifact): Certainty | undefined {
  if (pattern.digest !== '') {
    if (digest === undefined) return isTag(pattern, specifier) ? 'possible' : undefined
    return digest === pattern.digest ? 'certain' : undefined
  }
  // Beside a digest docker does not look at the tag.
  if (pattern.tag !== '' && digest !== undefined) return 'possible'
  return isTag(pattern, specifier) ? 'certain' : undefined
}

function isTag({tag}: Pattern, specifier: string): boolean {
  return tag === '' || tag === (specifier || 'latest')
}

function parseNpm(text: string): ParsedPattern {
  const at = text.indexOf('@', 1)
  const name = at === -1 ? text : text.slice(0, at)
  const range = at === -1 ? '' : text.slice(at + 1)
  const [kind, bare] = splitWildcard(name)
  if (kind !== 'name' && bare.startsWith('@') && !bare.includes('/')) {
    // `@acme*` would take in `@acme-evil/x`, which belongs to somebody else.
    return invalid('has its `*` inside the scope; write `@scope/*`')
  }
  if (!NPM_NAME.test(bare) && !/^@[^@/*\s:]+\/$/.test(bare)) return invalid(badName(name, 'npm'))
  if (kind === 'name' && (bare === '' || bare.endsWith('/'))) return invalid(badName(name, 'npm'))
  if (at !== -1 && range.trim() === '') return invalid('has nothing behind its `@`')
  return found({ecosystem: 'npm', kind, name: bare, range, tag: '', digest: ''})
}

function parsePypi(text: string): ParsedPattern {
  const at = text.indexOf('@')
  const name = at === -1 ? text : text.slice(0, at)
  const [kind, bare] = splitWildcard(name)
  const normal = normalizePypiName(bare)
  if (kind === 'below' && bare !== '') return invalid(badName(name, 'pypi'))
  const whole = kind === 'name' ? normal : `${normal}x`
  if (!PYPI_NAME.test(whole)) return invalid(badName(name, 'pypi'))
  const range = at === -1 ? '' : text.slice(at + 1).trim()
  if (at !== -1 && range === '') return invalid('has nothing behind its `@`')
  return found({ecosystem: 'pypi', kind, name: normal, range, tag: '', digest: ''})
}

function parseDocker(text: string): ParsedPattern {
  const at = text.indexOf('@')
  const named = at === -1 ? text : text.slice(0, at)
  const star = named.indexOf('*')
  const [kind, bare] = splitWildcard(star === -1 ? named : named.slice(0, star + 1))
  const behindStar = star === -1 ? '' : named.slice(star + 1)
  if (behindStar !== '' && !behindStar.startsWith(':')) return invalid('has a `*` that is not the end of the name')
  if (kind !== 'name' && bare.lastIndexOf(':') > bare.lastIndexOf('/')) return invalid('has a `*` in its tag')
  const isHost = kind === 'below' && /^[^/]*[.:][^/]*\/$|^localhost\/$/.test(bare)
  const stand = kind === 'name' ? '' : isHost ? 'x/x' : 'x'
  // One letter in the place of what `*` stands for makes it a reference that docker's own grammar judges.
  const parsed = parseReference(`${bare}${stand}${behindStar}${at === -1 ? '' : text.slice(at)}`)
  if (parsed.kind === 'invalid') return invalid(`is no image reference: ${parsed.reason}`)
  const {host, path, tag, digest} = parsed.reference
  const whole = comparableImage({host, path})
  const name = kind === 'below' && bare === '' ? '' : whole.slice(0, whole.length - stand.length)
  return found({ecosystem: 'docker', kind, name, range: '', tag, digest})
}

/** `*` may only be the last character: after `/` (or alone) everything below, after a letter the rest of that segment. */
function splitWildcard(name: string): readonly [Pattern['kind'], string] {
  if (!name.endsWith('*')) return ['name', name]
  const bare = name.slice(0, -1)
  return [bare === '' || bare.endsWith('/') ? 'below' : 'beginning', bare]
}

function badName(name: string, ecosystem: Ecosystem): string {
  return `has \`${name}\` in the place of ${ecosystem === 'npm' ? 'an npm' : 'a PyPI'} name; \`*\` may only end a name`
}

function found(pattern: Pattern): ParsedPattern {
  return {kind: 'pattern', pattern}
}

function invalid(reason: string): ParsedPattern {
  return {kind: 'invalid', reason}
}
