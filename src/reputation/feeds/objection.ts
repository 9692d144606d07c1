import type {FeedEcosystem} from '../../core/osv/affected.ts'
import type {FeedFacts} from '../cache/feed-table.ts'
import type {StagedFeed} from './stage.ts'

/** A feed with less than this part of the entries in force is more likely a broken source than a safer world. */
const LEAST_PART = 0.5

export interface Objection {
  /** Said of the new feed. */
  readonly reason: string
  readonly canForce: boolean
}

/** Why a new feed should not take the place of the one in force, if anything speaks against it. */
export function objectionTo(
  next: StagedFeed,
  ecosystem: FeedEcosystem,
  current: Pick<FeedFacts, 'entries' | 'newest'> | undefined,
): Objection | undefined {
  const {entries, records, unread, newest, problems} = next
  if (unread > records * LEAST_PART) {
    return {reason: `${unread} of its ${records} entries cannot be read; ${problems[0] ?? ''}`, canForce: entries > 0}
  }
  if (entries === 0 && next.withdrawn.size === 0) {
    return {reason: `it holds no advisory about packages of ${ecosystem}`, canForce: false}
  }
  if (current === undefined) return undefined
  if (entries < current.entries * LEAST_PART) {
    return {reason: `it holds ${entries} advisories, less than half of the ${current.entries} in force`, canForce: true}
  }
  if (newest < current.newest) {
    const [was, is] = [current.newest, newest].map((time) => new Date(time).toISOString().slice(0, 16))
    return {reason: `its latest entry is of ${is}, older than the latest in force of ${was}`, canForce: true}
  }
  return undefined
}
