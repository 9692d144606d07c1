import fc from 'fast-check'
import type {Artifact} from '../../src/core/artifact.ts'
import type {Evidence} from '../../src/core/evidence.ts'
import type {ConfiguredSource} from '../../src/core/invocation.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`

/** One artifact as a command may ask for it, what is known of it, and the other sources of the command. */
export interface Case {
  readonly artifact: Artifact
  readonly evidence: Evidence
  readonly sources: readonly ConfiguredSource[]
}

const request = {requested: 'x', requestedIn: {kind: 'argv', index: 0}} as const

/** From a registry, or as an archive from an address that looks like one. */
function sourceFrom(registries: readonly (string | undefined)[]): fc.Arbitrary<Artifact['source']> {
  return fc.tuple(fc.constantFrom(...registries), fc.boolean()).map(([registry, isUrl]): Artifact['source'] => {
    if (isUrl) return {kind: 'url', url: `${registry ?? 'https://host.example/'}x.tgz`}
    return {kind: 'registry', ...(registry === undefined ? {} : {registry})}
  })
}

const npm = fc
  .record({
    ecosystem: fc.constant('npm' as const),
    name: fc.constantFrom('left-pad', 'acme-lib', '@acme/tool', '@acme-evil/tool', 'express'),
    specifier: fc.constantFrom('', '1.5.0', '2.0.0', '^1.0.0', 'next'),
    source: sourceFrom([undefined, 'https://npm.acme.example/', 'https://evil.example/']),
  })
  .map((one): Artifact => ({...request, ...one}))

const pypi = fc
  .record({
    ecosystem: fc.constant('pypi' as const),
    name: fc.constantFrom('acme-lib', 'acme-evil', 'django', 'requests'),
    specifier: fc.constantFrom('', '==4.2', '==5.0', '>=4,<5', '~=4.1', '===x'),
    source: sourceFrom([undefined, 'https://pypi.acme.example/simple/', 'https://evil.example/simple']),
  })
  .map((one): Artifact => ({...request, ...one}))

const docker = fc
  .tuple(
    fc.constantFrom('nginx', 'acme/tool', 'ghcr.io/acme/tool', 'GHCR.IO/acme/tool', 'evil.example/acme/tool'),
    fc.constantFrom('', '1.27', '1.28', 'latest'),
    fc.constantFrom(undefined, DIGEST, OTHER_DIGEST),
  )
  .map(
    ([name, specifier, digest]): Artifact => ({
      ...request,
      ecosystem: 'docker',
      name,
      specifier,
      source: {kind: 'registry'},
      ...(digest === undefined ? {} : {digest}),
    }),
  )

const judgement = fc.constantFrom('ok', 'lookalike', 'unknown').map((verdict) => ({
  verdict,
  suggestions: [],
  popularity: {kind: 'unlisted'} as const,
}))

const evidence: fc.Arbitrary<Evidence> = fc
  .record(
    {
      name: judgement,
      registryHost: judgement,
      indexDate: fc.constantFrom('2026-12-01' as const, '2020-01-01' as const),
    },
    {requiredKeys: []},
  )
  .map((known) => ({...known, silent: []}))

const sources: fc.Arbitrary<readonly ConfiguredSource[]> = fc
  .constantFrom<readonly [string, string][]>(
    [],
    [],
    [['extra-index-url', 'https://evil.example/simple']],
    [['extra-index-url', 'https://pypi.acme.example/simple']],
    [['no-index', 'true']],
  )
  .map((all) => all.map(([setting, value]) => ({setting, value, setBy: 'command line'})))

/** Artifacts of every ecosystem, from the small world that the policies of `policy-documents.ts` speak of. */
export const someCase: fc.Arbitrary<Case> = fc.record({artifact: fc.oneof(npm, pypi, docker), evidence, sources})
