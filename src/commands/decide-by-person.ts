// Step 5 of the road: one question after another for everything that policy does not simply let pass.

import type {Artifact} from '../core/artifact.ts'
import {assertNever} from '../core/assert-never.ts'
import type {Decision, JudgedArtifact} from '../core/decision.ts'
import type {Invocation, PackageManager, Substitution} from '../core/invocation.ts'
import {redactArgv, redactUrl} from '../core/redact.ts'
import {shellWords} from '../core/shell-words.ts'
import type {Answer, Asker, Question} from '../prompt/question.ts'
import {substitution} from './best-substitutions.ts'
import type {Edge} from './edge.ts'
import {openAsker} from './open-asker.ts'

export type PersonsDecision =
  /** Everything that needed an answer was let through, once. */
  | {readonly kind: 'settled'}
  | {readonly kind: 'substituted'; readonly argv: readonly string[]; readonly settled: ReadonlySet<string>}
  | {readonly kind: 'refused'; readonly because: string; readonly sentence: string}
  | {readonly kind: 'interrupted'}
  | {readonly kind: 'nobody'; readonly reason: string}

interface Case {
  readonly invocation: Invocation
  readonly manager: PackageManager
  readonly decision: Decision
  /** Keys of what was confirmed in an earlier round of the same command. */
  readonly settled: ReadonlySet<string>
  readonly edge: Edge
}

/** One thing to ask about: every place where the same artifact is requested, or one unclear part. */
type Topic =
  | {
      readonly kind: 'artifact'
      readonly key: string
      readonly judged: JudgedArtifact
      readonly places: readonly Artifact[]
    }
  | {readonly kind: 'unclear'; readonly key: string; readonly part: Decision['unclear'][number]}

export async function decideByPerson({invocation, manager, decision, settled, edge}: Case): Promise<PersonsDecision> {
  const topics = topicsOf(decision).filter(({key}) => !settled.has(key))
  if (topics.length === 0) return {kind: 'settled'}
  if (topics.some(isHopeless)) return {kind: 'nobody', reason: 'refused by policy'}
  const opened = await openAsker(edge)
  if (opened.kind === 'none') return {kind: 'nobody', reason: opened.reason}

  const nowSettled = new Set(settled)
  const substitutions: Substitution[] = []
  for (const [index, topic] of topics.entries()) {
    const commandWith = (more: readonly Substitution[]): string =>
      commandLine(invocation.tool, manager.rewrite(invocation, [...substitutions, ...more]))
    const position = {current: index + 1, total: topics.length}
    const answer = await ask(opened.asker, questionFor(topic, decision, position, invocation, commandWith))
    switch (answer.kind) {
      case 'confirm':
        nowSettled.add(topic.key)
        break
      case 'substitute':
        substitutions.push(...substitutionsFor(topic, answer.choice))
        break
      case 'refuse':
        return {kind: 'refused', because: answer.because, sentence: REFUSALS[answer.because]}
      case 'interrupt':
        return {kind: 'interrupted'}
      default:
        return assertNever(answer)
    }
  }
  if (substitutions.length === 0) return {kind: 'settled'}
  return {kind: 'substituted', argv: manager.rewrite(invocation, substitutions), settled: nowSettled}
}

async function ask(asker: Asker, question: Question): Promise<Answer> {
  return asker.ask(question)
}

/** Blocked, and nothing to put in its place: a screen would only be a picture of a wall. */
function isHopeless(topic: Topic): boolean {
  return topic.kind === 'artifact'
    ? topic.judged.verdict === 'block' && choicesOf(topic).length === 0
    : topic.part.verdict === 'block'
}

function topicsOf(decision: Decision): readonly Topic[] {
  const topics = new Map<string, Topic>()
  for (const judged of decision.artifacts) {
    if (judged.verdict === 'allow') continue
    const {ecosystem, name, specifier, digest, source, requestedIn, requested} = judged.artifact
    // What was typed and what a manifest says are changed in different places, so they are different questions.
    const place = requestedIn.kind === 'argv' ? 'argv' : requestedIn.path
    const key = JSON.stringify([ecosystem, name, specifier, digest, source, place, requested])
    const known = topics.get(key)
    const places = known?.kind === 'artifact' ? [...known.places, judged.artifact] : [judged.artifact]
    topics.set(key, {kind: 'artifact', key, judged, places})
  }
  for (const part of decision.unclear) {
    if (part.verdict === 'allow') continue
    const key = JSON.stringify(['unclear', part.unclear.message])
    topics.set(key, {kind: 'unclear', key, part})
  }
  return [...topics.values()]
}

function choicesOf(topic: Topic): JudgedArtifact['suggestions'] {
  if (topic.kind === 'unclear') return []
  const {artifact} = topic.judged
  if (artifact.requestedIn.kind !== 'argv' || isByTheWay(artifact)) return []
  return topic.judged.suggestions.slice(0, 5)
}

/** Wanted by another package: there is no word on the command line to change. */
function isByTheWay({via}: Artifact): boolean {
  return via !== undefined && via.length > 0
}

function substitutionsFor(topic: Topic, choice: number): readonly Substitution[] {
  const chosen = choicesOf(topic)[choice]
  if (chosen === undefined || topic.kind === 'unclear') throw new RangeError(`no choice ${choice}`)
  return topic.places.map((artifact) => substitution(artifact, chosen))
}

function questionFor(
  topic: Topic,
  decision: Decision,
  position: Question['position'],
  invocation: Invocation,
  commandWith: (substitutions: readonly Substitution[]) => string,
): Question {
  const choices = choicesOf(topic).map(({name, specifier, reason, popularity}, choice) => ({
    name,
    ...(specifier === undefined ? {} : {version: specifier}),
    reason,
    popularity,
    commandLine: commandWith(substitutionsFor(topic, choice)),
  }))
  const common = {
    commandLine: commandLine(invocation.tool, invocation.argv),
    position,
    sources: decision.sources,
    choices,
    indexDate: decision.data.indexDate,
    ...(decision.afterStart === undefined ? {} : {afterStart: decision.afterStart}),
  }
  const allowed = {kind: 'allowed', commandLine: commandWith([])} as const
  if (topic.kind === 'unclear') {
    const {finding, verdict, unclear} = topic.part
    const confirm = verdict === 'block' ? ({kind: 'never'} as const) : allowed
    return {...common, subject: unclear.message, findings: finding ? [finding] : [], confirm, where: undefined}
  }
  const {artifact, verdict, findings} = topic.judged
  return {
    ...common,
    subject: redactUrl(artifact.requested),
    findings,
    confirm: verdict === 'block' ? {kind: 'never'} : allowed,
    where: artifact.requestedIn.kind === 'argv' || isByTheWay(artifact) ? undefined : artifact.requestedIn.path,
    ...(artifact.via === undefined ? {} : {via: artifact.via}),
  }
}

function commandLine(tool: string, argv: readonly string[]): string {
  return shellWords([tool, ...redactArgv(argv)])
}

const REFUSALS = {
  enter: 'answered with Enter, which refuses',
  escape: 'answered with Esc',
  no: 'answered with n',
  'end-of-input': 'the terminal ended its input',
  'hang-up': 'the terminal hung up',
  timeout: 'nobody answered in time',
  'never-armed': 'keys kept coming before the question could be read',
  'render-error': 'the question could not be shown',
  'terminal-busy': 'another question is open on this terminal',
} as const satisfies Record<Extract<Answer, {kind: 'refuse'}>['because'], string>
