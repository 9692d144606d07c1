// The one list of what evidence holds and under which words it is written: in a line of the audit log, and by hand in the
// fixtures of `sallyport policy test`. A new field of `Evidence` is a new entry here, and nothing else.

import type {Evidence} from '../evidence.ts'
import {type Complain, day, flag, type JsonObject, list, text} from './codec.ts'
import {type Fact, type FactWord, fact} from './fact.ts'
import {judgementFact} from './judgement-fact.ts'

const EVIDENCE: {readonly [Field in keyof Evidence]-?: Fact<Exclude<Evidence[Field], undefined>>} = {
  name: judgementFact('the name', ''),
  registryHost: judgementFact('the registry host', 'host-'),
  isInRegistry: fact('in-registry', {codec: flag, meaning: 'whether the registry that was asked has the name'}),
  indexDate: fact('index-date', {codec: day, meaning: 'the day of the names that it was judged by'}),
  silent: fact('silent', {codec: list(text), meaning: 'sources of evidence that did not answer', ordinary: []}),
}

const fields = Object.entries<Fact<unknown>>(EVIDENCE)

export const factWords: readonly FactWord[] = fields.flatMap(([, {words}]) => words)

export function writeEvidence(evidence: Evidence): JsonObject {
  const parts = fields.map(([field, one]) => {
    const part = evidence[field as keyof Evidence]
    return part === undefined ? {} : one.write(part)
  })
  return Object.assign({}, ...parts) as JsonObject
}

/** Other words are not looked at. What comes out after a complaint is not whole. */
export function readEvidence(facts: Readonly<Record<string, unknown>>, complain: Complain): Evidence {
  const parts = fields.map(([field, one]) => [field, one.read(facts, complain)] as const)
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined)) as unknown as Evidence
}
