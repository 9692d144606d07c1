// The schema of a fixtures file of `sallyport policy test`: what is valid, what docs/policy-test.schema.json says, and the errors
// all come from here.

import {z} from 'zod'
import {readLoggedLine} from '../audit/logged-command.ts'
import {parseArtifactSpec} from '../core/artifact-spec.ts'
import {artifactSchema, readArtifact, source} from '../core/facts/artifact-facts.ts'
import type {Complain, JsonObject} from '../core/facts/codec.ts'
import {factWords, readEvidence} from '../core/facts/evidence-facts.ts'
import {OUTCOMES} from '../core/outcome.ts'
import {policyRules} from '../core/policy/rule-table.ts'
import {allRules} from '../core/rules/all-rules.ts'

/** Also what is found without being a rule that a policy could set. */
const CODES = [
  ...new Set([...allRules, ...policyRules].map(({code}) => code)),
  'exception-expired',
  'data-old',
  'policy-old',
] as const satisfies readonly string[]

function complainTo(context: z.RefinementCtx): Complain {
  return (path, message) => {
    context.addIssue({code: 'custom', path: [...path], message})
    return undefined
  }
}

/** A value that `check` reads; `schema` is what is published of it. */
function checked(schema: JsonObject, description: string, check: (value: unknown, complain: Complain) => void) {
  return z
    .unknown()
    .superRefine((value, context) => check(value, complainTo(context)))
    .meta({...schema, description})
}

const artifact = checked(
  {anyOf: [{type: 'string'}, artifactSchema]},
  'what is asked for: `npm:lodash@^4`, a package URL, or an artifact as it stands in a line of the audit log',
  (value, complain) => {
    if (typeof value !== 'string') return void readArtifact(value, complain)
    const spec = parseArtifactSpec([value])
    if (spec.kind === 'wrong') complain([], `is no artifact as \`npm:lodash@^4\`: ${spec.message}`)
  },
)

const line = checked(
  {type: 'object'},
  'a whole line of the audit log, in the place of `artifact`',
  (value, complain) => {
    const read = readLoggedLine(value)
    if (read.kind !== 'command') complain([], `cannot be judged again: ${read.reason}`)
  },
)

const from = checked(
  {anyOf: [source.schema, {type: 'array', items: {type: 'string'}, minItems: 1}]},
  'the registry that it comes from, or `{git: …}`, `{url: …}`, `{file: …}`, `{directory: …}`; for pip also a list of all its indexes',
  (value, complain) => {
    if (!Array.isArray(value)) return void source.read(value, complain)
    if (value.length === 0 || value.some((one) => typeof one !== 'string')) complain([], 'is no list of addresses')
  },
)

const facts = z
  .strictObject(
    Object.fromEntries(
      factWords.map(({word, schema, meaning}) => [
        word,
        z
          .unknown()
          .meta({...schema, description: meaning})
          .optional(),
      ]),
    ),
  )
  .superRefine((value, context) => {
    readEvidence(value, complainTo(context))
  })
  .describe('what is known of it; without, nothing is')

const fixture = z
  .strictObject({
    artifact: artifact.optional(),
    line: line.optional(),
    from: from.optional(),
    facts: facts.optional(),
    expect: z.enum(OUTCOMES).describe('what has to become of it, were the policy to enforce'),
    because: z
      .array(z.enum(CODES))
      .min(1)
      .optional()
      .describe('codes that have to be among the findings, notes included'),
    why: z.string().min(1).max(1000).optional().describe('why it matters, for whoever sees it fail'),
  })
  .superRefine((one, context) => {
    const complain = complainTo(context)
    if (one.artifact === undefined && one.line === undefined) complain([], 'have neither `artifact` nor `line`')
    if (one.artifact !== undefined && one.line !== undefined) complain(['line'], 'cannot stand beside `artifact`')
    if (typeof one.artifact === 'string') {
      if (one.from === undefined) return
      const spec = parseArtifactSpec([one.artifact])
      const tool = spec.kind === 'command' ? spec.tool : undefined
      if (tool === 'docker') complain(['from'], 'cannot be: the name of an image says where it comes from')
      if (tool === 'npm' && Array.isArray(one.from))
        complain(['from'], 'npm cannot have: it has one registry for a name')
      return
    }
    for (const key of ['from', 'facts'] as const) {
      if (one[key] !== undefined) complain([key], 'cannot stand beside what was logged, which says so itself')
    }
  })

export const fixturesSchema = z
  .strictObject({
    version: z.literal(1).describe('the version of this format'),
    now: z.iso
      .date()
      .optional()
      .describe('the day by which exceptions end and things are old; today where nothing is said'),
    cases: z.array(fixture).min(1).describe('what is tried, each with what has to become of it'),
  })
  .describe('Fixtures of `sallyport policy test`: `policy.test.yaml` beside `policy.yaml`.')

export type Fixtures = z.output<typeof fixturesSchema>
export type Fixture = Fixtures['cases'][number]
