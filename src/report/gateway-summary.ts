// What is said at the end of a command that ran behind the gateway: what was held back or left out, and how much of the tree was
// judged. Nothing where all went by and was seen.

import type {Finding} from '../core/decision.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {redactUrl} from '../core/redact.ts'
import type {Coverage} from '../gateway/coverage.ts'
import {findingText} from './sentences.ts'

export type LeftOut = {
  readonly name: string
  /** What npm would have taken otherwise. */
  readonly version: string
  readonly findings: readonly Finding[]
} & (
  | {
      readonly kind: 'held-back'
      /** What it took. */
      readonly instead: string
    }
  /** Optional, and nothing else would do. */
  | {readonly kind: 'left-out'}
)

export interface GatewaySummary {
  readonly leftOut: readonly LeftOut[]
  /** Packages that a registry serves without the times that a rule asks for. */
  readonly ageless: number
  /** Absent where there is no tree to be looked at. */
  readonly coverage?: Coverage
  readonly unjudged: Coverage['unjudged']
  readonly troubles: readonly string[]
}

/** A line each; more than this is said as a number. */
const MOST_LINES = 5
const MOST_NAMES = 3
const NAME_WIDTH = 80

type Way = Coverage['unjudged'] extends ReadonlyMap<infer Key, unknown> ? Key : never

const WAYS: Readonly<Record<Way, readonly [one: string, several: string]>> = {
  git: ['git dependency', 'git dependencies'],
  url: ['tarball from elsewhere', 'tarballs from elsewhere'],
  file: ['tarball of this machine', 'tarballs of this machine'],
  bundle: ['bundled package', 'bundled packages'],
  'inner-lockfile': ["package of a dependency's own lockfile", "packages of a dependency's own lockfile"],
}

/** One line, unless several versions were left out: these have a line each before it. */
export function gatewaySummaryLines(summary: GatewaySummary): readonly Printable[] {
  const {leftOut, ageless, coverage, troubles} = summary
  const sentences = leftOut.slice(0, MOST_LINES).map(leftOutText)
  if (leftOut.length > MOST_LINES) sentences.push(`and ${leftOut.length - MOST_LINES} more held back or left out`)
  const gaps = [
    ...unjudgedTexts(summary),
    ...(ageless > 0 ? [`not judged in full: ${ageless} served without the times of their releases`] : []),
  ]
  const lines = [...countLines(sentences, gaps, coverage), ...troubles.map((trouble) => printable(trouble))]
  return lines as readonly string[] as readonly Printable[]
}

function countLines(
  sentences: readonly string[],
  gaps: readonly string[],
  coverage: Coverage | undefined,
): readonly string[] {
  if (sentences.length + gaps.length === 0) return []
  if (coverage === undefined) return gaps.length === 0 ? sentences : [...sentences, gaps.join('; ')]
  const count = `judged ${coverage.judged} of ${coverage.total} package${coverage.total === 1 ? '' : 's'}`
  const [alone] = sentences
  if (sentences.length === 1 && alone !== undefined) return [`${count}: ${[alone, ...gaps].join('; ')}`]
  return [...sentences, gaps.length === 0 ? count : `${count}: ${gaps.join('; ')}`]
}

/** ``1 git dependency not judged (`acme-lib`)`` */
export function unjudgedTexts({unjudged}: Pick<GatewaySummary, 'unjudged'>): readonly string[] {
  return Array.from(unjudged, ([way, names]) => {
    const shown = names.slice(0, MOST_NAMES).map((name) => `\`${printableWithin(redactUrl(name), NAME_WIDTH)}\``)
    const more = names.length > MOST_NAMES ? ', …' : ''
    return `${names.length} ${WAYS[way][names.length === 1 ? 0 : 1]} not judged (${shown.join(', ')}${more})`
  })
}

function leftOutText(one: LeftOut): string {
  const {kind, name, version, findings} = one
  const [first] = findings
  const reason = first === undefined ? '' : `, which ${findingText(first)}`
  const what = `\`${printableWithin(name, NAME_WIDTH)}\` ${printable(version)}${reason}`
  return kind === 'left-out' ? `left out optional ${what}` : `held back ${what}; used ${printable(one.instead)}`
}
