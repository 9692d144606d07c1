// Opens the reputation cache for reading. Readers never make, change or delete a file of the database, so many of them may go on
// while one process writes, and while a damaged file is moved away under them.

import {existsSync} from 'node:fs'
import {type Database, openDatabase, troubleOf} from '../../system/sqlite.ts'
import {refusalsOfOwnFile} from '../../system/trusted-file.ts'
import {databasePath} from './place.ts'
import {APPLICATION_ID, applicationOf, SCHEMA_VERSION, versionOf} from './schema.ts'
import {identityOf, setAside} from './set-aside.ts'

/** Milliseconds that a command waits for a database that somebody has for himself alone. */
const PATIENCE = 1000

export type OpenReader =
  | {readonly kind: 'open'; readonly database: Database; readonly identity: string}
  /** There is nothing in it yet. */
  | {readonly kind: 'absent'}
  /** Of an older sallyport: it can be brought up to date by a writer. */
  | {readonly kind: 'older'}
  /** A sentence that names the file. */
  | {readonly kind: 'set-aside'; readonly reason: string}
  | {readonly kind: 'unusable'; readonly reason: string; readonly hint?: string}

export function openReader(folder: string, now: number): OpenReader {
  const path = databasePath(folder)
  let identity: string | undefined
  let database: Database | undefined
  try {
    const stranger = strangerIn(path)
    if (stranger !== undefined) return stranger
    identity = identityOf(path)
    database = openDatabase(path, {readOnly: true})
    database.exec(`PRAGMA busy_timeout = ${PATIENCE}; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON`)
    const state = stateOf(database)
    if (state === 'current') return {kind: 'open', database, identity}
    database.close()
    database = undefined
    if (state === 'empty') return {kind: 'absent'}
    if (state === 'older') return {kind: 'older'}
    if (state === 'newer') return newer(path)
    return {kind: 'set-aside', reason: setAside(folder, identity, 'it is a database of something else', now)}
  } catch (error) {
    database?.close()
    const trouble = troubleOf(error)
    if (trouble === undefined) throw error
    if (trouble.kind === 'damaged' && identity !== undefined) {
      return {kind: 'set-aside', reason: setAside(folder, identity, trouble.message, now)}
    }
    if (!existsSync(path)) return {kind: 'absent'}
    const why = trouble.kind === 'busy' ? 'another process has it for itself' : trouble.message
    return {kind: 'unusable', reason: `the reputation cache \`${path}\` cannot be read: ${why}`}
  }
}

/** Whether the file is somebody else's, or not there. */
export function strangerIn(path: string): Extract<OpenReader, {kind: 'unusable' | 'absent'}> | undefined {
  try {
    const [refusal] = refusalsOfOwnFile(path)
    if (refusal === undefined) return undefined
    // Deny: what others could have written may say that everything is fine.
    const reason = `\`${refusal.path}\` is not to be trusted: it ${refusal.message}`
    return {kind: 'unusable', reason, ...(refusal.hint === undefined ? {} : {hint: refusal.hint})}
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {kind: 'absent'}
    throw error
  }
}

export function stateOf(database: Database): 'current' | 'empty' | 'older' | 'newer' | 'foreign' {
  const version = versionOf(database)
  const application = applicationOf(database)
  if (application !== APPLICATION_ID) {
    const {pages} = database.prepare('SELECT count(*) AS pages FROM sqlite_schema').get() ?? {}
    return version === 0 && application === 0 && pages === 0 ? 'empty' : 'foreign'
  }
  if (version === SCHEMA_VERSION) return 'current'
  return version > SCHEMA_VERSION ? 'newer' : 'older'
}

export function newer(path: string): Extract<OpenReader, {kind: 'unusable'}> {
  const reason = `the reputation cache \`${path}\` was written by a newer sallyport, and this one cannot read it`
  return {kind: 'unusable', reason, hint: 'use the newer sallyport, or `sallyport cache clear --yes`'}
}
