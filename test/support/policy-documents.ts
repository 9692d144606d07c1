import fc from 'fast-check'
import type {Layer} from '../../src/core/policy/layer.ts'
import {policyRules} from '../../src/core/policy/rule-table.ts'
import {LOCKABLE, type PolicyDocument} from '../../src/core/policy/schema.ts'

/** A policy file as the merge takes it, every value on line 1. */
export function layerOf(name: Layer['name'], document: Omit<PolicyDocument, 'version'>): Layer {
  return {name, path: `/${name}.yaml`, document: {version: 1, ...document}, lines: new Map()}
}

/** Names from a small world, so that patterns of generated policies meet generated artifacts. */
export const someName = fc.constantFrom('left-pad', 'acme-lib', '@acme/tool', '@acme-evil/tool', 'express')
export const someRegistry = fc.constantFrom(undefined, 'https://npm.acme.example/', 'https://evil.example/')

const pattern = fc
  .tuple(
    fc.constantFrom('npm:left-pad', 'npm:acme-*', 'npm:@acme/*', 'npm:*', 'npm:express'),
    fc.constantFrom('', '@<2', '@1.5.0'),
  )
  .map((parts) => parts.join(''))
const registry = fc.constantFrom('npm:default', 'npm:https://npm.acme.example/', 'npm:https://evil.example/')
const reason = fc.constantFrom('because', 'a: "quoted" reason #1')
const expires = fc.constantFrom('2020-01-01', '2030-12-31')
const mode = fc.constantFrom('enforce', 'observe')
const unattended = fc.constantFrom('block', 'allow')

const rules = fc.record(
  Object.fromEntries(
    policyRules.map(({code, days, severity, dormantDays, licenses, isAboutVersions}) => {
      const held = isAboutVersions === true ? (['hold-back'] as const) : []
      const action = fc.constantFrom('off', 'note', 'ask', 'block', ...held)
      const settings = fc.record(
        {
          action,
          locked: fc.boolean(),
          ...(days === undefined ? {} : {days: fc.nat(100)}),
          ...(severity === undefined ? {} : {severity: fc.constantFrom('low', 'medium', 'high', 'critical')}),
          ...(dormantDays === undefined ? {} : {'dormant-days': fc.integer({min: 1, max: 100})}),
          ...(licenses === undefined ? {} : {licenses: fc.subarray(['MIT', 'ISC', 'GPL-3.0-only'], {minLength: 1})}),
        },
        {requiredKeys: []},
      )
      return [code, fc.oneof(action, settings)]
    }),
  ),
  {requiredKeys: []},
)

const entry = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(pattern, fc.record({match: pattern, ...fields}, {requiredKeys: ['match']}))

const lists = {
  allow: fc.array(entry({reason, expires}), {maxLength: 3}),
  deny: fc.array(entry({reason}), {maxLength: 3}),
  internal: fc.array(entry({reason, registry}), {maxLength: 3}),
  registries: fc.array(fc.oneof(registry, fc.record({match: registry, reason}, {requiredKeys: ['match']})), {
    maxLength: 3,
  }),
}

const section = fc.record({mode, unattended, rules, ...lists}, {requiredKeys: []})

/** Any valid policy, of npm mostly. */
export const someDocument = fc.record(
  {
    version: fc.constant(1),
    mode,
    unattended,
    bypass: fc.boolean(),
    rules,
    ...lists,
    exceptions: fc.array(
      fc.record({
        match: pattern,
        rules: fc.uniqueArray(fc.constantFrom(...policyRules.map(({code}) => code)), {minLength: 1, maxLength: 4}),
        reason,
        expires,
      }),
      {maxLength: 3},
    ),
    npm: section,
    data: fc.record(
      {'max-age-days': fc.integer({min: 1, max: 90}), 'when-older': fc.constantFrom('note', 'ask', 'block')},
      {requiredKeys: []},
    ),
    include: fc.constantFrom('https://policy.example/team.yaml'),
    locked: fc.uniqueArray(fc.constantFrom(...LOCKABLE), {maxLength: 4}),
    serial: fc.nat(),
    expires,
  },
  {requiredKeys: ['version']},
) as unknown as fc.Arbitrary<PolicyDocument>
