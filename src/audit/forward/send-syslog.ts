// Sends lines to a syslog server: RFC 5424 messages, counted in octets (RFC 6587), over TCP or TLS (RFC 5425). Not over UDP, which
// loses what is too long or comes too fast and tells nobody.

import net from 'node:net'
import tls from 'node:tls'
import type {ForwardTarget} from '../../core/policy/forward-target.ts'

/** Facility 13 (log audit), severity 6 (informational). */
const PRIORITY = 13 * 8 + 6

/** One message: its length, a space, itself. The line is ASCII. */
export function syslogMessage(line: string, host: string): string {
  const time = /"time":"([^"]+)"/.exec(line)?.[1] ?? '-'
  const name = host.replace(/[^!-~]/g, '').slice(0, 255) || '-'
  const message = `<${PRIORITY}>1 ${time} ${name} sallyport - audit - ${line}`
  return `${Buffer.byteLength(message)} ${message}`
}

/** Undefined when the server has read them and closed the connection, otherwise what went wrong. */
export function sendSyslog(
  {host, port, isEncrypted}: Extract<ForwardTarget, {kind: 'syslog'}>,
  messages: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = isEncrypted
      ? tls.connect({host, port, ...(net.isIP(host) === 0 ? {servername: host} : {})})
      : net.connect({host, port})
    let reason: string | undefined
    const fail = (why: string): void => {
      reason ??= why
      socket.destroy()
    }
    const stop = (): void => fail('it did not take them in time')
    signal.addEventListener('abort', stop)
    socket.once('error', (error: NodeJS.ErrnoException) =>
      fail(`it could not be reached (${error.code ?? error.message})`),
    )
    socket.once('close', () => {
      signal.removeEventListener('abort', stop)
      resolve(reason ?? (socket.writableFinished ? undefined : 'it broke off in the middle'))
    })
    // The end of what it sends is only seen by somebody who reads.
    socket.resume()
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => socket.end(messages.join('')))
    if (signal.aborted) stop()
  })
}
