import {describe, expect, it, test} from 'vitest'
import {releaseFacts} from '../../../src/core/packument/release-facts.ts'
import type {ReleaseFacts} from '../../../src/core/release.ts'
import {daysAgo} from '../../support/judged-release.ts'
import {packument, packumentJson, type SomePackument, type SomeRelease} from '../../support/packuments.ts'

function factsOf(some: SomePackument | Parameters<typeof packument>[0], version: string): ReleaseFacts {
  const found = releaseFacts(packument(some), version)
  if (found === undefined) throw new Error(`no ${version}`)
  return found
}

const PROVENANCE = {dist: {attestations: {url: 'https://x.example', provenance: {predicateType: 'y'}}}}

describe('a whole packument', () => {
  const whole = packumentJson({
    releases: [
      {version: '1.0.0', at: daysAgo(900), publisher: 'alice'},
      {version: '2.0.0-rc.1', at: daysAgo(300), publisher: 'bob'},
      {
        version: '2.0.0',
        at: daysAgo(2),
        publisher: 'mallory',
        fields: {
          license: 'MIT',
          deprecated: 'use bar',
          scripts: {test: 'x', postinstall: 'node a.js'},
          repository: {type: 'git', url: 'git+ssh://git@github.com/Acme/Tool.git'},
          dist: {integrity: 'sha1-x sha512-y?z', tarball: 'https://npm.acme.example/foo.tgz'},
        },
      },
    ],
  })

  it('tells everything about a release and those before it', () => {
    const found = factsOf(whole, '2.0.0')
    expect(found.release).toMatchObject({
      version: '2.0.0',
      publishedAt: daysAgo(2),
      publisher: 'mallory',
      hasTrustedPublisher: false,
      installScripts: {postinstall: 'node a.js'},
      hasInstallScript: true,
      license: 'MIT',
      deprecated: 'use bar',
      repository: 'github.com/acme/tool',
      integrity: 'sha512-y',
      tarball: 'https://npm.acme.example/foo.tgz',
    })
    expect(found.release.hasProvenance).toBeUndefined()
    expect(found.release.hasValidSignature).toBeUndefined()
    expect(found.previous?.version).toBe('1.0.0')
    expect(found.packageCreatedAt).toBe(daysAgo(900))
    expect(found.previousPublishedAt).toBe(daysAgo(300))
    expect(found.silences).toEqual([
      {from: daysAgo(300), to: daysAgo(2)},
      {from: daysAgo(900), to: daysAgo(300)},
    ])
    expect(factsOf(whole, '2.0.0-rc.1').silences).toEqual([{from: daysAgo(900), to: daysAgo(300)}])
    expect(found.scriptTurn).toMatchObject({first: {version: '2.0.0'}, before: {version: '1.0.0'}})
    expect(found.publisherTurn).toMatchObject({
      first: {version: '2.0.0'},
      before: {version: '2.0.0-rc.1'},
      earlierPublishers: ['bob', 'alice'],
    })
  })

  it('a pre-release stands among pre-releases, the first one has none before', () => {
    expect(factsOf(whole, '2.0.0-rc.1').previous?.version).toBe('1.0.0')
    const first = factsOf(whole, '1.0.0')
    expect([first.previous, first.previousPublishedAt, first.publisherTurn, first.scriptTurn]).toEqual(
      Array.from({length: 4}),
    )
  })

  it('has nothing of a version that it has not', () => {
    for (const version of ['3.0.0', '__proto__', 'constructor', '']) {
      expect(releaseFacts(packument(whole), version)).toBeUndefined()
    }
  })
})

describe('where something changed', () => {
  const line = (...fields: readonly SomeRelease['fields'][]): SomePackument => ({
    releases: fields.map((one, place) => ({
      version: `1.0.${place}`,
      at: daysAgo(100 - place),
      publisher: 'alice',
      fields: one ?? {},
    })),
  })
  const none = {}
  const post = {scripts: {postinstall: 'x'}}
  const both = {scripts: {preinstall: 'y', postinstall: 'x'}}
  const gyp = {gypfile: true}
  const unseen = {hasInstallScript: true, scripts: {}}
  const turnText = (turn: ReleaseFacts['scriptTurn']) =>
    turn === undefined ? 'none' : `${turn.before.version} to ${turn.first.version}`

  test.for<readonly [string, readonly SomeRelease['fields'][], string]>([
    ['a script is added', [none, post], '1.0.0 to 1.0.1'],
    ['a script was added some releases ago', [none, none, post, post, post], '1.0.1 to 1.0.2'],
    ['there always was one', [post, post], 'none'],
    ['there is none', [post, none], 'none'],
    ['one more is added', [post, both], '1.0.0 to 1.0.1'],
    ['one is taken away', [both, post], 'none'],
    ['it comes and goes', [post, none, post], '1.0.1 to 1.0.2'],
    ['a native build is added', [none, gyp], '1.0.0 to 1.0.1'],
    ['a script that is not shown is added', [none, unseen], '1.0.0 to 1.0.1'],
    ['a script that is not shown stays', [post, unseen, post], 'none'],
    ['the first of all', [post], 'none'],
  ])('install scripts: %s', ([, fields, turn]) => {
    expect(turnText(factsOf(line(...fields), `1.0.${fields.length - 1}`).scriptTurn)).toBe(turn)
  })

  const token = none
  const trusted = {_npmUser: {name: 'GitHub Actions', trustedPublisher: {id: 'github'}}}
  test.for<readonly [string, readonly SomeRelease['fields'][], string]>([
    ['lost', [PROVENANCE, PROVENANCE, PROVENANCE, token], '1.0.2 to 1.0.3'],
    ['lost some releases ago', [PROVENANCE, PROVENANCE, PROVENANCE, token, token], '1.0.2 to 1.0.3'],
    ['lost after a custom of three', [token, PROVENANCE, PROVENANCE, PROVENANCE, token], '1.0.3 to 1.0.4'],
    ['lost from the start', [PROVENANCE, token], '1.0.0 to 1.0.1'],
    ['tried once', [token, PROVENANCE, token], 'none'],
    ['never there', [token, token], 'none'],
    ['kept', [PROVENANCE, PROVENANCE], 'none'],
    ['a trusted publisher without attestation', [PROVENANCE, PROVENANCE, PROVENANCE, trusted], 'none'],
    ['a trusted publisher lost', [trusted, trusted, trusted, token], '1.0.2 to 1.0.3'],
  ])('provenance: %s', ([, fields, turn]) => {
    expect(turnText(factsOf(line(...fields), `1.0.${fields.length - 1}`).provenanceTurn)).toBe(turn)
  })

  it('the lack of provenance says something only where the registry serves any', () => {
    expect(factsOf(line(PROVENANCE, token), '1.0.1').release.hasProvenance).toBe(false)
    expect(factsOf(line(PROVENANCE, token), '1.0.0').release.hasProvenance).toBe(true)
    expect(factsOf(line(token, token), '1.0.1').release.hasProvenance).toBeUndefined()
  })

  it('a second release of a new account is as new as its first', () => {
    const releases = ['alice', 'mallory', 'mallory'].map((publisher, place) => ({
      version: `1.0.${place}`,
      at: daysAgo(3 - place),
      publisher,
    }))
    expect(factsOf({releases}, '1.0.2').publisherTurn).toMatchObject({
      first: {version: '1.0.1'},
      earlierPublishers: ['alice'],
    })
    const back = [...releases, {version: '1.0.3', at: daysAgo(0), publisher: 'alice'}]
    expect(factsOf({releases: back}, '1.0.3').publisherTurn).toBeUndefined()
  })
})

describe('dialects', () => {
  it('an abbreviated packument has no times, but when something last changed', () => {
    const abbreviated = {
      name: 'foo',
      modified: '2026-11-20T00:00:00.000Z',
      versions: {'1.0.0': {name: 'foo', version: '1.0.0', hasInstallScript: true, dist: {}}},
    }
    const found = factsOf(abbreviated, '1.0.0')
    expect(found.release.publishedAt).toBeUndefined()
    expect(found.release.installScripts).toBeUndefined()
    expect(found.release.hasInstallScript).toBe(true)
    expect(found.packageModifiedAt).toBe(Date.UTC(2026, 10, 20))
    expect(found.packageCreatedAt).toBeUndefined()
  })

  it('what an abbreviated manifest leaves out is not known', () => {
    const found = factsOf({versions: {'1.0.0': {version: '1.0.0'}}}, '1.0.0')
    expect(found.release.hasInstallScript).toBeUndefined()
    expect(found.release.publisher).toBeUndefined()
    expect(found.release.integrity).toBeUndefined()
  })

  it('takes the date of the first release that is there, and where one has no date, that of the package', () => {
    const gone = {created: '2010-01-01T00:00:00.000Z', '1.0.0': '2026-11-20T00:00:00.000Z'}
    const first = {version: '1.0.0'}
    expect(factsOf({versions: {'1.0.0': first}, time: gone}, '1.0.0').packageCreatedAt).toBe(Date.UTC(2026, 10, 20))
    const old = {versions: {'1.0.0': first, '0.1.0': {version: '0.1.0'}}, time: gone}
    expect(factsOf(old, '1.0.0').packageCreatedAt).toBe(Date.UTC(2010, 0, 1))
  })

  test.for([
    [{license: 'MIT'}, 'MIT'],
    [{license: {type: 'ISC', url: 'x'}}, 'ISC'],
    [{licenses: [{type: 'MIT'}, {type: 'Apache-2.0'}]}, 'MIT OR Apache-2.0'],
    [{license: ['MIT', 'ISC']}, 'MIT OR ISC'],
    [{license: 7}, undefined],
  ] as const)('licence %j', ([fields, license]) => {
    expect(factsOf({releases: [{version: '1.0.0', fields}]}, '1.0.0').release.license).toBe(license)
  })

  test.for([
    ['git+https://github.com/acme/tool.git', 'github.com/acme/tool'],
    ['https://github.com/acme/tool#readme', 'github.com/acme/tool'],
    ['git@github.com:acme/tool.git', 'github.com/acme/tool'],
    ['github:acme/tool', 'github.com/acme/tool'],
    ['acme/tool', 'github.com/acme/tool'],
    ['https://git.acme.example:8443/a/b/c/', 'git.acme.example:8443/a/b/c'],
  ] as const)('repository %s', ([url, place]) => {
    for (const repository of [url, {type: 'git', url}]) {
      expect(factsOf({releases: [{version: '1.0.0', fields: {repository}}]}, '1.0.0').release.repository).toBe(place)
    }
  })

  test.for([
    [{shasum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709'}, 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='],
    [{shasum: 'x'}, undefined],
    [{integrity: 'sha384-a sha256-b'}, 'sha384-a'],
    [{integrity: 'md5-a'}, undefined],
  ] as const)('integrity %j', ([dist, integrity]) => {
    expect(factsOf({releases: [{version: '1.0.0', fields: {dist}}]}, '1.0.0').release.integrity).toBe(integrity)
  })
})
