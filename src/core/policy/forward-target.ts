// Where a policy has the records of the audit log sent: `audit.forward`.

import {isLoopback} from '../loopback.ts'
import {redactUrl} from '../redact.ts'

export type ForwardTarget =
  | {readonly kind: 'none'}
  /** Posted there, one JSON record a line. */
  | {readonly kind: 'http'; readonly url: string}
  /** RFC 5424 over TCP (RFC 6587) or TLS (RFC 5425). */
  | {readonly kind: 'syslog'; readonly host: string; readonly port: number; readonly isEncrypted: boolean}

export type ParsedForwardTarget =
  | {readonly kind: 'target'; readonly target: ForwardTarget}
  /** The end of a sentence about the text. */
  | {readonly kind: 'invalid'; readonly reason: string}

/** What is written where records go nowhere else. */
export const NOWHERE = 'none'

const HOST = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[a-f\d:.]+\])$/i
const SYSLOG_PORTS: ReadonlyMap<string, number> = new Map([
  ['syslog:', 514],
  ['syslog+tls:', 6514],
])

export function parseForwardTarget(text: string): ParsedForwardTarget {
  if (text === NOWHERE) return found({kind: 'none'})
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) return invalid(`is neither an address nor \`${NOWHERE}\``)
  if (url.username !== '' || url.password !== '' || redactUrl(text) !== text) {
    return invalid(
      'holds credentials for everybody to read; put a token into the file `audit-token` beside policy.yaml',
    )
  }
  const standardPort = SYSLOG_PORTS.get(url.protocol)
  if (standardPort !== undefined) return syslog(url, standardPort)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return invalid('is no address of `https:`, `syslog:` or `syslog+tls:`')
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return invalid('is read by everybody on the way; write `https:`, or `http:` for this machine')
  }
  url.hash = ''
  return found({kind: 'http', url: url.href})
}

function syslog({protocol, hostname, port, pathname, search, hash}: URL, standardPort: number): ParsedForwardTarget {
  if (!HOST.test(hostname) || `${pathname}${search}${hash}`.replace('/', '') !== '') {
    return invalid(`is no syslog server: write \`${protocol}//host.example:${standardPort}\``)
  }
  const host = hostname.replace(/^\[|\]$/g, '')
  return found({
    kind: 'syslog',
    host,
    port: port === '' ? standardPort : Number(port),
    isEncrypted: protocol === 'syslog+tls:',
  })
}

function found(target: ForwardTarget): ParsedForwardTarget {
  return {kind: 'target', target}
}

function invalid(reason: string): ParsedForwardTarget {
  return {kind: 'invalid', reason}
}
