// Run as a program with a small heap: reads texts that are made to take long or to grow, and prints for each, as a line of JSON,
// what it was and what reading it took.

import {readPolicy} from '../../src/policy-files/read-policy.ts'

const MIB = 1024 * 1024

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff
    return state / 0x7f_ff_ff_ff
  }
}

const lines = (count: number, line: (index: number) => string): string =>
  `version: 1\n${Array.from({length: count}, (_, index) => line(index)).join('\n')}\n`

const filled = (head: string, part: string, tail = ''): string =>
  `${head}${part.repeat(Math.floor((MIB - head.length - tail.length) / part.length))}${tail}`

function randomBytes(length: number): Uint8Array {
  const next = numbers(length)
  return Uint8Array.from({length}, () => next() * 256)
}

const WORDS = [
  ...['version: 1', '\n', '  ', '- ', ': ', '[', ']', '{', '}', '"', "'", '|', '>', '&a ', '*a ', '#', '? ', ',', '\t'],
  ...['---\n', '...\n', 'rules', 'npm', 'allow', '<<', '~', '\u0085', '\u2028', '\uFEFF', '__proto__'],
]

function soup(length: number, seed: number): string {
  const next = numbers(seed)
  let text = 'version: 1\n'
  while (text.length < length) text += WORDS[Math.floor(next() * WORDS.length)]
  return text
}

/** Nine times nine times nine …: a few hundred bytes that stand for a billion words. */
const laughs = lines(
  10,
  (level) =>
    `a${level}: &a${level} [${Array(9)
      .fill(level === 0 ? 'x' : `*a${level - 1}`)
      .join(', ')}]`,
)
/** One list of twenty thousand, and a hundred aliases of it. */
const wideAliases = lines(100, (index) =>
  index === 0 ? `a: &a [${Array(20_000).fill('x').join(',')}]` : `b${index}: *a`,
)
const deepAliases = lines(99, (level) => `a${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1}`}]`)
const longRanges = Array(40).fill('!=1.2').join(',')

const TEXTS: Readonly<Record<string, string | Uint8Array>> = {
  'ten megabytes of random bytes': randomBytes(10 * MIB),
  'ten megabytes of spaces': ' '.repeat(10 * MIB),
  'a megabyte of random bytes': randomBytes(MIB),
  ...Object.fromEntries(
    Array.from({length: 8}, (_, seed) => [`a soup of words, ${seed}`, soup(20_000 * (seed + 1), seed + 1)]),
  ),
  'a billion laughs': laughs,
  'aliases in aliases': deepAliases,
  'many aliases of much': wideAliases,
  'a hundred thousand keys': lines(100_000, (index) => `k${index}: 1`),
  'as many keys as are read': lines(19_000, (index) => `k${index}: 1`),
  'keys that repeat': lines(19_000, () => 'k: 1'),
  'one plain scalar': filled('version: 1\nmode: ', 'a'),
  'one scalar over many lines': filled('version: 1\nmode: ', 'a\n  '),
  'one quoted scalar': filled('version: 1\nmode: "', '\\u0041', '"'),
  'one block scalar of blank lines': filled('version: 1\nmode: |+\n', '\n'),
  'one folded scalar': filled('version: 1\nmode: >\n', '  a\n\n'),
  'one key': filled('version: 1\n', 'a', ': 1'),
  'one comment': filled('version: 1 #', 'x'),
  'one pattern': filled("version: 1\nallow: ['npm:", 'a', "']"),
  'one registry': filled("version: 1\nregistries: ['npm:https://", 'a/', "']"),
  'one Docker host': filled("version: 1\nregistries: ['docker:", 'a-', "!']"),
  'lists in lists': filled('version: 1\nallow: ', '['),
  'lists in lists that end': `version: 1\nallow: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'keys in keys': `version: 1\nnpm: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`,
  'items in items': `version: 1\nallow:\n${'- '.repeat(10_000)}x`,
  'as many entries as are read': lines(13_000, (index) => (index === 0 ? 'allow:' : `- npm:n${index}@^1`)),
  'as many wrong entries': lines(7000, (index) => (index === 0 ? 'allow:' : `- {match: x${index}}`)),
  'long ranges': lines(3500, (index) => (index === 0 ? 'deny:' : `- pypi:a${index}@${longRanges}`)),
  'long paths': lines(1000, (index) => (index === 0 ? 'allow:' : `- docker:${'a/'.repeat(400)}${index}`)),
}

for (const [name, text] of Object.entries(TEXTS)) {
  const content = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const before = process.cpuUsage()
  const {kind} = readPolicy(content, 'p.yaml')
  const {user, system} = process.cpuUsage(before)
  console.log(JSON.stringify({name, kind, seconds: (user + system) / 1e6}))
}
