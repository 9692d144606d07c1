import {chmodSync, mkdirSync, statSync} from 'node:fs'

/**
 * Makes a folder that nobody else can look into, and brings one that is ours and looser back to that: Node's compile cache and a
 * generous umask may have made it first. Throws what the file system says.
 */
export function makeOwnFolder(path: string): void {
  mkdirSync(path, {recursive: true, mode: 0o700})
  const {uid, mode} = statSync(path)
  if (uid === process.getuid?.() && (mode & 0o077) !== 0) chmodSync(path, 0o700)
}
