import {createHash} from 'node:crypto'
import {type Guard, type LoopbackServer, type Reply, startLoopbackServer} from './loopback-server.ts'
import {type ArchiveFile, tarball} from './tar.ts'

export interface NpmPackage {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  /** Command name to path; the file is made when `files` does not hold it. */
  readonly bin?: Readonly<Record<string, string>>
  readonly scripts?: Readonly<Record<string, string>>
  /** Path to content, beside package.json. */
  readonly files?: Readonly<Record<string, string>>
  /** ISO 8601; a fixed day in 2024 when absent. */
  readonly publishedAt?: string
  /** Dist-tags that point here. `latest` is the last version listed unless a version claims it. */
  readonly tags?: readonly string[]
  /** Further fields of the version's manifest: `deprecated`, `_npmUser`, `optionalDependencies`. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** Further fields of its `dist`, or others in the place of those that it has: `signatures`, `attestations`. */
  readonly dist?: (honest: {readonly integrity: string}) => Readonly<Record<string, unknown>>
}

export interface NpmRegistry extends LoopbackServer {
  /** What `registry=` is set to; ends with a slash. */
  readonly url: string
  /** Adds a version while the registry runs. */
  readonly publish: (published: NpmPackage) => void
  /** Another document under a path of the registry: `/-/npm/v1/keys`. */
  readonly serve: (path: string, document: unknown) => void
}

interface Release {
  readonly published: NpmPackage
  readonly manifest: Readonly<Record<string, unknown>>
  readonly archive: Buffer
  readonly archivePath: string
}

const ABBREVIATED = 'application/vnd.npm.install-v1+json'
const BULK_ADVISORIES = '/-/npm/v1/security/advisories/bulk'
const DEFAULT_PUBLISHED_AT = '2024-01-15T12:00:00.000Z'
/** What an abbreviated packument keeps of a version (npm/registry, docs/responses/package-metadata.md). */
const ABBREVIATED_FIELDS = [
  'name',
  'version',
  'deprecated',
  'dependencies',
  'optionalDependencies',
  'devDependencies',
  'bundleDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'bin',
  'directories',
  'dist',
  'engines',
  'cpu',
  'os',
  '_hasShrinkwrap',
  'hasInstallScript',
]

export interface NpmRegistryOptions extends Guard {
  readonly token?: string
  readonly path?: string
  /** What `npm audit` is told: names, and the range of their versions that have a weakness. */
  readonly vulnerable?: Readonly<Record<string, string>>
  /** Versions that are published as soon as the packument of their name was served once. */
  readonly late?: readonly NpmPackage[]
}

/**
 * An npm registry on loopback: packuments in both forms, tarballs, scoped names; everything else is 404. `path`: where it stands
 * on its host, `/artifactory/api/npm/npm`.
 */
export async function startNpmRegistry(
  packages: readonly NpmPackage[],
  {token, path: base = '', vulnerable, late = [], ...guard}: NpmRegistryOptions = {},
): Promise<NpmRegistry> {
  const releases = new Map<string, Release[]>()
  const archives = new Map<string, Buffer>()
  const documents = new Map<string, string>()
  const waiting = Map.groupBy(late, ({name}) => name)
  let origin = ''

  const publish = (published: NpmPackage): void => {
    const release = releaseOf(published, origin + base)
    archives.set(release.archivePath, release.archive)
    releases.set(published.name, [...(releases.get(published.name) ?? []), release])
  }
  const server = await startLoopbackServer(
    (encodedPath, request): Reply => {
      const whole = decodeURIComponent(encodedPath)
      const path = whole.startsWith(`${base}/`) ? whole.slice(base.length) : ''
      const archive = archives.get(path)
      const known = releases.get(path.slice(1))
      const document = documents.get(path)
      if (document !== undefined) return {status: 200, type: 'application/json', body: document}
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      if (isRead && archive !== undefined) return {status: 200, type: 'application/octet-stream', body: archive}
      if (isRead && known !== undefined) {
        // What is served now does not have them yet: `known` was read before.
        for (const one of waiting.get(path.slice(1)) ?? []) publish(one)
        waiting.delete(path.slice(1))
        const isAbbreviated = (request.headers.accept ?? '').includes(ABBREVIATED)
        return {
          status: 200,
          type: isAbbreviated ? ABBREVIATED : 'application/json',
          body: JSON.stringify(packument(known, isAbbreviated)),
        }
      }
      if (vulnerable !== undefined && path === BULK_ADVISORIES) {
        return {status: 200, type: 'application/json', body: JSON.stringify(advisoriesOf(vulnerable))}
      }
      return {status: 404, type: 'application/json', body: '{"error":"Not found"}'}
    },
    {...guard, ...(token === undefined ? {} : {authorization: `Bearer ${token}`})},
  )
  origin = server.origin
  for (const published of packages) publish(published)
  const serve = (path: string, document: unknown) => void documents.set(path, JSON.stringify(document))
  return {...server, url: `${origin}${base}/`, publish, serve}
}

function advisoriesOf(vulnerable: Readonly<Record<string, string>>): unknown {
  const entries = Object.entries(vulnerable).map(([name, range], index) => [
    name,
    [{id: index + 1, title: 'weak', severity: 'high', url: 'http://advisories.example/1', vulnerable_versions: range}],
  ])
  return Object.fromEntries(entries)
}

function releaseOf(published: NpmPackage, origin: string): Release {
  const {name, version, dependencies = {}, bin, scripts = {}, files = {}, fields = {}} = published
  const written = {name, version, ...(bin && {bin}), dependencies, scripts, ...fields}
  const commands = new Set(Object.values(bin ?? {}))
  const contents = new Map<string, string>([
    ['package.json', `${JSON.stringify(written, null, 2)}\n`],
    ['index.js', `module.exports = ${JSON.stringify(`${name}@${version}`)}\n`],
    ...[...commands].map((path) => [path, `#!/usr/bin/env node\nconsole.log('${name} ${version}')\n`] as const),
    ...Object.entries(files),
  ])
  const archive = tarball(
    [...contents].map(
      ([path, content]): ArchiveFile => ({path: `package/${path}`, content, isExecutable: commands.has(path)}),
    ),
  )
  const archivePath = `/${name}/-/${name.replace(/^@[^/]*\//u, '')}-${version}.tgz`
  const hasInstallScript = ['preinstall', 'install', 'postinstall'].some((event) => Object.hasOwn(scripts, event))
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`
  const dist = {
    tarball: origin + archivePath,
    shasum: createHash('sha1').update(archive).digest('hex'),
    integrity,
    ...published.dist?.({integrity}),
  }
  const manifest = {...written, _id: `${name}@${version}`, ...(hasInstallScript && {hasInstallScript}), dist}
  return {published, manifest, archive, archivePath}
}

function packument(releases: readonly Release[], isAbbreviated: boolean): unknown {
  const {name} = releases[0]!.published
  const tags = new Map([['latest', releases.at(-1)!.published.version]])
  for (const {published} of releases) for (const tag of published.tags ?? []) tags.set(tag, published.version)
  const times = releases.map(
    ({published}) => [published.version, published.publishedAt ?? DEFAULT_PUBLISHED_AT] as const,
  )
  const instants = times.map(([, time]) => time).toSorted()
  const modified = instants.at(-1)
  const versions = releases.map(({published, manifest}) => [
    published.version,
    isAbbreviated
      ? Object.fromEntries(ABBREVIATED_FIELDS.flatMap((field) => (field in manifest ? [[field, manifest[field]]] : [])))
      : manifest,
  ])
  const common = {name, 'dist-tags': Object.fromEntries(tags), versions: Object.fromEntries(versions)}
  if (isAbbreviated) return {...common, modified}
  return {_id: name, ...common, time: {created: instants[0], modified, ...Object.fromEntries(times)}}
}
