// Every rule that a policy can speak of, and what is in force where nobody does. Rules whose evidence does not exist yet are
// in it too, so that a policy written today means the same tomorrow. The reasons stand in docs/findings.md.

import type {Action} from '../decision.ts'

export interface PolicyRule {
  readonly code: string
  readonly action: Action
  /** One line for the schema and the reference. */
  readonly meaning: string
  /** Another version can be the answer, so `hold-back` makes sense. */
  readonly isAboutVersions?: true
  /** Younger than so many days. */
  readonly days?: number
  /** From this severity on. */
  readonly severity?: Severity
  /** Silent for so many days before. */
  readonly dormantDays?: number
  /** Anything else than these licences; where none is listed, every licence will do. */
  readonly licenses?: readonly string[]
}

/** As advisories have it, the mildest first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

const RULE_TABLE = [
  {code: 'name-lookalike', action: 'ask', meaning: 'the name resembles a far more used one'},
  {code: 'name-unknown', action: 'note', meaning: 'no such package is known'},
  {
    code: 'malware-known',
    action: 'block',
    meaning: 'a feed lists the package or version as malicious',
    isAboutVersions: true,
  },
  {
    code: 'dependency-confusion',
    action: 'block',
    meaning: 'a name listed under `internal` would come from a registry that is not set for it',
  },
  {code: 'registry-lookalike', action: 'block', meaning: 'the registry host resembles a well-known one'},
  {code: 'registry-unreadable', action: 'ask', meaning: 'the registry host cannot be read, or mixes scripts'},
  {code: 'registry-address', action: 'ask', meaning: 'the registry is a public IP address instead of a name'},
  {code: 'registry-not-allowed', action: 'block', meaning: '`registries` has a list, and the registry is not in it'},
  {
    code: 'not-from-registry',
    action: 'ask',
    meaning: 'comes from a git repository or an address instead of a registry',
  },
  {code: 'local-path', action: 'note', meaning: 'comes from a file or folder on this machine'},
  {code: 'too-new', action: 'hold-back', meaning: 'the version is younger than `days`', isAboutVersions: true, days: 3},
  {code: 'new-package', action: 'ask', meaning: 'the package itself is younger than `days`', days: 30},
  {code: 'install-scripts', action: 'note', meaning: 'runs code while it is installed', isAboutVersions: true},
  {
    code: 'install-script-added',
    action: 'ask',
    meaning: 'a release younger than `days` runs an install script, the one before it ran none',
    isAboutVersions: true,
    days: 30,
  },
  {
    code: 'publisher-changed',
    action: 'ask',
    meaning: 'published by somebody who first did so less than `days` ago, after others',
    isAboutVersions: true,
    days: 14,
  },
  {
    code: 'provenance-lost',
    action: 'ask',
    meaning: 'a release younger than `days` does not say how it was built, those before it did',
    isAboutVersions: true,
    days: 30,
  },
  {
    code: 'dormant-then-active',
    action: 'hold-back',
    meaning: 'a release younger than `days`, after `dormant-days` without one',
    isAboutVersions: true,
    days: 14,
    dormantDays: 365,
  },
  {code: 'signature-invalid', action: 'block', meaning: 'the signature of its registry does not hold'},
  {
    code: 'lockfile-poisoned',
    action: 'block',
    meaning: 'the lockfile says one thing and brings another',
  },
  {
    code: 'vulnerable',
    action: 'ask',
    meaning: 'a vulnerability of `severity` or worse is known',
    isAboutVersions: true,
    severity: 'high',
  },
  {code: 'quarantined', action: 'block', meaning: 'the registry has put it aside', isAboutVersions: true},
  {code: 'deprecated', action: 'note', meaning: 'its author advises against it', isAboutVersions: true},
  {
    code: 'security-placeholder',
    action: 'note',
    meaning: 'the registry put it in the place of a package that it removed',
    isAboutVersions: true,
  },
  {
    code: 'license',
    action: 'off',
    meaning: 'comes under a licence that is not in `licenses`',
    isAboutVersions: true,
    licenses: [],
  },
  {
    code: 'facts-unknown',
    action: 'note',
    meaning: 'the registry does not say what rules need to know',
    isAboutVersions: true,
  },
  {code: 'yanked', action: 'note', meaning: 'its author took it back', isAboutVersions: true},
  {code: 'tag-moved', action: 'ask', meaning: 'the Docker tag names another image than the one that was approved'},
  {code: 'latest-tag', action: 'note', meaning: 'a Docker image without digest under the moving tag `latest`'},
  {code: 'unclear', action: 'ask', meaning: 'a part of the command cannot be read'},
] as const satisfies readonly PolicyRule[]

export type RuleCode = (typeof RULE_TABLE)[number]['code']

export const policyRules: readonly (PolicyRule & {readonly code: RuleCode})[] = RULE_TABLE
