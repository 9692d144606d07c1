// What became of a policy file that was to be changed: the line, the difference, or why nothing was written.

import {assertNever} from '../../core/assert-never.ts'
import {exitCode} from '../../core/exit-code.ts'
import {type Printable, printable, printableWithin} from '../../core/printable.ts'
import {shellWords} from '../../core/shell-words.ts'
import type {FileEdit} from '../../policy-files/edit/edit-file.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {unifiedDiff} from '../../report/unified-diff.ts'
import type {Edge, Outcome} from '../edge.ts'

export interface EditedException {
  readonly path: string
  readonly entry: {readonly match: string; readonly rules: readonly string[]; readonly expires?: string}
  readonly dryRun: boolean
}

const REASON_WIDTH = 200

export function tellEdit(edit: FileEdit, {path, entry, dryRun}: EditedException, edge: Edge): Outcome {
  const refuse = (message: Printable, hint: Printable, code: number = exitCode.failed): Outcome => {
    edge.say(`sallyport: ${message}; nothing was written`)
    edge.say(`hint: ${hint}`)
    return {kind: 'exit', code}
  }
  const subject = `\`${printable(entry.match)}\``
  switch (edit.kind) {
    case 'edited':
      if (dryRun) for (const line of unifiedDiff(path, edit.before, edit.after)) edge.print(`${line}\n`)
      else edge.print(`${place(path, edit.line)}: ${SENTENCES[edit.change](subject, entry)}\n`)
      return {kind: 'exit', code: exitCode.ok}
    case 'same':
      edge.print(`${place(path, edit.line)}: ${SENTENCES.same(subject, entry)}\n`)
      return {kind: 'exit', code: exitCode.ok}
    case 'other-reason': {
      const given = printableWithin(edit.reason, REASON_WIDTH)
      const message = `${place(path, edit.line)} excepts ${subject} for another reason (${given})`
      return refuse(message as Printable, disallowHint(entry))
    }
    case 'not-there':
      return refuse(
        `\`${printable(path)}\` has no exception for ${subject}` as Printable,
        '`sallyport policy exceptions` lists them' as Printable,
      )
    case 'several': {
      const lines = edit.entries.map(({line, rules}) => `line ${line} (${rules.map(printable).join(', ')})`)
      const message = `\`${printable(path)}\` has for ${subject}: ${lines.join(', ')}` as Printable
      return refuse(message, disallowHint({...entry, rules: edit.entries[0]?.rules ?? []}))
    }
    case 'problems':
      for (const line of problemLines(edit.problems)) edge.say(line)
      return {kind: 'exit', code: exitCode.policy}
    case 'unfit':
      return refuse(
        `\`${printable(path)}\` cannot be changed by a program: ${printable(edit.reason)}` as Printable,
        'write the entry by hand; docs/policy.md shows the form' as Printable,
      )
    case 'failed':
      return refuse(printable(edit.message), printable(edit.hint))
    default:
      return assertNever(edit)
  }
}

type Entry = EditedException['entry']

const SENTENCES = {
  added: (subject: string, entry: Entry) => `excepts ${subject} from ${aboutOf(entry)}`,
  dated: (subject: string, entry: Entry) => `excepts ${subject} from ${aboutOf(entry)} now`,
  same: (subject: string, entry: Entry) => `excepts ${subject} from ${aboutOf(entry)} already`,
  removed: (subject: string) => `no longer excepts ${subject}`,
} as const

function aboutOf({rules, expires}: Entry): string {
  return `${rules.map(printable).join(', ')}${expires === undefined ? '' : ` until ${printable(expires)}`}`
}

function disallowHint({match, rules}: Entry): Printable {
  const words = ['sallyport', 'policy', 'disallow', match, ...rules.flatMap((rule) => ['--rule', rule])]
  return `\`${printable(shellWords(words))}\`` as Printable
}

function place(path: string, line: number): Printable {
  return `${printable(path)}:${line}` as Printable
}
