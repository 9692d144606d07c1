// Writing to the reputation cache: one process at a time, under a lock of its own, each time for as short as it takes.

import {closeSync, openSync} from 'node:fs'
import {lockFileAtOnce} from '../../system/file-lock.ts'
import {makeOwnFolder} from '../../system/own-folder.ts'
import {type Database, openDatabase, troubleOf} from '../../system/sqlite.ts'
import {removeLeftovers} from '../../system/whole-file.ts'
import {newer, stateOf, strangerIn} from './open-reader.ts'
import {databasePath, writerLockPath} from './place.ts'
import {migrate} from './schema.ts'
import {moveAway} from './set-aside.ts'

/** Bytes of the write-ahead log that stay on the disk after a feed went through it. */
const LOG_LIMIT = 4 * 1024 * 1024

/** Milliseconds: a file that is younger may still be losing its name. */
const LEFTOVER_AGE = 5000

export interface WriteOptions {
  readonly folder: string
  /** Milliseconds that other writers are waited for. */
  readonly patience: number
  readonly now: number
  /** Somebody waits: a database that is made by this is not waited for until it is on the disk, because nothing else is in it. */
  readonly isHurried?: boolean
}

export type Written<T> =
  | {readonly kind: 'written'; readonly value: T; readonly notice?: string}
  /** A sentence; nothing was changed. */
  | {readonly kind: 'failed'; readonly reason: string; readonly hint?: string}

/**
 * `act` gets the database, made or brought up to date where necessary, and begins and ends its own transaction. It is called
 * again where the database turns out to be damaged, with a new one.
 */
export function writeTo<T>(
  {folder, patience, now, isHurried = false}: WriteOptions,
  act: (database: Database) => T,
): Written<T> {
  const path = databasePath(folder)
  try {
    makeOwnFolder(folder)
    const lock = lockFileAtOnce(writerLockPath(folder), patience)
    if (lock === undefined) return {kind: 'failed', reason: `\`${path}\` is being written by another process`}
    try {
      removeLeftovers(folder, LEFTOVER_AGE)
      return written(folder, now, isHurried, act)
    } finally {
      lock.release()
    }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble === undefined) throw error
    const hint =
      trouble.kind === 'full' ? `make room for \`${folder}\`` : `make \`${folder}\` a folder that you can write to`
    return {kind: 'failed', reason: `\`${path}\` cannot be written (${trouble.message})`, hint}
  }
}

function written<T>(folder: string, now: number, isHurried: boolean, act: (database: Database) => T): Written<T> {
  const path = databasePath(folder)
  const stranger = strangerIn(path)
  if (stranger?.kind === 'unusable') return {...stranger, kind: 'failed'}
  try {
    return writtenOnce(path, isHurried, act)
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble?.kind !== 'damaged') throw error
    const aside = moveAway(folder, now)
    const notice = `the reputation cache \`${path}\` was damaged (${trouble.message}) and was set aside as \`${aside}\``
    const again = writtenOnce(path, isHurried, act)
    return again.kind === 'written' ? {...again, notice} : again
  }
}

function writtenOnce<T>(path: string, isHurried: boolean, act: (database: Database) => T): Written<T> {
  const opened = openWriter(path, isHurried)
  if (opened.kind === 'failed') return opened
  try {
    return {kind: 'written', value: act(opened.database)}
  } finally {
    opened.database.close()
  }
}

function openWriter(
  path: string,
  isHurried: boolean,
): {readonly kind: 'open'; readonly database: Database} | Extract<Written<never>, {kind: 'failed'}> {
  // SQLite would make it, and the files beside it, readable for others.
  closeSync(openSync(path, 'a', 0o600))
  const database = openDatabase(path)
  try {
    database.exec(`PRAGMA busy_timeout = 1000; PRAGMA trusted_schema = OFF`)
    const state = stateOf(database)
    if (state === 'newer') {
      database.close()
      return {...newer(path), kind: 'failed'}
    }
    if (state === 'foreign') throw Object.assign(new Error('it is a database of something else'), {errcode: 26})
    const synchronous = isHurried && state === 'empty' ? 'OFF' : 'NORMAL'
    database.exec(
      `PRAGMA synchronous = ${synchronous}; PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = ${LOG_LIMIT}`,
    )
    migrate(database)
    return {kind: 'open', database}
  } catch (error) {
    database.close()
    throw error
  }
}
