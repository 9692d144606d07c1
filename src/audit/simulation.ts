// Adds up what another policy makes of past commands: by rule, by artifact, and command by command. Takes the same memory
// whatever the log holds, but for the commands that are asked for.

import type {Decision, Finding} from '../core/decision.ts'
import {findingsOf, isStricter, type Outcome, outcomeOf} from '../core/outcome.ts'
import type {LoggedCommand, LoggedFinding, Unreplayable} from './logged-command.ts'
import {type SimulatedCommand, simulatedCommand, subjectOf} from './simulated-command.ts'

export interface RuleTally {
  readonly code: string
  readonly origin: string
  /** Commands by what this rule makes of them. */
  readonly counts: Record<Exclude<Outcome, 'allow'>, number>
  /** Commands of these that went through then, less strictly judged. */
  through: number
}

export interface ArtifactTally {
  /** `npm:express`; what was asked for, where it has no name. */
  readonly subject: string
  strictest: Outcome
  commands: number
  through: number
  readonly codes: Set<string>
}

export interface SimulationLimits {
  /** So many commands are kept, the newest. */
  readonly commands: number
  /** Also those that would be stopped as they were. */
  readonly unchanged: boolean
  /** Where the policy that is tried is that of a project. */
  readonly projectFile: string | undefined
}

export interface OutcomeTally {
  commands: number
  /** Of these, commands that went through then, less strictly judged. */
  through: number
  /** Of these, commands that were more strictly judged then. */
  stricterThen: number
}

const MOST_ARTIFACTS = 10_000

export class Simulation {
  replayed = 0
  first: number | undefined
  last: number | undefined
  readonly outcomes: Readonly<Record<Outcome, OutcomeTally>> = {
    block: {commands: 0, through: 0, stricterThen: 0},
    ask: {commands: 0, through: 0, stricterThen: 0},
    'hold-back': {commands: 0, through: 0, stricterThen: 0},
    allow: {commands: 0, through: 0, stricterThen: 0},
  }
  /** Commands that went through then and would be stopped now. */
  stops = 0
  /** Commands that would be stopped, were it not for `mode: observe`. */
  observed = 0
  /** Commands that a project's file stopped, which nobody asks now. */
  ofProjects = 0
  readonly unreplayable: Record<Unreplayable, number> = {'not-judged': 0, older: 0, shortened: 0, unreadable: 0}
  readonly rules = new Map<string, RuleTally>()
  readonly artifacts = new Map<string, ArtifactTally>()
  /** Artifacts that are not among those, each time one came. */
  otherArtifacts = 0
  /** Commands beyond those that are kept. */
  otherCommands = 0
  readonly #kept: SimulatedCommand[] = []
  readonly #limits: SimulationLimits

  constructor(limits: SimulationLimits) {
    this.#limits = limits
  }

  /** The newest first. */
  get commands(): readonly SimulatedCommand[] {
    return this.#kept.toSorted((a, b) => b.time - a.time)
  }

  pass(kind: Unreplayable): void {
    this.unreplayable[kind]++
  }

  /** Commands in the order of the log, the oldest first. */
  add(command: LoggedCommand, decision: Decision): void {
    const {time, outcome: before, hasRun, stoppedBy} = command
    this.replayed++
    this.first = Math.min(time, this.first ?? time)
    this.last = Math.max(time, this.last ?? time)
    const after = outcomeOf(findingsOf(decision))
    if (isStricter(before, after) && stoppedBy.length > 0 && stoppedBy.every((finding) => this.#isOfProject(finding))) {
      this.ofProjects++
      return
    }
    const isObserved = decision.observed !== undefined
    const wentThrough = hasRun && isStricter(after, before)
    const tally = this.outcomes[after]
    tally.commands++
    if (wentThrough) tally.through++
    if (isStricter(before, after)) tally.stricterThen++
    if (wentThrough && !isObserved) this.stops++
    if (after !== 'allow') {
      if (isObserved) this.observed++
      this.#tallyRules(decision, wentThrough)
      this.#tallyArtifacts(decision, wentThrough)
    }
    if (before !== after || (this.#limits.unchanged && after !== 'allow')) {
      this.#keep(simulatedCommand(command, decision, {after, isObserved, wentThrough}))
    }
  }

  #keep(command: SimulatedCommand): void {
    this.#kept.push(command)
    if (this.#kept.length <= this.#limits.commands) return
    this.#kept.shift()
    this.otherCommands++
  }

  #tallyRules(decision: Decision, wentThrough: boolean): void {
    // One command counts once for a rule, whatever it finds in it.
    const strictest = new Map<string, Finding>()
    for (const finding of findingsOf(decision)) {
      const key = `${finding.code}\0${finding.origin}`
      const known = strictest.get(key)
      if (known === undefined || isStricter(outcomeOf([finding]), outcomeOf([known]))) strictest.set(key, finding)
    }
    for (const [key, {code, origin, severity}] of strictest) {
      if (severity === 'note') continue
      const tally = this.rules.get(key) ?? {code, origin, counts: {'hold-back': 0, ask: 0, block: 0}, through: 0}
      tally.counts[severity]++
      if (wentThrough) tally.through++
      this.rules.set(key, tally)
    }
  }

  #tallyArtifacts({artifacts}: Decision, wentThrough: boolean): void {
    const stopped = Map.groupBy(
      artifacts.filter(({verdict}) => verdict !== 'allow'),
      subjectOf,
    )
    for (const [subject, judged] of stopped) {
      const known = this.artifacts.get(subject)
      if (known === undefined && this.artifacts.size >= MOST_ARTIFACTS) {
        this.otherArtifacts++
        continue
      }
      const findings = judged.flatMap((one) => one.findings).filter(({severity}) => severity !== 'note')
      const tally = known ?? {subject, strictest: 'allow', commands: 0, through: 0, codes: new Set()}
      const outcome = outcomeOf(findings)
      tally.commands++
      if (wentThrough) tally.through++
      if (isStricter(outcome, tally.strictest)) tally.strictest = outcome
      for (const {code} of findings) tally.codes.add(code)
      this.artifacts.set(subject, tally)
    }
  }

  /** Of another project's than the one that is tried. */
  #isOfProject({origin}: LoggedFinding): boolean {
    const path = /^(.*(?:^|\/)\.sallyport\.yaml):\d+$/.exec(origin)?.[1]
    return path !== undefined && path !== this.#limits.projectFile
  }
}
