// `sallyport cache export FILE`: advisories and updated names in one file, for machines without a network.

import {resolve} from 'node:path'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {exportCache} from '../reputation/transfer/export.ts'
import type {ExportOptions} from './cache-command-line.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'

export async function cacheExport({file, withoutNames, force}: ExportOptions, edge: Edge): Promise<Outcome> {
  const path = resolve(edge.cwd, file)
  const exported = await exportCache({
    file: path,
    folder: edge.places.cache,
    nameFolders: nameFolders(edge),
    withNames: !withoutNames,
    force,
    now: edge.now(),
  })
  if (exported.kind === 'failed') {
    edge.say(`sallyport: nothing was exported: ${printable(exported.reason)}`)
    if (exported.hint !== undefined) edge.say(`hint: ${printable(exported.hint)}`)
    return {kind: 'exit', code: exitCode.undecided}
  }
  for (const part of exported.parts) edge.print(`${printable(part)}\n`)
  edge.print(`written to ${printable(path)}\n`)
  return {kind: 'exit', code: exitCode.ok}
}
