// What the feed has about what is asked for, as far as it is known which version comes: an exact version, or every version. A feed
// that was taken and does not answer makes the whole command unclear.

import type {Evidence, Gathered} from '../core/evidence.ts'
import {exactVersion} from '../core/exact-version.ts'
import type {Unclear} from '../core/invocation.ts'
import type {FeedEcosystem} from '../core/osv/affected.ts'
import type {AdvisorySource, SilentSource} from './cache/advisory-source.ts'
import {advisorySource, openReputation} from './cache/reputation.ts'

export interface AdvisorySettings {
  readonly cacheFolder: string
  readonly ecosystem: FeedEcosystem
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface Advised {
  readonly gathered: readonly Gathered[]
  /** That the feed is silent, if it is. */
  readonly unclear: readonly Unclear[]
}

export function withAdvisories(
  gathered: readonly Gathered[],
  {cacheFolder, ecosystem, now}: AdvisorySettings,
): Advised {
  if (gathered.length === 0) return {gathered, unclear: []}
  const opening = openReputation(cacheFolder, now)
  const source = advisorySource(opening, cacheFolder, ecosystem)
  let silence: SilentSource | undefined
  const advised = gathered.map((one) => {
    // What does not come from a registry may want what does: then silence is all that can be said of it.
    if (!isFromRegistry(one) && source.kind !== 'silent') return one
    const found = evidenceOf(one, source)
    if ('kind' in found) silence ??= found
    return 'kind' in found
      ? {...one, evidence: {...one.evidence, silent: [...one.evidence.silent, 'advisories']}}
      : {...one, evidence: {...one.evidence, ...found}}
  })
  if (opening.kind === 'open') opening.reputation.close()
  if (silence === undefined) return {gathered: advised, unclear: []}
  const notice = opening.kind === 'open' ? opening.notice : undefined
  // Deny: what was asked for may be what the feed warned of.
  return {gathered: advised, unclear: [{message: sentenceOf(silence, notice)}]}
}

/** That the database was set aside just now says more than that it is empty. */
function sentenceOf({reason, hint}: SilentSource, notice: string | undefined): string {
  const mend = hint === undefined ? '' : `; to mend it: ${hint}`
  return `is not judged by advisories: ${notice ?? reason}${mend}`
}

function evidenceOf(
  {artifact}: Gathered,
  source: AdvisorySource,
): Pick<Evidence, 'advisories' | 'feedDate'> | SilentSource {
  if (source.kind === 'none') return {}
  if (source.kind === 'silent') return source
  const about = source.about(artifact.name)
  return about.kind === 'silent' ? about : {advisories: about.of(exactVersion(artifact)), feedDate: source.date}
}

function isFromRegistry({artifact: {name, source}}: Gathered): boolean {
  return name !== '' && source.kind === 'registry'
}
