// The outcome of judging one command: findings, verdicts, suggestions. `evaluate.ts` makes it; this is its shape.

import type {Ecosystem} from './artifact.ts'
import type {Gathered} from './evidence.ts'
import type {ConfiguredSource, Unclear} from './invocation.ts'
import type {Popularity} from './name-judgement.ts'

/** What a policy lets a rule do. `hold-back` exists for version rules only. */
export type Action = 'off' | 'note' | 'hold-back' | 'ask' | 'block'

export interface Finding {
  /** Stable, listed in docs/findings.md: `name-lookalike`. */
  readonly code: string
  /** The action that policy gives this rule. */
  readonly severity: Exclude<Action, 'off'>
  /** A verb phrase about the artifact: ``swaps two letters of `requests` ``. */
  readonly message: string
  /** Who set the action: `built-in`, or path and line of the policy file. */
  readonly origin: string
  /** Set where the policy excuses the artifact: the finding is a note, and would be this otherwise. */
  readonly excused?: Excuse
}

/** An entry of `allow` or `exceptions` that makes a note of a finding. */
export interface Excuse {
  readonly by: 'allow' | 'exception'
  readonly match: string
  readonly origin: string
  readonly reason?: string
  readonly from: Finding['severity']
}

export interface Suggestion {
  readonly name: string
  /** Set only where the suggestion is another version. */
  readonly specifier?: string
  readonly reason: string
  readonly popularity: Popularity
}

export type ArtifactVerdict = 'allow' | 'ask' | 'block'

/** An artifact with the evidence that it was judged by, and what came of it. */
export interface JudgedArtifact extends Gathered {
  readonly verdict: ArtifactVerdict
  readonly findings: readonly Finding[]
  /** Best first. */
  readonly suggestions: readonly Suggestion[]
}

/** A part of the command that could not be read, or what is said of the whole of it (`data-old`, `policy-old`). */
export interface JudgedUnclear {
  readonly unclear: Unclear
  readonly verdict: ArtifactVerdict
  readonly finding: Finding | undefined
}

/** `unclear`: nothing is known to be wrong, but a part could not be read and policy wants a question for that. */
export type Verdict = ArtifactVerdict | 'unclear'

export interface Decision {
  readonly ecosystem: Ecosystem
  readonly verdict: Verdict
  /** Set where the policy only observes: what the verdict would have been. */
  readonly observed?: {readonly verdict: Verdict; readonly origin: string}
  /**
   * Set where the tool ran already: stopped by what it met before it changed anything, or gone on to its end without that one,
   * which it need not have.
   */
  readonly afterStart?: 'unchanged' | 'without-it'
  readonly artifacts: readonly JudgedArtifact[]
  readonly unclear: readonly JudgedUnclear[]
  readonly sources: readonly ConfiguredSource[]
  /** Names of evidence sources that did not answer. Silence is never cleanliness. */
  readonly silentSources: readonly string[]
  /** Dates of the data behind the judgement, `YYYY-MM-DD`; null where there is none. */
  readonly data: {readonly indexDate: string | null; readonly feedDate: string | null}
}

/** The parts that could not be judged at all, in words. */
export function unjudgedParts({unclear}: Decision): readonly string[] {
  return unclear.filter(({finding}) => !OF_THE_WHOLE.has(finding?.code)).map((part) => part.unclear.message)
}

const OF_THE_WHOLE: ReadonlySet<string | undefined> = new Set(['data-old', 'policy-old'])
