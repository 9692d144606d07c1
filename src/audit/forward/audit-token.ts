// The bearer token for the collector: a file beside the policy, for this user's eyes only. The policy itself may be shared.

import {join} from 'node:path'
import type {Places} from '../../system/places.ts'
import {readSecretFile} from '../../system/secret-file.ts'

export type AuditToken =
  | {readonly kind: 'token'; readonly token: string | undefined}
  /** Said of the token file. */
  | {readonly kind: 'refused'; readonly reason: string}

const LARGEST = 16 * 1024

export function readAuditToken({config, home}: Places): AuditToken {
  const path = join(config, 'audit-token')
  const file = readSecretFile(path, {tree: config, home, largest: LARGEST})
  if (file.kind === 'absent') return {kind: 'token', token: undefined}
  if (file.kind === 'refused') {
    const [first] = file.refusals
    const mending = first?.hint === undefined ? '' : ` (mend it with \`${first.hint}\`)`
    return {kind: 'refused', reason: `\`${first?.path ?? path}\` ${first?.message ?? 'is refused'}${mending}`}
  }
  const token = file.content.toString().trim()
  if (/^[!-~]+$/.test(token)) return {kind: 'token', token}
  return {kind: 'refused', reason: `\`${path}\` holds no token, which is one word of ASCII`}
}
