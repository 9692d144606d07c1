// `sallyport cache update [npm|pypi|docker…]`: fetch newer names, build an index of them, check it and put it in force.

import type {Ecosystem} from '../core/artifact.ts'
import {assertNever} from '../core/assert-never.ts'
import {exitCode} from '../core/exit-code.ts'
import {isLoopback} from '../core/loopback.ts'
import {printable} from '../core/printable.ts'
import {loadNameData} from '../reputation/name-data.ts'
import {type UpdateRequest, type UpdateResult, updateNames} from '../reputation/update-names.ts'
import {recordFailure, UpdateFolderError} from '../reputation/update-place.ts'
import type {FetchLimits} from '../sources/fetched.ts'
import {goThroughProxies} from '../system/proxy.ts'
import type {CacheCommand} from './cache-command-line.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'
import {updateRequests} from './update-requests.ts'

const LARGEST_SOURCE = 256 * 1024 * 1024
const LONGEST_SILENCE = 30_000

export async function cacheUpdate(command: Extract<CacheCommand, {action: 'update'}>, edge: Edge): Promise<Outcome> {
  const asked = await updateRequests(command, edge)
  if (asked.kind === 'wrong') {
    edge.say(`sallyport: ${printable(asked.message)}`)
    edge.say(`hint: ${printable(asked.hint)}`)
    return {kind: 'exit', code: asked.code}
  }
  if (asked.requests.some(leavesThisMachine)) {
    const fault = goThroughProxies(edge.environment)
    if (fault !== undefined) {
      // Not going round the proxy: whoever set it may have a reason for being seen nowhere else.
      edge.say(`sallyport: nothing was updated: ${fault}`)
      edge.say('hint: mend `HTTPS_PROXY`, or update from a file')
      return {kind: 'exit', code: exitCode.undecided}
    }
  }
  const total = command.timeout * 1000
  const limits = {bytes: LARGEST_SOURCE, idle: Math.min(LONGEST_SILENCE, total), total}
  let failures = 0
  for (const request of asked.requests) {
    const result = await updateOne(request, limits, edge)
    tell(request.ecosystem, result, edge)
    if (result.kind === 'failed') failures++
  }
  return {kind: 'exit', code: failures === 0 ? exitCode.ok : exitCode.undecided}
}

function leavesThisMachine({names, allNames}: UpdateRequest): boolean {
  return [names, ...allNames].some((location) => location.kind === 'address' && !isLoopback(new URL(location.url)))
}

async function updateOne(request: UpdateRequest, limits: FetchLimits, edge: Edge): Promise<UpdateResult> {
  const folders = nameFolders(edge)
  const result = await updateNames(folders, request, limits, edge.now()).catch((error: unknown): UpdateResult => {
    if (!(error instanceof UpdateFolderError)) throw error
    return {kind: 'failed', reason: error.message, hint: error.hint}
  })
  if (result.kind === 'failed') await recordFailure(folders, request.ecosystem, result.reason, edge.now())
  return result
}

function tell(ecosystem: Ecosystem, result: UpdateResult, edge: Edge): void {
  switch (result.kind) {
    case 'updated': {
      const {index, previous} = result
      const before = previous === undefined ? '' : `; before: ${previous.size} as of ${previous.date}`
      edge.print(`${ecosystem}: updated, ${index.size} names as of ${index.date}${before}\n`)
      return
    }
    case 'up-to-date':
      edge.print(`${ecosystem}: up to date, ${result.index.size} names as of ${result.index.date}\n`)
      return
    case 'failed': {
      const inForce = loadNameData(nameFolders(edge), ecosystem, edge.now())
      const stays = inForce.kind === 'missing' ? '' : `; the index of ${inForce.index.date} stays in force`
      edge.say(`sallyport: ${ecosystem} was not updated: ${printable(result.reason)}${stays}`)
      if (result.hint !== undefined) edge.say(`hint: ${printable(result.hint)}`)
      return
    }
    default:
      assertNever(result)
  }
}
