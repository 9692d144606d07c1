import fc from 'fast-check'
import type {Layer} from '../../src/core/policy/layer.ts'
import {type PolicyRule, policyRules} from '../../src/core/policy/rule-table.ts'
import {LOCKABLE, type PolicyDocument} from '../../src/core/policy/schema.ts'

/** A policy file as the merge takes it, every value on line 1. */
export function layerOf(name: Layer['name'], document: Omit<PolicyDocument, 'version'>): Layer {
  return {name, path: `/${name}.yaml`, document: {version: 1, ...document}, lines: new Map()}
}

const DIGEST = `sha256:${'a'.repeat(64)}`

/** Patterns and registries from the small world of `policy-artifacts.ts`, by ecosystem. */
const WORLD = {
  npm: {
    names: ['left-pad', 'acme-*', '@acme/*', '*', 'express'],
    versions: ['', '@<2', '@1.5.0'],
    registries: ['default', 'https://npm.acme.example/', 'https://evil.example/'],
  },
  pypi: {
    names: ['Acme.Lib', 'acme-*', '*', 'django'],
    versions: ['', '@<5', '@4.2', '@>=4,<5'],
    registries: ['default', 'https://pypi.acme.example/simple', 'https://evil.example/'],
  },
  docker: {
    names: ['nginx', 'acme/*', 'ghcr.io/acme/*', 'ghcr.io/*', '*', 'docker.io/library/ng*'],
    versions: ['', ':1.27', `@${DIGEST}`, `:1.27@${DIGEST}`],
    registries: ['default', 'ghcr.io', 'ghcr.io/acme', 'evil.example'],
  },
} as const
type Home = keyof typeof WORLD
const HOMES = Object.keys(WORLD) as readonly Home[]

/** With its ecosystem in front, as everywhere but in the ecosystem's own section. */
const patternOf = (home: Home, prefix: string) =>
  fc
    .tuple(fc.constantFrom(...WORLD[home].names), fc.constantFrom(...WORLD[home].versions))
    .map((parts) => `${prefix}${parts.join('')}`)
const registryOf = (home: Home, prefix: string) =>
  fc.constantFrom(...WORLD[home].registries).map((one) => `${prefix}${one}`)
const pattern = fc.oneof(...HOMES.map((home) => patternOf(home, `${home}:`)))
const registry = fc.oneof(...HOMES.map((home) => registryOf(home, `${home}:`)))
const reason = fc.constantFrom('because', 'a: "quoted" reason #1')
const expires = fc.constantFrom('2020-01-01', '2030-12-31')
const mode = fc.constantFrom('enforce', 'observe')
const unattended = fc.constantFrom('block', 'allow')

const rules = fc.record(
  Object.fromEntries(
    policyRules.map(({code, days, severity, isAboutVersions}: PolicyRule) => {
      const action = fc.constantFrom('off', 'note', ...(isAboutVersions ? ['hold-back'] : []), 'ask', 'block')
      const settings = fc.record(
        {
          action,
          locked: fc.boolean(),
          ...(days === undefined ? {} : {days: fc.nat(100)}),
          ...(severity === undefined ? {} : {severity: fc.constantFrom('low', 'medium', 'high', 'critical')}),
        },
        {requiredKeys: []},
      )
      return [code, fc.oneof(action, settings)]
    }),
  ),
  {requiredKeys: []},
)

const listsOf = (match: fc.Arbitrary<string>, place: fc.Arbitrary<string>) => {
  const entry = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc.oneof(match, fc.record({match, ...fields}, {requiredKeys: ['match']}))
  return {
    allow: fc.array(entry({reason, expires}), {maxLength: 3}),
    deny: fc.array(entry({reason}), {maxLength: 3}),
    internal: fc.array(entry({reason, registry: place}), {maxLength: 3}),
    registries: fc.array(fc.oneof(place, fc.record({match: place, reason}, {requiredKeys: ['match']})), {maxLength: 3}),
  }
}

const section = (home: Home) =>
  fc.record({mode, unattended, rules, ...listsOf(patternOf(home, ''), registryOf(home, ''))}, {requiredKeys: []})

/** Any valid policy. */
export const someDocument = fc.record(
  {
    version: fc.constant(1),
    mode,
    unattended,
    bypass: fc.boolean(),
    rules,
    ...listsOf(pattern, registry),
    exceptions: fc.array(
      fc.record({
        match: pattern,
        rules: fc.uniqueArray(fc.constantFrom(...policyRules.map(({code}) => code)), {minLength: 1, maxLength: 4}),
        reason,
        expires,
      }),
      {maxLength: 3},
    ),
    npm: section('npm'),
    pypi: section('pypi'),
    docker: section('docker'),
    data: fc.record(
      {'max-age-days': fc.integer({min: 1, max: 90}), 'when-older': fc.constantFrom('note', 'ask', 'block')},
      {requiredKeys: []},
    ),
    refresh: fc.record(
      {
        'every-hours': fc.integer({min: 1, max: 48}),
        'max-age-days': fc.integer({min: 1, max: 90}),
        'when-older': fc.constantFrom('note', 'ask', 'block'),
        'when-expired': fc.constantFrom('note', 'ask', 'block'),
      },
      {requiredKeys: []},
    ),
    audit: fc.record({forward: fc.constantFrom('none', 'https://log.example/')}, {requiredKeys: []}),
    include: fc.constantFrom('https://policy.example/team.yaml'),
    locked: fc.uniqueArray(fc.constantFrom(...LOCKABLE), {maxLength: 4}),
    serial: fc.nat(),
    expires,
  },
  {requiredKeys: ['version']},
) as unknown as fc.Arbitrary<PolicyDocument>
