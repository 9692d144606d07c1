// `sallyport policy disallow ARTIFACT [--rule R]`: one exception, taken out of a policy file.

import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import {removeException} from '../../policy-files/edit/edit-exceptions.ts'
import {editFile, planEdit} from '../../policy-files/edit/edit-file.ts'
import type {Edge, Outcome} from '../edge.ts'
import type {DisallowCommand} from './exception-command-line.ts'
import {exceptionFile} from './exception-file.ts'
import {patternOfWords} from './pattern-of-words.ts'
import {tellEdit} from './tell-edit.ts'

export async function disallow({words, rules, file, dryRun}: DisallowCommand, edge: Edge): Promise<Outcome> {
  const named = await patternOfWords(words, edge)
  if (named.kind === 'wrong') {
    edge.say(`sallyport: ${printable(named.message)}`)
    edge.say(`hint: ${printable(named.hint)}`)
    return {kind: 'exit', code: exitCode.usage}
  }
  const where = exceptionFile(file, edge)
  if (where.kind === 'refused') {
    edge.say(`sallyport: ${printable(where.message)}`)
    edge.say(`hint: ${printable(where.hint)}`)
    return {kind: 'exit', code: where.code}
  }
  const {place} = where
  const remove = (content: Uint8Array) => removeException(content, place.path, named.text, rules)
  const edit = dryRun ? planEdit(place, remove) : await editFile(place, remove)
  return tellEdit(edit, {path: place.path, entry: {match: named.text, rules}, dryRun}, edge)
}
