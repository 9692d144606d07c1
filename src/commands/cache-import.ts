// `sallyport cache import FILE`: puts in force what `cache export` wrote on another machine.

import {resolve} from 'node:path'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {importCache} from '../reputation/transfer/import.ts'
import type {ImportOptions} from './cache-command-line.ts'
import {tellNames} from './cache-update.ts'
import {tellFeed} from './cache-update-feed.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'

export async function cacheImport({file, force}: ImportOptions, edge: Edge): Promise<Outcome> {
  const path = resolve(edge.cwd, file)
  const {cache: folder} = edge.places
  const imported = await importCache({file: path, folder, nameFolders: nameFolders(edge), force, now: edge.now()})
  if (imported.kind === 'failed') {
    edge.say(`sallyport: nothing was imported: \`${printable(path)}\`: ${printable(imported.reason)}`)
    edge.say('hint: `sallyport cache export FILE` on a machine with a network writes such a file')
    return {kind: 'exit', code: exitCode.undecided}
  }
  for (const {ecosystem, result} of imported.feeds) tellFeed(ecosystem, result, edge)
  for (const {ecosystem, result} of imported.names) tellNames(ecosystem, result, edge)
  const isWhole = [...imported.feeds, ...imported.names].every(({result}) => result.kind !== 'failed')
  return {kind: 'exit', code: isWhole ? exitCode.ok : exitCode.undecided}
}
