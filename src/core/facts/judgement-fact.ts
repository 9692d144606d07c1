// What the name index says of a name or a host, as facts. Whoever writes facts by hand may say `resembles: express` and leave
// out the rest.

import type {NameJudgement, NameRemark, NameSuggestion, Popularity} from '../name-judgement.ts'
import {amount, below, type Codec, isObject, type Json, list, record, tagged, text, word} from './codec.ts'
import type {Fact} from './fact.ts'

const popularity = tagged<Popularity>({
  downloads: ['perMonth', amount],
  rank: ['rank', amount],
  known: 'alone',
  'official-image': 'alone',
  unlisted: 'alone',
})

const wholeSuggestion = record<NameSuggestion>(
  {
    name: text,
    technique: text,
    sentence: text,
    elsewhere: word('npm', 'pypi', 'docker', 'python'),
    score: amount,
    popularity,
  },
  'elsewhere',
)

/** A name alone is a suggestion of which no more is said. */
const suggestion: Codec<NameSuggestion> = {
  // Whole ones come from the log: an editor need not know more of them.
  schema: {anyOf: [text.schema, {type: 'object', required: ['name']}]},
  write: (whole) => wholeSuggestion.write(whole),
  read: (json, complain) => (typeof json === 'string' ? suggestionOf(json) : wholeSuggestion.read(json, complain)),
}

function suggestionOf(name: string): NameSuggestion {
  return {name, technique: 'stated', sentence: `resembles \`${name}\``, score: 1, popularity: {kind: 'known'}}
}

const several = list(suggestion)

/** One name stands for a list of one, `true` for an empty list. */
const suggestions: Codec<readonly NameSuggestion[]> = {
  schema: {anyOf: [{const: true}, text.schema, several.schema]},
  write: (all) => (all.length === 0 ? true : several.write(all)),
  read(json, complain) {
    if (json === true) return []
    if (typeof json === 'string') return [suggestionOf(json)]
    return Array.isArray(json) ? several.read(json, complain) : complain([], 'is neither a name nor a list of them')
  },
}

const REMARKS: Readonly<Record<NameRemark['code'], string>> = {
  deprecated: 'is deprecated',
  removed: 'is published no more',
  'bare-address': 'is a bare address',
  unreadable: 'cannot be read',
}
const remarkCodes = Object.keys(REMARKS) as NameRemark['code'][]
const remarkWord = word(...remarkCodes)

/** `{deprecated: 'is given up'}`, or the word alone. */
const remark: Codec<NameRemark> = {
  schema: {
    anyOf: [
      remarkWord.schema,
      {
        type: 'object',
        properties: Object.fromEntries(remarkCodes.map((code) => [code, text.schema])),
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
      },
    ],
  },
  write: ({code, sentence}) => ({[code]: sentence}),
  read(json, complain) {
    const [key, ...more] = isObject(json) ? Object.keys(json) : []
    const code = remarkWord.read(key === undefined || more.length > 0 ? json : key, complain)
    if (code === undefined) return undefined
    const sentence = isObject(json) ? text.read(json[code], below(code, complain)) : REMARKS[code]
    return sentence === undefined ? undefined : {code, sentence}
  },
}

const WORD_OF_VERDICT = {lookalike: 'resembles', unknown: 'unknown', ok: 'instead'} as const

/** `subject` is what is judged, for the reference; `prefix` stands in front of each word. */
export function judgementFact(subject: string, prefix: '' | 'host-'): Fact<NameJudgement> {
  const meanings = {
    resembles: `${subject} resembles this one, or each of these, the likeliest first`,
    unknown: `no such ${subject.replace(/^the /, '')} is known; the nearest ones, or \`true\``,
    instead: `what takes its place, where ${subject} is fine or only deprecated`,
  }
  const remarkKey = `${prefix}remark`
  const popularityKey = `${prefix}popularity`
  return {
    words: [
      ...Object.entries(meanings).map(([key, meaning]) => ({
        word: prefix + key,
        schema: suggestions.schema,
        meaning,
      })),
      {word: remarkKey, schema: remark.schema, meaning: `what is to be said of ${subject} itself`},
      {word: popularityKey, schema: popularity.schema, meaning: `how much ${subject} is used`},
    ],
    write(judgement) {
      const {verdict} = judgement
      const isPlain = verdict === 'ok' && judgement.suggestions.length === 0
      // That a name is in order, and how much it is used, no rule asks.
      if (isPlain && judgement.remark === undefined) return {}
      const facts: Record<string, Json> = {}
      if (!isPlain) facts[prefix + WORD_OF_VERDICT[verdict]] = suggestions.write(judgement.suggestions)
      if (judgement.remark !== undefined) facts[remarkKey] = remark.write(judgement.remark)
      facts[popularityKey] = popularity.write(judgement.popularity)
      return facts
    },
    read(facts, complain) {
      const part = <Value>(key: string, codec: Codec<Value>): Value | undefined =>
        Object.hasOwn(facts, key) ? codec.read(facts[key], below(key, complain)) : undefined
      const verdicts = (['lookalike', 'unknown', 'ok'] as const).filter((one) =>
        Object.hasOwn(facts, prefix + WORD_OF_VERDICT[one]),
      )
      const [verdict, other] = verdicts
      if (verdict !== undefined && other !== undefined) {
        const first = prefix + WORD_OF_VERDICT[verdict]
        complain([prefix + WORD_OF_VERDICT[other]], `cannot stand beside \`${first}\``)
        return undefined
      }
      const said = part(remarkKey, remark)
      const used = part(popularityKey, popularity)
      const found = verdict === undefined ? [] : part(prefix + WORD_OF_VERDICT[verdict], suggestions)
      if (verdict === undefined && said === undefined && used === undefined) return undefined
      return {
        verdict: verdict ?? 'ok',
        suggestions: found ?? [],
        popularity: used ?? {kind: 'unlisted'},
        ...(said === undefined ? {} : {remark: said}),
      }
    },
  }
}
