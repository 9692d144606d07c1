// `sallyport cache clear [--yes]`: remove what was fetched and remembered. Without `--yes` it only says what that is.

import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {clearable, clearCache} from '../reputation/cache/clear.ts'
import type {Edge, Outcome} from './edge.ts'

export function cacheClear(yes: boolean, edge: Edge): Outcome {
  const folder = edge.places.cache
  const paths = clearable(folder)
  if (paths.length === 0) {
    edge.print('there is nothing to remove\n')
    return {kind: 'exit', code: exitCode.ok}
  }
  if (!yes) {
    for (const path of paths) edge.print(`would remove ${printable(path)}\n`)
    edge.say('sallyport: nothing was removed: advisories, updated names and what was seen before would be gone')
    edge.say('hint: `sallyport cache clear --yes`')
    return {kind: 'exit', code: exitCode.unattended}
  }
  const failure = clearCache(folder)
  if (failure !== undefined) {
    edge.say(`sallyport: not everything was removed: ${printable(failure)}`)
    edge.say('hint: try again when no other update or installation is running')
    return {kind: 'exit', code: exitCode.failed}
  }
  for (const path of paths) edge.print(`removed ${printable(path)}\n`)
  return {kind: 'exit', code: exitCode.ok}
}
