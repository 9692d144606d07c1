import fc from 'fast-check'
import type {Artifact, Ecosystem} from '../../src/core/artifact.ts'
import type {Judgeable} from '../../src/core/evaluate.ts'
import type {Evidence, Gathered} from '../../src/core/evidence.ts'
import type {ConfiguredSource} from '../../src/core/invocation.ts'
import type {NameJudgement, NameSuggestion, Popularity} from '../../src/core/name-judgement.ts'

/** Names that the patterns of `policy-documents.ts` speak of. */
const someName = fc.constantFrom('left-pad', 'acme-lib', '@acme/tool', '@acme-evil/tool', 'express')

/** Anything that a name or a version on a command line, in a manifest or in a lockfile may be. */
const hostileText = fc.constantFrom('__proto__', 'constructor', '\u001B[2J', 'a\u202Eb', '\uD800', 'x'.repeat(300))
const withCredentials = fc.constant('https://u:secret@host.example/a?token=secret')
const address = fc.constantFrom(
  'https://npm.acme.example/',
  'https://npm.acme.example/npm/hosted',
  'https://evil.example/',
  'https://u:secret@npm.acme.example/',
  'no address',
)
const path = fc.constantFrom('/project/package-lock.json', '/project/package.json', '/a/../b.tgz')

const popularity: fc.Arbitrary<Popularity> = fc.oneof(
  fc.record({kind: fc.constant('downloads' as const), perMonth: fc.nat()}),
  fc.record({kind: fc.constant('rank' as const), rank: fc.nat()}),
  fc.constantFrom<Popularity>({kind: 'known'}, {kind: 'official-image'}, {kind: 'unlisted'}),
)

const suggestion = fc.record(
  {
    name: fc.oneof(someName, hostileText),
    technique: fc.constantFrom('swap', 'scope'),
    sentence: fc.constantFrom('swaps two letters of `express`', '\u001B[2J'),
    score: fc.double({min: 0, max: 1, noNaN: true}),
    popularity,
    elsewhere: fc.constantFrom('npm', 'pypi', 'docker', 'python'),
  },
  {requiredKeys: ['name', 'technique', 'sentence', 'score', 'popularity']},
) as fc.Arbitrary<NameSuggestion>

const judgement = fc.record(
  {
    verdict: fc.constantFrom('ok', 'lookalike', 'unknown'),
    suggestions: fc.array(suggestion, {maxLength: 3}),
    popularity,
    remark: fc.record({
      code: fc.constantFrom('deprecated', 'removed', 'bare-address', 'unreadable'),
      sentence: fc.constantFrom('is given up', 'is odd'),
    }),
  },
  {requiredKeys: ['verdict', 'suggestions', 'popularity']},
) as fc.Arbitrary<NameJudgement>

const someEvidence = fc.record(
  {
    name: judgement,
    registryHost: judgement,
    isInRegistry: fc.boolean(),
    indexDate: fc.constantFrom('2026-11-01', '2026-10-01', '2020-02-29'),
    silent: fc.uniqueArray(fc.constantFrom('registry', 'feed', 'constructor'), {maxLength: 3}),
  },
  {requiredKeys: ['silent']},
) as fc.Arbitrary<Evidence>

const source = fc.oneof(
  {weight: 4, arbitrary: fc.constant({kind: 'registry'} as const)},
  address.map((registry) => ({kind: 'registry', registry}) as const),
  address.map((url) => ({kind: 'git', url}) as const),
  address.map((url) => ({kind: 'url', url}) as const),
  path.map((file) => ({kind: 'file', path: file}) as const),
  path.map((folder) => ({kind: 'directory', path: folder}) as const),
)

function someArtifact(ecosystem: Ecosystem): fc.Arbitrary<Artifact> {
  const image = fc.constantFrom('nginx', 'ghcr.io/acme/tool', 'localhost:5000/x', 'docker.io/ghcr.io/tool')
  return fc.record(
    {
      ecosystem: fc.constant(ecosystem),
      requested: fc.oneof(someName, hostileText, withCredentials),
      name: fc.oneof({weight: 5, arbitrary: ecosystem === 'docker' ? image : someName}, hostileText, fc.constant('')),
      specifier: fc.oneof(fc.constantFrom('', '1.5.0', '^1', '==2.0', 'latest', '1.27'), hostileText, withCredentials),
      digest: fc.constant(`sha256:${'0'.repeat(64)}`),
      source,
      requestedIn: fc.oneof(
        fc.nat(9).map((index) => ({kind: 'argv', index}) as const),
        path.map((place) => ({kind: 'manifest', path: place}) as const),
        path.map((place) => ({kind: 'lockfile', path: place}) as const),
      ),
    },
    {requiredKeys: ['ecosystem', 'requested', 'name', 'specifier', 'source', 'requestedIn']},
  ) as fc.Arbitrary<Artifact>
}

export function someGathered(ecosystem: Ecosystem): fc.Arbitrary<Gathered> {
  return fc.record({artifact: someArtifact(ecosystem), evidence: someEvidence})
}

const configured: fc.Arbitrary<ConfiguredSource> = fc.record({
  setting: fc.constantFrom('index-url', 'extra-index-url', 'find-links', 'no-index', '@acme:registry'),
  value: fc.constantFrom('https://pypi.acme.example/simple', 'https://***@evil.example/', '/wheels', 'true'),
  setBy: fc.constantFrom('command line', '/home/ann/.npmrc'),
})

/** All that one command may be judged by; of npm mostly, like the policies of `policy-documents.ts`. */
export const someJudgeable: fc.Arbitrary<Judgeable> = fc
  .constantFrom<Ecosystem>('npm', 'npm', 'npm', 'pypi', 'docker')
  .chain((ecosystem) =>
    fc.record({
      ecosystem: fc.constant(ecosystem),
      // Sometimes so many that what they have in common is said once.
      gathered: fc.oneof(
        fc.array(someGathered(ecosystem), {maxLength: 4}),
        fc
          .tuple(someGathered(ecosystem), fc.array(someGathered(ecosystem), {minLength: 2, maxLength: 8}))
          .map(([one, others]) => [...others, ...Array.from({length: 20}, () => one)]),
      ),
      unclear: fc.array(fc.constantFrom({message: 'reads `req.txt`'}, {message: 'mounts an image'}), {maxLength: 2}),
      sources: fc.array(configured, {maxLength: 3}),
    }),
  )
