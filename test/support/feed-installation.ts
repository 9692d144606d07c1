import {join} from 'node:path'
import {installation} from './name-installation.ts'
import {osvEntry} from './osv-entry.ts'

/** Two advisories on npm packages: malware in every version, and a weakness with a way out. */
export const FEED: readonly object[] = [
  osvEntry('MAL-2026-1', 'evil'),
  osvEntry('GHSA-weak', 'weak', {events: [{introduced: '1.0.0'}, {fixed: '1.5.0'}]}),
]

interface FeedJson {
  readonly ecosystem: string
  readonly [key: string]: unknown
}

/** An installation with small indexes of names, and what is in its reputation cache. */
export function feedInstallation() {
  const scratch = installation()
  const home = join(scratch.home, '.cache/sallyport')
  const advisories = async (ecosystem = 'npm') => {
    const {stdout} = await scratch.sallyport('cache', 'status', '--json')
    const all = JSON.parse(stdout).advisories as readonly FeedJson[]
    return all.find((one) => one.ecosystem === ecosystem)
  }
  /** The decision on a command, offline. */
  const decision = async (...words: readonly string[]) => {
    const {stdout, stderr} = await scratch.sallyport('check', '--json', '--offline', '--', ...words)
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout)
  }
  return Object.assign(scratch, {reputationFolder: home, advisories, decision})
}
