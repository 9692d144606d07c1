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

/** The value of an option that is also one of npm's own words has no certain place: it is where the text is. */
function optionValueIndex(words: readonly string[], {artifact}: Substitution): number {
  const {requested} = artifact
  return words.findIndex((word) => word === requested || (word.startsWith('-') && word.endsWith(`=${requested}`)))
}

/** A word is the specifier, or an option with the specifier behind `=`. */
function rewriteWord(word: string, substitution: Substitution): string {
  const {requested} = substitution.artifact
  if (!word.endsWith(requested)) return word
  const option = word.slice(0, word.length - requested.length)
  if (option !== '' && !(option.startsWith('-') && option.endsWith('='))) return word
  return option + rewriteSpecifier(requested, substitution)
}

function rewriteSpecifier(written: string, {artifact, name, specifier}: Substitution): string {
  // An alias names its target after `npm:`; what stands before is only what it is called here.
  const alias = /^.+?@npm:/i.exec(written)?.[0] ?? ''
  if (written.startsWith(artifact.name, alias.length)) {
    const after = written.slice(alias.length + artifact.name.length)
    return alias + name + (specifier === undefined ? after : `@${specifier}`)
  }
  return rewriteInitializer(written, name, specifier)
}

function rewriteInitializer(written: string, name: string, specifier: string | undefined): string {
  const initializer = initializerFor(name)
  if (initializer === undefined) return written
  const version = specifier === undefined ? (/(?<=.)@[^@/]*$/.exec(written)?.[0] ?? '') : `@${specifier}`
  return initializerPackage(initializer) === name ? initializer + version : written
}
