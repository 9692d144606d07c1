import {createHash} from 'node:crypto'
import {readFileSync, watch, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {Signer} from '../../src/system/ed25519.ts'
import {Scratch} from './scratch.ts'
import {answering, type SourceServer, serving, startSourceServer} from './source-server.ts'
import {newSigner, type Release, releaseOf} from './team-publisher.ts'

/** Locks what this is about: nothing that resembles a known name, no way round. */
export const LOCKED = `version: 1
serial: 1
bypass: false
unattended: block
rules: {name-lookalike: block}
npm: {registries: [default]}
locked: [bypass, unattended, rules, allow, registries, exceptions, mode]
`

export interface Publisher extends SourceServer {
  /** Where laptops are sent. */
  readonly url: string
  readonly signer: Signer
  /** Under `/policy.yaml`, from now on. */
  readonly publish: (release: Release) => void
}

/** A static file host on loopback that gives ETags, and a key. */
export async function publisher(first: string = LOCKED): Promise<Publisher> {
  const files = new Map<string, Buffer>()
  const server = await startSourceServer((response, request) => {
    const file = files.get(request.url ?? '')
    const answer =
      file === undefined
        ? answering(404)
        : serving(file, {etag: `"${createHash('sha256').update(file).digest('hex').slice(0, 16)}"`})
    answer(response, request)
  })
  onTestFinished(() => server.close())
  const signer = newSigner()
  const publish = ({policy, signature}: Release): void => {
    files.set('/policy.yaml', policy)
    files.set('/policy.yaml.sig', signature)
  }
  publish(releaseOf(first, {signer}))
  return Object.assign(server, {url: `${server.origin}/policy.yaml`, signer, publish})
}

/** An installation in an empty home. With a registry it has the real npm. */
export function laptop(registry?: string) {
  const scratch = (registry === undefined ? new Scratch().withNode() : new Scratch().withNpm(registry)).installShims()
  for (const name of ['npm', 'pip', 'docker'])
    if (name !== 'npm' || registry === undefined) scratch.withFakeTool({name})
  onTestFinished(() => scratch.remove())
  const {prefix, program} = scratch.install
  const team = join(prefix, 'team')
  const paths = {
    policy: join(team, 'policy.yaml'),
    signature: join(team, 'policy.yaml.sig'),
    record: join(team, 'team.json'),
  }
  const sallyport = (...args: readonly string[]) => scratch.run(program, args)
  const enrol = (url: string, key: string, ...more: readonly string[]) =>
    sallyport('policy', 'add', url, '--key', key, ...more)
  /** Of what is in force; undefined where nothing can be. */
  const shown = async (): Promise<TeamShown | undefined> => {
    const {code, stdout} = await sallyport('policy', 'show', '--json')
    return code === 0 ? ((JSON.parse(stdout) as {team: TeamShown | null}).team ?? undefined) : undefined
  }
  return Object.assign(scratch, {team, paths, sallyport, enrol, shown})
}

interface TeamShown {
  readonly source: string
  readonly key: string
  readonly serial: number
  readonly expires: string | null
  readonly checked: string
  readonly lastFailure: {readonly time: string; readonly reason: string} | null
}

/** A laptop that is enrolled, and where its policy is published. */
export async function enrolled(first?: string) {
  const source = await publisher(first)
  const place = laptop()
  const added = await place.enrol(source.url, source.signer.publicKey)
  if (added.code !== 0) throw new Error(added.stderr)
  return {source, place}
}

/** Resolves when an update in the background has come to its end: with a check of today, or a failure. */
export function refreshed(record: string): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      watcher.close()
      clearTimeout(timer)
      act()
    }
    const look = (): void => {
      const known = JSON.parse(readFileSync(record, 'utf8')) as Recorded
      const isFresh = Date.now() - Date.parse(known.current.checked) < 3_600_000
      if (isFresh || known.lastFailure !== undefined) finish(() => resolve(known))
    }
    const timer = setTimeout(() => finish(() => reject(new Error('no update came to its end'))), 40_000)
    const watcher = watch(dirname(record), look)
    look()
  })
}

interface Recorded {
  readonly current: {checked: string}
  attempted?: string
  lastFailure?: {readonly reason: string}
}

/** So long ago that the next judged command looks for a newer one. */
export function forgetCheck(record: string, hours = 6): void {
  const before = new Date(Date.now() - hours * 3_600_000).toISOString()
  const known = JSON.parse(readFileSync(record, 'utf8')) as Recorded
  known.current.checked = before
  delete known.attempted
  writeFileSync(record, JSON.stringify(known), {mode: 0o600})
}
