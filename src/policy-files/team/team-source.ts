// Where a team's policy is taken from, as it is written on a command line, under `include` and in the record.

import semver from 'semver'
import {readLocation} from '../../sources/location.ts'

export type TeamSource = {
  /** The one form in which it is compared, stored and shown. Never holds a credential. */
  readonly text: string
} & (
  | {readonly kind: 'address'; readonly url: string}
  | {
      readonly kind: 'git'
      readonly url: string
      /** A branch, a tag or a commit; `HEAD` is what the repository shows first. */
      readonly ref: string
      /** The file in it, or the names that are looked for. */
      readonly paths: readonly string[]
    }
  | {readonly kind: 'npm'; readonly specifier: string}
  | {readonly kind: 'file'; readonly path: string}
)

/** `reason` is said of the text and repeats none of it: what cannot be read cannot be masked. */
export type SourceReading =
  | {readonly kind: 'source'; readonly source: TeamSource}
  | {readonly kind: 'wrong'; readonly reason: string; readonly hint: string}

/** Where a repository or a package has its policy; the first one that is there. */
export const POLICY_NAMES: readonly string[] = ['sallyport-policy.yaml', 'policy.yaml']

const EXPECTED =
  'a source is `https://…/policy.yaml`, `git+https://…`, `git+ssh://…` or `git+file://…` with `#REF:PATH` where needed, `npm:NAME@RANGE`, or a file'
const CREDENTIALS = 'it holds credentials, which would have to be stored'
const QUESTION_MARK = 'it has a `?`, behind which credentials are often written'
const LONGEST = 2048

/** Paths are taken from `cwd`. */
export function readTeamSource(text: string, cwd: string): SourceReading {
  if (text.length > LONGEST || /\p{C}/u.test(text)) return wrong('it is too long, or no plain text')
  if (text.startsWith('git+')) return readGit(text)
  if (text.startsWith('npm:')) return readNpm(text)
  const location = readLocation(text, cwd)
  switch (location.kind) {
    case 'wrong':
      return wrong(location.reason)
    case 'file':
      return {kind: 'source', source: {kind: 'file', path: location.path, text: location.path}}
    case 'address': {
      const {url, authorization} = location
      if (authorization !== undefined) {
        return wrong(
          CREDENTIALS,
          'what only some may read is published by git, which has its own credentials, or by npm, which has its npmrc',
        )
      }
      if (url.includes('?')) return wrong(QUESTION_MARK)
      // The signature is looked for at the same address with `.sig` behind it.
      if (url.endsWith('/')) return wrong('it names a folder instead of a file')
      return {kind: 'source', source: {kind: 'address', url, text: url}}
    }
  }
}

function readGit(text: string): SourceReading {
  const [address = '', fragment = '', ...more] = text.slice('git+'.length).split('#')
  const url = URL.parse(address)
  if (url === null || !['https:', 'ssh:', 'file:'].includes(url.protocol)) {
    return wrong('behind `git+` there is no address of `https:`, `ssh:` or `file:`')
  }
  // The user of ssh is no secret: `git` nearly always.
  if (url.password !== '' || (url.username !== '' && url.protocol !== 'ssh:')) {
    return wrong(CREDENTIALS, 'leave them away: git asks its own credential helper, or ssh its keys')
  }
  if (url.search !== '') return wrong(QUESTION_MARK)
  // ssh would take them for options.
  if (url.hostname.startsWith('-') || url.username.startsWith('-')) return wrong('its host or user begins with `-`')
  if ((url.hostname === '') !== (url.protocol === 'file:')) return wrong('its host cannot be used')
  const [, ref = '', path = ''] = /^([^:]*):?(.*)$/.exec(fragment) ?? []
  if (more.length > 0 || (ref !== '' && !isRef(ref))) return wrong('behind its `#` there is no branch, tag or commit')
  if (path !== '' && !isPathInside(path)) return wrong('behind its `:` there is no file of a repository')
  const where = [ref, ...(path === '' ? [] : [path])].join(':')
  const shown = `git+${url.href}${where === '' ? '' : `#${where}`}`
  const paths = path === '' ? POLICY_NAMES : [path]
  return {kind: 'source', source: {kind: 'git', url: url.href, ref: ref || 'HEAD', paths, text: shown}}
}

/** gitrevisions(7) and refspecs have more forms; these are names and hashes, and none is an option. */
function isRef(ref: string): boolean {
  return /^\w[\w./-]{0,199}$/.test(ref) && !ref.includes('..')
}

function isPathInside(path: string): boolean {
  return !path.startsWith('-') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** npm would also take folders, files, addresses and repositories; those have forms of their own here. */
function readNpm(text: string): SourceReading {
  const specifier = text.slice('npm:'.length)
  const [, name, range] = /^((?:@[a-z\d_][\w.-]*\/)?[a-z\d_][\w.-]*)(?:@(.+))?$/.exec(specifier) ?? []
  if (name === undefined) return wrong('behind `npm:` there is no name of a package')
  if (range !== undefined && semver.validRange(range) === null && !/^[a-z][\w-]*$/i.test(range)) {
    return wrong('behind the name of the package there is no version, range or dist-tag')
  }
  return {kind: 'source', source: {kind: 'npm', specifier, text: `npm:${specifier}`}}
}

function wrong(reason: string, hint: string = EXPECTED): SourceReading {
  return {kind: 'wrong', reason, hint}
}
