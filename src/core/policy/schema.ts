// The policy file's schema: what is valid, what the JSON Schema says and what the reference in docs/ says all come from here.
// Loading it takes longer than judging, so nothing on the road imports more of it than types.

import {z} from 'zod'
import type {Ecosystem} from '../artifact.ts'
import type {Action} from '../decision.ts'
import {parseForwardTarget} from './forward-target.ts'
import {parsePattern, rangeProblem} from './pattern.ts'
import {parseRegistry} from './registry.ts'
import {type PolicyRule, policyRules, type RuleCode, SEVERITIES, type Severity} from './rule-table.ts'

const ECOSYSTEMS = ['npm', 'pypi', 'docker'] as const
const ACTIONS = ['off', 'note', 'hold-back', 'ask', 'block'] as const satisfies readonly Action[]
const CODES = policyRules.map(({code}) => code)

export type RuleDocument =
  | Action
  | {
      readonly action?: Action | undefined
      readonly days?: number | undefined
      readonly severity?: Severity | undefined
      readonly 'dormant-days'?: number | undefined
      readonly licenses?: readonly string[] | undefined
      readonly locked?: boolean | undefined
    }

function ruleSchema(rule: PolicyRule): z.ZodOptional<z.ZodType<RuleDocument>> {
  const parameter = rule.days === undefined ? '' : `, ${rule.days} days`
  const threshold = rule.severity === undefined ? '' : `, from ${rule.severity}`
  const about = `${rule.meaning} (built-in: ${rule.action}${parameter}${threshold})`
  const action = z.enum(rule.isAboutVersions ? ACTIONS : ACTIONS.filter((one) => one !== 'hold-back'))
  const settings = z.strictObject({
    action: action.optional().describe('what to do'),
    ...(rule.days === undefined
      ? {}
      : {days: z.int().min(0).max(3650).optional().describe('younger than so many days')}),
    ...(rule.severity === undefined ? {} : {severity: z.enum(SEVERITIES).optional().describe('from this severity on')}),
    ...(rule.dormantDays === undefined
      ? {}
      : {'dormant-days': z.int().min(1).max(3650).optional().describe('after so many days without a release')}),
    ...(rule.licenses === undefined
      ? {}
      : {licenses: z.array(z.string().min(1).max(100)).min(1).optional().describe('the licences that will do (SPDX)')}),
    locked: z.boolean().optional().describe('files of later layers can only make it stricter'),
  })
  // Which parameters there are is known to the table only.
  const either = z.union([action, settings]) as unknown as z.ZodType<RuleDocument>
  return either.optional().describe(about)
}

const rules = z
  .strictObject(
    Object.fromEntries(policyRules.map((rule) => [rule.code, ruleSchema(rule)])) as Record<
      RuleCode,
      ReturnType<typeof ruleSchema>
    >,
  )
  .optional()

function patternSchema(home?: Ecosystem) {
  const example = home === undefined ? '`npm:left-pad@<1.3`, `npm:@acme/*`' : 'the ecosystem in front may be left out'
  return z
    .string()
    .superRefine((text, context) => {
      const parsed = parsePattern(text, home)
      const problem = parsed.kind === 'invalid' ? parsed.reason : rangeProblem(parsed.pattern)
      if (problem !== undefined) context.addIssue(problem)
    })
    .describe(`a pattern: ${example}`)
}

function registrySchema(home?: Ecosystem) {
  return z
    .string()
    .superRefine((text, context) => {
      const parsed = parseRegistry(text, home)
      if (parsed.kind === 'invalid') context.addIssue(parsed.reason)
    })
    .describe('an address, a Docker host, or `default`; outside a section with its ecosystem in front')
}

const reason = z.string().min(1).max(1000).describe('why, for whoever meets it')
const date = z.iso.date().describe('the last day on which it holds, `YYYY-MM-DD`')

function listsFor(home?: Ecosystem) {
  const match = patternSchema(home)
  const registry = registrySchema(home)
  return {
    allow: z
      .array(z.union([match, z.strictObject({match, reason: reason.optional(), expires: date.optional()})]))
      .optional()
      .describe('names that are known to be fine: what rules find about them becomes a note'),
    deny: z
      .array(z.union([match, z.strictObject({match, reason: reason.optional()})]))
      .optional()
      .describe('names that are refused, whatever else is said of them'),
    internal: z
      .array(z.union([match, z.strictObject({match, registry: registry.optional(), reason: reason.optional()})]))
      .optional()
      .describe('names of your own, which no public registry may serve'),
    registries: z
      .array(z.union([registry, z.strictObject({match: registry, reason: reason.optional()})]))
      .optional()
      .describe('the only registries that may be used'),
  }
}

const mode = z
  .enum(['enforce', 'observe'])
  .optional()
  .describe('`observe` lets everything pass and records what would have been')
const whenOlder = z.enum(['note', 'ask', 'block'])
const unattended = z.enum(['block', 'allow']).optional().describe('what a question becomes when nobody can be asked')

const forward = z
  .string()
  .superRefine((text, context) => {
    const parsed = parseForwardTarget(text)
    if (parsed.kind === 'invalid') context.addIssue(parsed.reason)
  })
  .optional()
  .describe('`https://…`, `syslog://host:514`, `syslog+tls://host:6514`, or `none`')

function sectionSchema(home: Ecosystem) {
  return z
    .strictObject({mode, unattended, rules: rules.describe('as above'), ...listsFor(home)})
    .optional()
    .describe(`what differs for ${home}`)
}

const GENERAL_KEYS = [
  'mode',
  'unattended',
  'bypass',
  'include',
  'refresh',
  'data',
  'audit',
  'allow',
  'registries',
  'exceptions',
] as const
const SECTION_KEYS = ['mode', 'unattended', 'allow', 'registries'] as const

/** Everything that can be locked; a shorter path locks what is below it. `deny` and `internal` only ever grow. */
export const LOCKABLE: readonly [string, ...string[]] = [
  ...GENERAL_KEYS,
  ...rulePaths(''),
  ...ECOSYSTEMS.flatMap((home) => [home, ...SECTION_KEYS.map((key) => `${home}.${key}`), ...rulePaths(`${home}.`)]),
]

function rulePaths(prefix: string): readonly string[] {
  return [`${prefix}rules`, ...CODES.map((code) => `${prefix}rules.${code}`)]
}

export const policySchema = z
  .strictObject({
    version: z.literal(1).describe('the version of this format'),
    mode,
    unattended,
    bypass: z.boolean().optional().describe('whether `SALLYPORT=off` is honoured'),
    rules: rules.describe(
      'each rule by its code: an action, or an object with `action` and the parameters of the rule',
    ),
    ...listsFor(),
    exceptions: z
      .array(
        z.strictObject({
          match: patternSchema(),
          rules: z
            .array(z.enum(CODES as [RuleCode, ...RuleCode[]]))
            .min(1)
            .describe('the rules that it is an exception to'),
          reason,
          expires: date,
        }),
      )
      .optional()
      .describe('what some rules find about some names becomes a note, for a time'),
    npm: sectionSchema('npm'),
    pypi: sectionSchema('pypi'),
    docker: sectionSchema('docker'),
    data: z
      .strictObject({
        'max-age-days': z
          .int()
          .min(1)
          .max(3650)
          .optional()
          .describe('how old the names and advisories behind a judgement may be'),
        'when-older': whenOlder.optional().describe('what to do when it is older; `ask` where nothing is said'),
      })
      .optional()
      .describe('the age of the data that judgements rest on'),
    refresh: z
      .strictObject({
        'every-hours': z.int().min(1).max(720).optional().describe('how often a newer one is looked for; 4'),
        'max-age-days': z.int().min(1).max(3650).optional().describe('how long it may go unchecked; 14'),
        'when-older': whenOlder.optional().describe('what to do when it went unchecked for longer; `note`'),
        'when-expired': whenOlder.optional().describe('what to do when its own `expires` has passed; `ask`'),
      })
      .optional()
      .describe('how fresh the policy of the team has to be'),
    audit: z
      .strictObject({forward})
      .optional()
      .describe('where each record of the audit log is sent as well; not in the file of a project'),
    include: z
      .union([
        z.string().min(1),
        z.strictObject({url: z.string().min(1), key: z.string().min(1).optional().describe('the key that signs it')}),
      ])
      .optional()
      .describe('where the policy of the team comes from; in the file of a person'),
    locked: z
      .array(z.enum(LOCKABLE))
      .optional()
      .describe('key paths that files of later layers can only make stricter; in the file of a team'),
    serial: z.int().min(0).optional().describe('grows with each release of the file of a team'),
    expires: z.iso.date().optional().describe('the last day on which the file of a team holds'),
  })
  .describe('A policy of sallyport: `policy.yaml` of a person or a team, `.sallyport.yaml` in a project.')

export type PolicyDocument = z.output<typeof policySchema>
