// `sallyport cache status [--json]`: which names and advisories are in force, how old they are and where they came from.

import {asciiJson} from '../core/ascii-json.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {advisoriesJson, reputationJson, reputationLines} from '../report/reputation-report.ts'
import {reputationStatus} from '../reputation/cache/status.ts'
import {ECOSYSTEMS, type NameStatus, nameStatus} from '../reputation/name-status.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'

export function cacheStatus(json: boolean, edge: Edge): Outcome {
  const folders = nameFolders(edge)
  const now = edge.now()
  const names = ECOSYSTEMS.map((ecosystem) => nameStatus(folders, ecosystem, now))
  const reputation = reputationStatus(edge.places.cache, now)
  if (json) {
    const whole = {
      schema: 'sallyport/cache/1',
      names: names.map(statusJson),
      advisories: advisoriesJson(reputation, now),
      reputation: reputationJson(reputation),
    }
    edge.print(`${asciiJson(whole)}\n`)
  } else {
    for (const line of [...names.flatMap(statusLines), ...reputationLines(reputation, now)])
      edge.print(`${printable(line)}\n`)
  }
  const isUsable = names.every(({data}) => data.kind === 'index') && reputation.problem === undefined
  return {
    kind: 'exit',
    code: isUsable && !reputation.feeds.some(({isMissing}) => isMissing) ? exitCode.ok : exitCode.undecided,
  }
}

function statusLines({ecosystem, data, bytes, ageInDays, update, record, damage}: NameStatus): readonly string[] {
  const lines =
    data.kind === 'missing'
      ? [
          `${ecosystem.padEnd(6)}  no name index: ${data.path}: ${data.reason}`,
          '        hint: run `install.sh` again to repair the installation',
        ]
      : [
          `${ecosystem.padEnd(6)}  ${data.index.size} names as of ${data.index.date} (${days(ageInDays)} old)`,
          `        ${data.origin}: ${data.path}, ${bytes} bytes`,
          ...Object.entries(sourceRows(data.index.header.sources)).map(
            ([source, rows]) => `        source: ${source}, ${rows} rows`,
          ),
        ]
  for (const {location} of update?.sources ?? []) lines.push(`        fetched ${update?.fetched}: ${location}`)
  if (record.checked !== undefined) lines.push(`        nothing newer on ${record.checked}`)
  if (damage !== undefined) {
    const verb = data.kind === 'index' && data.path === damage.path ? 'do not trust' : 'not used'
    lines.push(`        ${verb}: ${damage.path}: ${damage.reason}`)
    lines.push(`        hint: \`sallyport cache update ${ecosystem}\``)
  }
  if (record.lastFailure !== undefined) {
    lines.push(`        the last update failed on ${record.lastFailure.time}: ${record.lastFailure.reason}`)
  }
  return lines
}

function statusJson({ecosystem, data, bytes, ageInDays, update, record, damage}: NameStatus): Record<string, unknown> {
  const index =
    data.kind === 'missing'
      ? {origin: null, path: data.path, reason: data.reason}
      : {
          origin: data.origin,
          path: data.path,
          bytes,
          names: data.index.size,
          date: data.index.date,
          ageInDays,
          sources: sourceRows(data.index.header.sources),
        }
  return {
    ecosystem,
    ...index,
    fetched: update?.fetched ?? null,
    fetchedFrom: update?.sources ?? [],
    checked: record.checked ?? null,
    unused: damage ?? null,
    lastFailure: record.lastFailure ?? null,
  }
}

/** The header may be anybody's: only what has the shape of a count is shown. */
function sourceRows(sources: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(typeof sources === 'object' && sources !== null ? sources : {}).filter(([, rows]) =>
    Number.isSafeInteger(rows),
  )
  return Object.fromEntries(entries.slice(0, 10).map(([source, rows]) => [source, Number(rows)]))
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
