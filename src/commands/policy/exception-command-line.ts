// The grammar of `sallyport policy allow`, `disallow` and `exceptions`. Pure: words in, a command or a complaint out.

import type {Complaint} from '../cache-command-line.ts'
import {readOptionWords} from '../option-words.ts'

export interface AllowCommand {
  readonly kind: 'policy'
  readonly action: 'allow'
  /** The artifact, as `explain` takes it, or a pattern. */
  readonly words: readonly string[]
  readonly rules: readonly string[]
  readonly reason: string
  readonly until: string
  /** In place of the person's own file. */
  readonly file: string | undefined
  readonly broad: boolean
  readonly dryRun: boolean
}

export interface DisallowCommand {
  readonly kind: 'policy'
  readonly action: 'disallow'
  readonly words: readonly string[]
  /** Empty for whatever rules, where only one exception is for the artifact. */
  readonly rules: readonly string[]
  readonly file: string | undefined
  readonly dryRun: boolean
}

export interface ExceptionsCommand {
  readonly kind: 'policy'
  readonly action: 'exceptions'
  /** In place of the policy in force. */
  readonly file: string | undefined
  readonly json: boolean
  readonly strict: boolean
  readonly unusedAfterDays: number
}

const ALLOW_HINT = '`sallyport policy allow npm:left-pad@1.3.0 --rule too-new --reason "known good" --until 30d`'

export function parseAllow(words: readonly string[]): AllowCommand | Complaint {
  const read = readOptionWords(words, {
    rule: 'texts',
    reason: 'text',
    until: 'text',
    file: 'text',
    broad: 'flag',
    'dry-run': 'flag',
  })
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy allow\``, ALLOW_HINT)
  const {rule, reason, until, file, broad} = read.values
  if (read.operands.length === 0) return wrong('`policy allow` takes an artifact', ALLOW_HINT)
  if (rule.length === 0) return wrong('`policy allow` needs `--rule`: what the artifact is excused from', ALLOW_HINT)
  if (reason === undefined) return wrong('`policy allow` needs `--reason`: why, for whoever meets it', ALLOW_HINT)
  if (until === undefined) return wrong('`policy allow` needs `--until`: a day as `2026-12-31`, or `30d`', ALLOW_HINT)
  const rules = [...new Set(rule)]
  const dryRun = read.values['dry-run']
  return {kind: 'policy', action: 'allow', words: read.operands, rules, reason, until, file, broad, dryRun}
}

const DISALLOW_HINT = '`sallyport policy disallow npm:left-pad@1.3.0 [--rule too-new]`'

export function parseDisallow(words: readonly string[]): DisallowCommand | Complaint {
  const read = readOptionWords(words, {rule: 'texts', file: 'text', 'dry-run': 'flag'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy disallow\``, DISALLOW_HINT)
  if (read.operands.length === 0) return wrong('`policy disallow` takes an artifact', DISALLOW_HINT)
  const {rule, file} = read.values
  const dryRun = read.values['dry-run']
  return {kind: 'policy', action: 'disallow', words: read.operands, rules: [...new Set(rule)], file, dryRun}
}

const EXCEPTIONS_HINT = '`sallyport policy exceptions [FILE] [--json] [--strict] [--unused-after 90d]`'
const UNUSED_AFTER = '90d'

export function parseExceptions(words: readonly string[]): ExceptionsCommand | Complaint {
  const read = readOptionWords(words, {json: 'flag', strict: 'flag', 'unused-after': 'text'})
  if (read.kind === 'wrong') return wrong(`${read.message} of \`policy exceptions\``, EXCEPTIONS_HINT)
  const [file, ...more] = read.operands
  if (more.length > 0) return wrong('`policy exceptions` takes one file', EXCEPTIONS_HINT)
  const days = /^([1-9]\d{0,3})d?$/.exec(read.values['unused-after'] ?? UNUSED_AFTER)?.[1]
  if (days === undefined) return wrong('`--unused-after` takes days as `90d`', EXCEPTIONS_HINT)
  const {json, strict} = read.values
  return {kind: 'policy', action: 'exceptions', file, json, strict, unusedAfterDays: Number(days)}
}

function wrong(message: string, hint: string): Complaint {
  return {kind: 'wrong', message, hint}
}
