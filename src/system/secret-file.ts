import {statSync} from 'node:fs'
import {shellWords} from '../core/shell-words.ts'
import {readTrustedFile, type TrustedFile, type TrustLimits} from './trusted-file.ts'

/** A trusted file that nobody but this user can read, either. */
export function readSecretFile(path: string, limits: TrustLimits): TrustedFile {
  const file = readTrustedFile(path, limits)
  // Windows has no modes of this kind.
  if (file.kind !== 'content' || process.getuid === undefined || (statSync(path).mode & 0o077) === 0) return file
  const hint = shellWords(['chmod', '600', path])
  return {kind: 'refused', refusals: [{path, message: 'can be read by others', hint}]}
}
