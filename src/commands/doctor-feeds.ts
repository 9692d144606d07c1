// The part of `sallyport doctor` about advisories and the database that holds them.

import {FEED_OLD_AFTER_DAYS, type FeedStatus, reputationStatus} from '../reputation/cache/status.ts'
import {daysBetween} from '../reputation/name-status.ts'
import type {Diagnosis} from './diagnosis.ts'
import type {Edge} from './edge.ts'
import {NONE, settingsInPlace} from './settings.ts'

export async function feedDiagnoses(edge: Edge): Promise<readonly Diagnosis[]> {
  const now = edge.now()
  const {problem, feeds, damaged} = reputationStatus(edge.places.cache, now, true)
  const settings = await settingsInPlace(edge.places)
  const hasSource = ({ecosystem}: FeedStatus): boolean =>
    settings?.kind === 'settings' && settings.get(`advisories-source-${ecosystem}`) !== NONE
  return [
    ...feeds.map((feed) => diagnosisOf(feed, hasSource(feed), now)),
    ...(problem === undefined
      ? []
      : [
          {
            state: 'broken' as const,
            text: `reputation cache: ${problem.reason}`,
            ...(problem.hint === undefined ? {} : {hint: problem.hint}),
          },
        ]),
    ...damaged.map((path) => ({
      state: 'note' as const,
      text: `reputation cache: a damaged one was set aside: ${path}`,
    })),
  ]
}

function diagnosisOf({ecosystem, parts, isMissing}: FeedStatus, hasSource: boolean, now: number): Diagnosis {
  const [first] = parts
  const update = `\`sallyport cache update advisories ${ecosystem}\``
  if (isMissing) {
    const text = `advisories (${ecosystem}): taken once, and not to be read any more; every command is a question`
    return {state: 'broken', text, hint: update}
  }
  if (first === undefined) {
    const hint = hasSource ? update : `\`sallyport config set advisories-source-${ecosystem} URL|FILE\`, then ${update}`
    return {state: 'note', text: `advisories (${ecosystem}): none; known malware is not recognised`, hint}
  }
  const age = daysBetween(first.date, now)
  const isOld = age > FEED_OLD_AFTER_DAYS
  const text = `advisories (${ecosystem}): ${first.entries} as of ${first.date}, ${age} days old`
  return {state: isOld ? 'note' : 'ok', text, ...(isOld ? {hint: update} : {})}
}
