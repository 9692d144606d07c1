// A fact is what evidence says of an artifact, under a word of its own. What is ordinary is not written: no word, nothing to say.

import {below, type Codec, type Complain, type Json, type JsonObject} from './codec.ts'

/** One part of the evidence, and the words under which it stands among an artifact's facts. */
export interface Fact<Part> {
  readonly words: readonly FactWord[]
  /** By word; empty where the part is ordinary. */
  write(part: Part): JsonObject
  /** Undefined where none of the words is there, and after a complaint. */
  read(facts: Readonly<Record<string, unknown>>, complain: Complain): Part | undefined
}

export interface FactWord {
  readonly word: string
  /** What may stand behind it, as JSON Schema. */
  readonly schema: JsonObject
  /** For the reference. */
  readonly meaning: string
}

interface OneWord<Part> {
  readonly codec: Codec<Part>
  readonly meaning: string
  /** What it is where nothing is written. */
  readonly ordinary?: Part
}

/** A part that stands under one word. */
export function fact<Part>(word: string, {codec, meaning, ordinary}: OneWord<Part>): Fact<Part> {
  const unwritten = ordinary === undefined ? undefined : JSON.stringify(codec.write(ordinary))
  return {
    words: [{word, schema: codec.schema, meaning}],
    write(part) {
      const json: Json = codec.write(part)
      return unwritten !== undefined && JSON.stringify(json) === unwritten ? {} : {[word]: json}
    },
    read: (facts, complain) => (Object.hasOwn(facts, word) ? codec.read(facts[word], below(word, complain)) : ordinary),
  }
}
