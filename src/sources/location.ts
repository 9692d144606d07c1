import {resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {isLoopback} from '../core/loopback.ts'
import {redactUrl} from '../core/redact.ts'

/** Where a list of names is taken from. `shown` has its secrets masked; nothing else of it is ever printed or stored. */
export type SourceLocation =
  | {readonly kind: 'file'; readonly path: string; readonly shown: string}
  | {
      readonly kind: 'address'
      /** Without user information. */
      readonly url: string
      /** Of the user information, for this address's own origin. */
      readonly authorization?: string
      readonly shown: string
    }

/** `reason` is said of the text and repeats none of it: what cannot be read cannot be masked. */
export type LocationReading = SourceLocation | {readonly kind: 'wrong'; readonly reason: string}

export const EXPECTED_LOCATION = 'an `https:` address, an `http:` address of this machine, or a file'

/** Paths are taken from `cwd`. */
export function readLocation(text: string, cwd: string): LocationReading {
  if (text === '' || text.includes('\0')) return wrong('it is empty or no text')
  if (!/^[a-z][a-z\d+.-]*:/i.test(text)) return {kind: 'file', path: resolve(cwd, text), shown: text}
  const url = URL.parse(text)
  if (url === null) return wrong('it begins like an address and is none')
  switch (url.protocol) {
    case 'file:':
      return fileOf(url)
    case 'https:':
      return addressOf(url)
    case 'http:':
      if (isLoopback(url)) return addressOf(url)
      return wrong('what comes over `http:` from another machine can be changed on its way; use `https:`')
    default:
      return wrong(`\`${url.protocol}\` is not taken`)
  }
}

function fileOf(url: URL): LocationReading {
  try {
    const path = fileURLToPath(url)
    return {kind: 'file', path, shown: path}
  } catch {
    return wrong('a `file:` address names a file of this machine: `file:///folder/names.tsv`')
  }
}

function addressOf(url: URL): LocationReading {
  const {username, password} = url
  url.username = ''
  url.password = ''
  url.hash = ''
  const {href} = url
  if (username === '' && password === '') return {kind: 'address', url: href, shown: redactUrl(href)}
  const credentials = Buffer.from(`${decoded(username)}:${decoded(password)}`)
  return {
    kind: 'address',
    url: href,
    authorization: `Basic ${credentials.toString('base64')}`,
    shown: redactUrl(href.replace('://', '://user@')),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign, which stands for itself.
    return text
  }
}

function wrong(reason: string): LocationReading {
  return {kind: 'wrong', reason}
}
