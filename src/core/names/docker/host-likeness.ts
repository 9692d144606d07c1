// How a registry host may imitate a known one: one edit, another top-level domain, moved separators, a known host inside a
// longer one, a word put before or after. Each takes two hosts and says what ties them, or nothing.

import {editBetween} from '../edit-between.ts'
import type {EditKind} from '../edit-kind.ts'

type Likeness = (host: string, known: string) => EditKind | undefined

/** Below this many letters before the top-level domain only a likely slip counts: `gcr.io` and `icr.io` are both real. */
const SHORT = 4
const LIKELY_SLIP = 0.7
const WORDS = [
  'hub',
  'registry',
  'mirror',
  'cdn',
  'images',
  'image',
  'official',
  'proxy',
  'cache',
  'login',
  'my',
  'the',
]

const edited: Likeness = (host, known) => {
  const kind = editBetween(host, known)
  if (kind === undefined || (headOf(known).length < SHORT && kind.likelihood < LIKELY_SLIP)) return undefined
  return kind
}

/** `docker.oi`, `ghcr.com`. An abbreviation of three letters under another domain is somebody else's, except where the domains are alike. */
const otherEnding: Likeness = (host, known) => {
  if (headOf(host) !== headOf(known)) return undefined
  const isAlike = editBetween(endingOf(host), endingOf(known)) !== undefined
  if (!isAlike && headOf(known).length < SHORT && known !== 'gcr.io') return undefined
  return {
    technique: 'other-ending',
    phrase: `has \`.${endingOf(host)}\` for the ending of`,
    likelihood: isAlike ? 0.9 : 0.75,
  }
}

/** `registryk8s.io`, `gh.cr.io`: the same letters with other dots and hyphens. */
const movedSeparators: Likeness = (host, known) =>
  host[0] === known[0] && Math.abs(host.length - known.length) < 6 && squashed(host) === squashed(known)
    ? {technique: 'separator', phrase: 'has other separators than', likelihood: 0.95}
    : undefined

/** `docker.io.evil.example`, `ghcr-io.example`: a known host inside a stranger's. */
const extended: Likeness = (host, known) => {
  if (host.length <= known.length || !host.includes(known.slice(0, known.indexOf('.')))) return undefined
  const dashed = known.replaceAll('.', '-')
  const isInside =
    `.${host}`.includes(`.${known}.`) || host.startsWith(`${known}-`) || `.${host}`.includes(`.${dashed}.`)
  return isInside ? {technique: 'extension', phrase: 'begins like', likelihood: 0.9} : undefined
}

/** `dockerhub.io`, `my-docker.io`. */
const worded: Likeness = (host, known) => {
  const head = headOf(known)
  if (head.length < SHORT || head.includes('.') || endingOf(host) !== endingOf(known)) return undefined
  const asked = headOf(host)
  const word = WORDS.find((each) =>
    [`${head}${each}`, `${head}-${each}`, `${each}${head}`, `${each}-${head}`].includes(asked),
  )
  return word === undefined ? undefined : {technique: 'affix', phrase: `adds the word \`${word}\` to`, likelihood: 0.7}
}

const WHOLE: readonly Likeness[] = [edited, otherEnding, movedSeparators, extended, worded]
/** What also counts for the domain that a longer host lies in. */
const DOMAIN: readonly Likeness[] = [edited, otherEnding, movedSeparators]

/** The strongest tie between a whole host and a known one. */
export function hostLikeness(host: string, known: string): EditKind | undefined {
  return strongest(WHOLE, host, known)
}

/** The same for the end of a longer host: `eu.gcr.oi` lies in `gcr.oi`. Only strong ties: a stranger's domain is his own. */
export function domainLikeness(domain: string, known: string): EditKind | undefined {
  const kind = strongest(DOMAIN, domain, known)
  return kind !== undefined && kind.likelihood >= 0.8 ? kind : undefined
}

function strongest(likenesses: readonly Likeness[], host: string, known: string): EditKind | undefined {
  if (host === known) return undefined
  return likenesses
    .flatMap((likeness) => likeness(host, known) ?? [])
    .reduce<EditKind | undefined>((best, kind) => (kind.likelihood > (best?.likelihood ?? 0) ? kind : best), undefined)
}

/** All but the top-level domain: `registry.gitlab` of `registry.gitlab.com`. */
function headOf(host: string): string {
  return host.slice(0, Math.max(0, host.lastIndexOf('.')))
}

function endingOf(host: string): string {
  return host.slice(host.lastIndexOf('.') + 1)
}

function squashed(host: string): string {
  return host.replace(/[-.]/g, '')
}
