// What a person is asked, and what can come of it. Free of Ink and React: whoever only passes a question on loads neither.

import type {Decision, Finding} from '../core/decision.ts'
import type {ConfiguredSource} from '../core/invocation.ts'
import type {Popularity} from '../core/name-judgement.ts'

export interface Choice {
  readonly name: string
  /** Set where the choice is another version of the same. */
  readonly version?: string
  /** A verb phrase about it. */
  readonly reason: string
  readonly popularity: Popularity
  /** The exact command this choice would run. */
  readonly commandLine: string
}

export interface Question {
  /** As typed, shell-quoted. */
  readonly commandLine: string
  /** Question 1 of 2. */
  readonly position: {readonly current: number; readonly total: number}
  /** The artifact as requested, or the part that is unclear. */
  readonly subject: string
  readonly findings: readonly Finding[]
  readonly sources: readonly ConfiguredSource[]
  /** Best first, at most five. */
  readonly choices: readonly Choice[]
  /** A block has no "continue". */
  readonly confirm: {readonly kind: 'allowed'; readonly commandLine: string} | {readonly kind: 'never'}
  /** The file that names the artifact, when it was not typed and so cannot be substituted. */
  readonly where: string | undefined
  /** The packages that lead to the artifact. */
  readonly via?: readonly string[]
  /** Where the tool ran already: what that came to. */
  readonly afterStart?: NonNullable<Decision['afterStart']>
  readonly indexDate: string | null
}

export type RefusalCause =
  | 'enter'
  | 'escape'
  | 'no'
  | 'end-of-input'
  | 'hang-up'
  | 'timeout'
  | 'never-armed'
  | 'render-error'
  | 'terminal-busy'

export type Answer =
  | {readonly kind: 'confirm'}
  /** `choice` is an index into the question's choices. */
  | {readonly kind: 'substitute'; readonly choice: number}
  | {readonly kind: 'refuse'; readonly because: RefusalCause}
  /** Ctrl-C: the whole command ends, 130. */
  | {readonly kind: 'interrupt'}

export interface Asker {
  readonly ask: (question: Question) => Promise<Answer>
}
