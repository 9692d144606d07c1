// The typed argv with names substituted: in the word itself, keeping range and alias.

import type {Invocation, Substitution} from '../../core/invocation.ts'
import {initializerFor, initializerPackage} from './initializer.ts'

export function rewriteArgv({argv}: Invocation, substitutions: readonly Substitution[]): readonly string[] {
  const words = [...argv]
  for (const substitution of substitutions) {
    const {requestedIn} = substitution.artifact
    if (requestedIn.kind !== 'argv') continue
    const index = requestedIn.index === -1 ? optionValueIndex(words, substitution) : requestedIn.index
    const word = words[index]
    if (word !== undefined) words[index] = rewriteWord(word, substitution)
  }
  return words
}

/** A `--package` value is not positional: it is the word, or the end of the word, that holds the specifier. */
function optionValueIndex(words: readonly string[], {artifact}: Substitution): number {
  const {requested} = artifact
  return words.findIndex((word) => word === requested || (word.startsWith('-') && word.endsWith(`=${requested}`)))
}

function rewriteWord(word: string, {artifact, name, specifier}: Substitution): string {
  // An alias names its target after `npm:`; what stands before is only what it is called here.
  const alias = word.indexOf('@npm:')
  const at = word.indexOf(artifact.name, alias === -1 ? 0 : alias + '@npm:'.length)
  if (at === -1) return rewriteInitializer(word, name)
  const before = word.slice(0, at)
  const after = word.slice(at + artifact.name.length)
  return before + name + (specifier === undefined ? after : `@${specifier}`)
}

function rewriteInitializer(word: string, name: string): string {
  const initializer = initializerFor(name)
  if (initializer === undefined) return word
  const version = /(?<=.)@[^@/]*$/.exec(word)?.[0] ?? ''
  return initializerPackage(word).endsWith(version) ? initializer + version : initializer
}
