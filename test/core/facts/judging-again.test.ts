// What stands in a line of the audit log decides as the command itself did.

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {asciiJson} from '../../../src/core/ascii-json.ts'
import type {Decision} from '../../../src/core/decision.ts'
import {evaluate, type Judgeable} from '../../../src/core/evaluate.ts'
import {readArtifact, writeArtifact} from '../../../src/core/facts/artifact-facts.ts'
import {isObject} from '../../../src/core/facts/codec.ts'
import {readJudgeable, writeJudgeable} from '../../../src/core/facts/judgeable-facts.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {Policy} from '../../../src/core/policy/policy.ts'
import {redactUrl} from '../../../src/core/redact.ts'
import {someGathered, someJudgeable} from '../../support/generated-evidence.ts'
import {layerOf, someDocument} from '../../support/policy-documents.ts'

const NOW = Date.UTC(2026, 10, 24)

const somePolicy = fc
  .tuple(someDocument, someDocument)
  .map(([team, user]) => mergePolicies([layerOf('team', team), layerOf('user', user)]))

/** Through the log and back. */
function again(judgeable: Judgeable, policy: Policy): Judgeable {
  const line: unknown = JSON.parse(asciiJson(writeJudgeable(evaluate(judgeable, policy, NOW))))
  const complaints: string[] = []
  const read = isObject(line)
    ? readJudgeable(line, (path, message) => void complaints.push(`${path.join('.')} ${message}`))
    : undefined
  if (read === undefined || complaints.length > 0) throw new Error(complaints.join('\n'))
  return read
}

/** All that the decision says, but for the words in which it was asked and what no rule looks at. */
function verdictsOf({artifacts, ...decision}: Decision) {
  return {
    ...decision,
    artifacts: artifacts.map(({verdict, findings, suggestions}) => ({verdict, findings, suggestions})),
  }
}

describe('what was written of a command', () => {
  it('is judged by any policy as the command is', () => {
    fc.assert(
      fc.property(someJudgeable, somePolicy, somePolicy, (judgeable, policy, other) => {
        const read = again(judgeable, policy)
        expect(verdictsOf(evaluate(read, policy, NOW))).toEqual(verdictsOf(evaluate(judgeable, policy, NOW)))
        expect(verdictsOf(evaluate(read, other, NOW))).toEqual(verdictsOf(evaluate(judgeable, other, NOW)))
      }),
      {numRuns: 500},
    )
  })

  it('is written again just so', () => {
    fc.assert(
      fc.property(someJudgeable, somePolicy, (judgeable, policy) => {
        const read = again(judgeable, policy)
        expect(writeJudgeable(evaluate(read, policy, NOW))).toEqual(writeJudgeable(evaluate(judgeable, policy, NOW)))
      }),
      {numRuns: 200},
    )
  })

  it('holds no credential', () => {
    fc.assert(
      fc.property(someJudgeable, somePolicy, (judgeable, policy) => {
        expect(asciiJson(writeJudgeable(evaluate(judgeable, policy, NOW)))).not.toMatch(/u:secret|=secret/)
      }),
      {numRuns: 200},
    )
  })

  it('keeps of an artifact everything but credentials, and that a name is in order', () => {
    fc.assert(
      fc.property(fc.constantFrom('npm', 'pypi', 'docker').chain(someGathered), ({artifact, evidence}) => {
        const read = readArtifact(JSON.parse(asciiJson(writeArtifact({artifact, evidence}))), () => undefined)
        const {name, registryHost, ...rest} = evidence
        const said = Object.entries({name, registryHost}).filter(
          ([, one]) => one !== undefined && (one.verdict !== 'ok' || one.suggestions.length > 0 || one.remark),
        )
        expect(read).toEqual({
          artifact: JSON.parse(JSON.stringify(artifact), (_, value) =>
            typeof value === 'string' ? redactUrl(value) : value,
          ),
          evidence: {...rest, ...Object.fromEntries(said)},
        })
      }),
      {numRuns: 500},
    )
  })
})
