// One exception as YAML, in the style of the list that it is put into.

import {asciiJson} from '../../core/ascii-json.ts'
import type {RuleCode} from '../../core/policy/rule-table.ts'
import {printable} from '../../core/printable.ts'

export interface ExceptionEntry {
  readonly match: string
  readonly rules: readonly RuleCode[]
  readonly reason: string
  /** `YYYY-MM-DD` */
  readonly expires: string
}

/** Without the `-` in front, one line for each key. */
export function blockLines({match, rules, reason, expires}: ExceptionEntry): readonly string[] {
  return [
    `match: ${PLAIN_MATCH.test(match) ? match : quoted(match)}`,
    `rules: [${rules.join(', ')}]`,
    `reason: ${PLAIN_TEXT.test(reason) && !WORD_WITH_MEANING.test(reason) ? reason : quoted(reason)}`,
    `expires: ${expires}`,
  ]
}

export function flowText(entry: ExceptionEntry, isJson: boolean): string {
  const {match, rules, reason, expires} = entry
  if (isJson) {
    const pairs = Object.entries({match, rules, reason, expires}).map(
      ([key, value]) => `"${key}": ${spacedJson(value)}`,
    )
    return `{${pairs.join(', ')}}`
  }
  return `{match: ${quoted(match)}, rules: [${rules.join(', ')}], reason: ${quoted(reason)}, expires: ${expires}}`
}

function spacedJson(value: string | readonly string[]): string {
  return typeof value === 'string' ? asciiJson(value) : `[${value.map(asciiJson).join(', ')}]`
}

/** What YAML surely takes as it is in a block: no indicator in front, no `: ` and ` #`, no space at an end. */
const PLAIN_MATCH = /^[a-z]+:[\w@][\w@./^~<>=*+!,:-]*$/
const PLAIN_TEXT = /^[A-Za-z](?:[\w.,;/()@+=-]| (?! |$))*$/
const WORD_WITH_MEANING = /^(?:true|false|null|yes|no|on|off|y|n)$/i

function quoted(text: string): string {
  // What a terminal would act on, or an editor hide, stands in the file as an escape.
  return printable(text) === text ? `'${text.replaceAll("'", "''")}'` : asciiJson(text)
}
