// Where the source of a release is, without what differs in spelling only, so that two releases can be compared.

import {type JsonObject, objectOf, textOf} from './json.ts'

const HOSTS: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['bitbucket', 'bitbucket.org'],
])

/** `github.com/acme/tool`, in lower case. Undefined where none is given. */
export function repositoryOf({repository}: JsonObject): string | undefined {
  const written = textOf(repository, 500) ?? textOf(objectOf(repository)?.url, 500)
  return written === undefined ? undefined : comparableRepository(written)
}

/** For any address of a repository. */
export function comparableRepository(written: string): string {
  const text = written.trim().toLowerCase()
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(text)
  if (short !== null) return `${HOSTS.get(short[1] ?? 'github')}/${bare(short[2] ?? '')}`
  const place = text
    .replace(/^git\+/, '')
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
  return bare(place)
}

function bare(place: string): string {
  return place
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
}
