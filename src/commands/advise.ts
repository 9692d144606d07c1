// A part of step 3 of the road: what the feeds know. Nothing of it is loaded where nobody ever took a feed.

import type {Ecosystem} from '../core/artifact.ts'
import type {Gathered} from '../core/evidence.ts'
import type {Advised, AdvisorySettings} from '../reputation/advisory-evidence.ts'
import {isFeedExpected} from '../reputation/cache/place.ts'

export async function advise(
  gathered: readonly Gathered[],
  {ecosystem, ...settings}: Omit<AdvisorySettings, 'ecosystem'> & {readonly ecosystem: Ecosystem},
): Promise<Advised> {
  if (ecosystem === 'docker' || !isFeedExpected(settings.cacheFolder, ecosystem)) return {gathered, unclear: []}
  const {withAdvisories} = await import('../reputation/advisory-evidence.ts')
  return withAdvisories(gathered, {...settings, ecosystem})
}
