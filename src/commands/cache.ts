// `sallyport cache`: one file a sub-command, loaded when it is called.

import {assertNever} from '../core/assert-never.ts'
import type {CacheCommand} from './cache-command-line.ts'
import type {Edge, Outcome} from './edge.ts'

export async function cache(command: CacheCommand, edge: Edge): Promise<Outcome> {
  switch (command.action) {
    case 'status':
      return (await import('./cache-status.ts')).cacheStatus(command.json, edge)
    case 'update':
      return (await import('./cache-update.ts')).cacheUpdate(command, edge)
    case 'export':
      return (await import('./cache-export.ts')).cacheExport(command, edge)
    case 'import':
      return (await import('./cache-import.ts')).cacheImport(command, edge)
    case 'clear':
      return (await import('./cache-clear.ts')).cacheClear(command.yes, edge)
    default:
      return assertNever(command)
  }
}
