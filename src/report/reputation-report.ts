// What `cache status` says of the reputation cache: the feeds with their age, and how much is kept of what registries said.

import {advisoryCount} from '../core/osv/advisory-count.ts'
import type {FeedFacts} from '../reputation/cache/feed-table.ts'
import {MOST_BYTES} from '../reputation/cache/keep.ts'
import type {FeedStatus, ReputationStatus} from '../reputation/cache/status.ts'
import {daysBetween} from '../reputation/name-status.ts'

/** `now` in milliseconds since 1970. Text from outside is in the lines. */
export function reputationLines(status: ReputationStatus, now: number): readonly string[] {
  const {path, bytes, problem, feeds, facts, damaged} = status
  const lines = feeds.flatMap((feed) => feedLines(feed, now))
  const {packages, releases} = facts
  const part = `${megabytes(facts.bytes)} of ${megabytes(MOST_BYTES)} MB`
  lines.push(`facts   ${packages} packages with ${releases} releases as registries described them, ${part}`)
  lines.push(`cache   ${path}, ${bytes} bytes`)
  if (problem !== undefined) lines.push(`        not used: ${problem.reason}`)
  if (problem?.hint !== undefined) lines.push(`        hint: ${problem.hint}`)
  for (const one of damaged) lines.push(`        set aside: ${one}`)
  return lines
}

function feedLines({ecosystem, parts, isMissing, failure}: FeedStatus, now: number): string[] {
  const lines = parts.flatMap((part) => partLines(ecosystem, part, now))
  const update = `\`sallyport cache update advisories ${ecosystem}\``
  if (isMissing) {
    lines.push(`${ecosystem.padEnd(6)}  advisories that were taken once cannot be read; every command is a question`)
    lines.push(`        hint: ${update}`)
  } else if (parts.length === 0) {
    lines.push(`${ecosystem.padEnd(6)}  no advisories`)
    lines.push(`        hint: \`sallyport config set advisories-source-${ecosystem} URL|FILE\`, then ${update}`)
  }
  if (failure !== undefined) lines.push(`        the last update failed on ${iso(failure.time)}: ${failure.reason}`)
  return lines
}

function partLines(ecosystem: string, facts: FeedFacts, now: number): readonly string[] {
  const {part, date, entries, newest, source, fetched, checked, unread, problems} = facts
  const what = part === 'added' ? `${advisoryCount(entries)} added beside the feed` : advisoryCount(entries)
  const age = daysBetween(date, now)
  return [
    `${ecosystem.padEnd(6)}  ${what} as of ${date} (${age === 1 ? '1 day' : `${age} days`} old)`,
    `        the latest of ${iso(newest)}`,
    `        fetched ${iso(fetched)}: ${source}`,
    ...(checked === undefined ? [] : [`        nothing newer on ${iso(checked)}`]),
    ...(unread === 0 ? [] : [`        ${unread} entries cannot be read and are left out; ${problems[0] ?? ''}`]),
  ]
}

export function advisoriesJson({feeds}: ReputationStatus, now: number): readonly Record<string, unknown>[] {
  return feeds.map(({ecosystem, parts, isMissing, failure}) => {
    const added = parts.find(({part}) => part === 'added')
    const feed = parts.find(({part}) => part === 'feed')
    return {
      ecosystem,
      ...(feed === undefined ? {date: null} : partJson(feed, now)),
      added: added === undefined ? null : partJson(added, now),
      isMissing,
      lastFailure: failure === undefined ? null : {time: iso(failure.time), reason: failure.reason},
    }
  })
}

function partJson({date, entries, newest, source, fetched, checked, etag, unread, problems}: FeedFacts, now: number) {
  return {
    date,
    ageInDays: daysBetween(date, now),
    entries,
    newest: iso(newest),
    source,
    fetched: iso(fetched),
    checked: checked === undefined ? null : iso(checked),
    etag: etag ?? null,
    unread,
    problems,
  }
}

export function reputationJson({
  path,
  bytes,
  problem,
  facts,
  notes,
  damaged,
}: ReputationStatus): Record<string, unknown> {
  return {path, bytes, problem: problem?.reason ?? null, facts: {...facts, mostBytes: MOST_BYTES}, notes, damaged}
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1)
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
