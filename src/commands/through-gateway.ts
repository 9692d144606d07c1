// The real tool behind its gateway, run again for as long as a person lets through what it meets.

import {decidedCoverage} from '../audit/audit-entry.ts'
import type {Decision} from '../core/decision.ts'
import {exitCode} from '../core/exit-code.ts'
import {type GatewaySummary, unjudgedTexts} from '../report/gateway-summary.ts'
import {commandText} from '../report/sentences.ts'
import {openGatewayFor} from './behind-gateway.ts'
import type {Outcome} from './edge.ts'
import type {RecordedFacts} from './record-answer.ts'
import {settle, type Unsettled} from './settle.ts'
import type {Trip} from './trip.ts'

export type GateEnd =
  | {readonly kind: 'ended'; readonly outcome: Outcome}
  | {readonly kind: 'substituted'; readonly argv: readonly string[]; readonly settled: ReadonlySet<string>}

/** Each run gets as far as the next question; a tree that holds more of them is none to be clicked through. */
const MOST_RUNS = 12

export async function throughGateway(trip: Trip, asking: Omit<Unsettled, 'decision'>): Promise<GateEnd> {
  const opened = await openGatewayFor(trip)
  if (opened.kind === 'failed') return {kind: 'ended', outcome: opened.outcome}
  const {gateway} = opened
  const approved = new Set<string>()
  try {
    for (let run = 0; run < MOST_RUNS; run++) {
      const end = await gateway.run(approved)
      if (end.kind === 'ended') {
        const sequel = sequelOf(trip.decision, end.summary)
        if (sequel !== undefined) await asking.record('ended', sequel)
        return end
      }
      const {decision} = end
      const settled = await settle({...asking, decision})
      if (settled.kind !== 'let-through') return settled
      await asking.record(settled.answer, {decision})
      for (const version of end.versions) approved.add(version)
    }
  } finally {
    gateway.close()
  }
  trip.edge.say(
    `sallyport: refused \`${commandText(trip.tool, trip.argv)}\`: asked ${MOST_RUNS} times without coming to an end`,
  )
  trip.edge.say('hint: install less at a time, or add what you know to `allow` in your policy')
  return {kind: 'ended', outcome: {kind: 'exit', code: exitCode.refused}}
}

/** What the line in the audit log, which was written before the tool ran, could not say. Undefined where it said everything. */
function sequelOf(decision: Decision, {coverage, leftOut, unjudged}: GatewaySummary): RecordedFacts | undefined {
  if (coverage === undefined) return undefined
  const counts = {judged: coverage.judged, unjudged: coverage.total - coverage.judged}
  const findings = leftOut.flatMap(({name, version, findings: found}) =>
    found.map((finding) => ({...finding, requested: `${name}@${version}`})),
  )
  const before = decidedCoverage(decision)
  const isKnown = counts.unjudged === before.unjudged && counts.judged <= before.judged && findings.length === 0
  if (isKnown) return undefined
  const missed = unjudgedTexts({unjudged}).join('; ')
  return {...(missed === '' ? {} : {because: missed}), afterRun: {coverage: counts, findings}}
}
