import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import type {Artifact, Ecosystem} from '../../../src/core/artifact.ts'
import {canonicalImage} from '../../../src/core/docker-reference.ts'
import {type ParsedPattern, parsePattern, rangeProblem} from '../../../src/core/policy/pattern.ts'
import {PatternIndex} from '../../../src/core/policy/pattern-index.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`

function artifact(ecosystem: Ecosystem, name: string, specifier = '', digest?: string): Artifact {
  const rest = digest === undefined ? {} : {digest}
  return {
    ecosystem,
    requested: name,
    name,
    specifier,
    source: {kind: 'registry'},
    requestedIn: {kind: 'argv', index: 0},
    ...rest,
  }
}

function problemOf(parsed: ParsedPattern): string | undefined {
  return parsed.kind === 'invalid' ? parsed.reason : rangeProblem(parsed.pattern)
}

function match(text: string, subject: Artifact) {
  const parsed = parsePattern(text)
  if (parsed.kind === 'invalid') throw new Error(parsed.reason)
  return new PatternIndex([{pattern: parsed.pattern, entry: text}]).matches(subject)[0]?.certainty
}

const NPM = [
  ['npm:left-pad', 'left-pad', '', 'certain'],
  ['npm:left-pad', 'left-pads', '', undefined],
  ['npm:left-pad@<1.3', 'left-pad', '1.2.9', 'certain'],
  ['npm:left-pad@<1.3', 'left-pad', '1.2.9-beta.1', 'certain'],
  ['npm:left-pad@<1.3', 'left-pad', '1.3.0', undefined],
  ['npm:left-pad@<1.3', 'left-pad', '^1.0.0', 'possible'],
  ['npm:left-pad@<1.3', 'left-pad', '~1.2.0', 'certain'],
  ['npm:left-pad@<1.3', 'left-pad', '^2', undefined],
  ['npm:left-pad@<1.3', 'left-pad', '', 'possible'],
  ['npm:left-pad@<1.3', 'left-pad', 'next', 'possible'],
  ['npm:@acme/*', '@acme/tool', '', 'certain'],
  ['npm:@acme/*', '@acme-evil/tool', '', undefined],
  ['npm:@acme/*', 'acme', '', undefined],
  ['npm:@acme/ui-*', '@acme/ui-button', '', 'certain'],
  ['npm:@acme/ui-*', '@acme/ui', '', undefined],
  ['npm:acme-*', 'acme-x', '', 'certain'],
  ['npm:acme-*', '@acme-evil/acme-x', '', undefined],
  ['npm:a*', 'a', '', 'certain'],
  ['npm:ab*', 'abc', '', 'certain'],
  ['npm:*', '@any/thing', '', 'certain'],
  ['npm:constructor', 'constructor', '', 'certain'],
  ['npm:x', '__proto__', '', undefined],
] as const

const PYPI = [
  ['pypi:Django', 'django', '', 'certain'],
  ['pypi:zope.interface', 'zope-interface', '', 'certain'],
  ['pypi:acme_*', 'acme-lib', '', 'certain'],
  ['pypi:acme-*', 'acme', '', undefined],
  ['pypi:acme-*', 'acmelib', '', undefined],
  ['pypi:django@>=4,<5', 'django', '==4.2', 'certain'],
  ['pypi:django@>=4,<5', 'django', '==5.0', undefined],
  ['pypi:django@>=4,<5', 'django', '>=4,<5', 'certain'],
  ['pypi:django@>=4,<5', 'django', '>=5.1', undefined],
  ['pypi:django@>=4,<5', 'django', '~=4.1', 'possible'],
  ['pypi:django@>=4,<5', 'django', '', 'possible'],
  ['pypi:django@4.2', 'django', '==4.2.0', 'certain'],
  ['pypi:*', 'anything', '', 'certain'],
  // `===` takes text that is no version: whether a range holds it nobody can say.
  ['pypi:django@>=4,<5', 'django', '===4.2-private', 'possible'],
] as const

const DOCKER = [
  ['docker:nginx', 'nginx', '', undefined, 'certain'],
  ['docker:library/nginx', 'nginx', '', undefined, 'certain'],
  ['docker:docker.io/nginx', 'nginx', '', undefined, 'certain'],
  ['docker:nginx:1.27', 'nginx', '1.27', undefined, 'certain'],
  ['docker:nginx:1.27', 'nginx', '1.28', undefined, undefined],
  ['docker:nginx:latest', 'nginx', '', undefined, 'certain'],
  // Beside a digest docker does not look at the tag, so the tag says nothing about what comes.
  ['docker:nginx:1.27', 'nginx', '1.27', DIGEST, 'possible'],
  [`docker:nginx@${DIGEST}`, 'nginx', '1.27', DIGEST, 'certain'],
  [`docker:nginx@${DIGEST}`, 'nginx', '', OTHER_DIGEST, undefined],
  [`docker:nginx@${DIGEST}`, 'nginx', '1.27', undefined, 'possible'],
  ['docker:ghcr.io/acme/*', 'ghcr.io/acme/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/acme/*', 'ghcr.io/acme/team/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/acme/*', 'ghcr.io/acme-evil/tool', '', undefined, undefined],
  [`docker:ghcr.io/acme/*@${DIGEST}`, 'ghcr.io/acme/tool', '', DIGEST, 'certain'],
  ['docker:ghcr.io/*', 'ghcr.io/any/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/*', 'nginx', '', undefined, undefined],
  ['docker:localhost:5000/*', 'localhost:5000/a', '', undefined, 'certain'],
  ['docker:library/*', 'nginx', '', undefined, 'certain'],
  ['docker:library/*', 'acme/nginx', '', undefined, undefined],
  ['docker:acme/*:v1', 'acme/tool', 'v1', undefined, 'certain'],
  ['docker:docker.io/*', 'acme/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/acme/to*', 'ghcr.io/acme/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/ac*', 'ghcr.io/acme/tool', '', undefined, undefined],
  ['docker:*', 'ghcr.io/any/tool', '', undefined, 'certain'],
  // The same registry by another name of its host.
  ['docker:ghcr.io/acme/tool', 'GHCR.IO/acme/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/acme/*', 'ghcr.io:443/acme/tool', '', undefined, 'certain'],
  ['docker:GHCR.IO/acme/*', 'ghcr.io/acme/tool', '', undefined, 'certain'],
  ['docker:ghcr.io/acme/tool', 'ghcr.io:8443/acme/tool', '', undefined, undefined],
  ['docker:acme/tool', 'registry-1.docker.io/acme/tool', '', undefined, 'certain'],
  ['docker:nginx', 'registry.hub.docker.com/library/nginx', '', undefined, 'certain'],
  ['docker:registry-1.docker.io/*', 'nginx', '', undefined, 'certain'],
] as const

describe('a pattern', () => {
  test.for(NPM)('%s and the npm package %s@%s: %s', ([text, name, specifier, expected]) => {
    expect(match(text, artifact('npm', name, specifier))).toBe(expected)
  })
  test.for(PYPI)('%s and the distribution %s%s: %s', ([text, name, specifier, expected]) => {
    expect(match(text, artifact('pypi', name, specifier))).toBe(expected)
  })
  test.for(DOCKER)('%s and the image %s:%s with digest %s: %s', ([text, name, tag, digest, expected]) => {
    expect(match(text, artifact('docker', name, tag, digest))).toBe(expected)
  })

  test.for([
    ['left-pad', 'does not start with'],
    ['npm:', 'in the place of an npm name'],
    ['npm:@acme*', 'inside the scope'],
    ['npm:@acme/', 'in the place of an npm name'],
    ['npm:a*b', 'in the place of an npm name'],
    ['npm:a/*', 'in the place of an npm name'],
    ['npm:a@latest', 'no semver range'],
    ['npm:a@', 'nothing behind'],
    ['pypi:a@^1', 'no PEP 440 specifier'],
    ['pypi:a@', 'nothing behind'],
    ['pypi:a/b', 'in the place of a PyPI name'],
    ['docker:Nginx', 'no image reference'],
    ['docker:nginx:1.*', 'in its tag'],
    ['docker:n*x', 'not the end of the name'],
    ['docker:nginx@sha256:12', 'no image reference'],
    ['gem:rails', 'does not start with'],
  ] as const)('%s is refused: %s', ([text, reason]) => {
    expect(problemOf(parsePattern(text))).toContain(reason)
  })

  it('has an end', () => {
    expect(parsePattern(`npm:${'a'.repeat(2000)}`)).toMatchObject({reason: expect.stringContaining('is longer than')})
  })

  it('may leave out its ecosystem in a section, and may not name another', () => {
    expect(parsePattern('left-pad', 'npm').kind).toBe('pattern')
    expect(parsePattern('npm:left-pad', 'npm').kind).toBe('pattern')
    expect(parsePattern('pypi:django', 'npm').kind).toBe('invalid')
  })

  it('says of any text whether it is one, without throwing', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `npm:${rest}`),
      fc.string().map((rest) => `pypi:${rest}`),
      fc.string().map((rest) => `docker:${rest}`),
    )
    fc.assert(fc.property(text, (one) => ['pattern', 'invalid'].includes(parsePattern(one).kind)))
  })
})

describe('a pattern index', () => {
  it('finds what comparing with every pattern finds', () => {
    const segment = fc.stringMatching(/^[a-c]{1,4}$/)
    const name = fc.oneof(
      segment,
      fc.tuple(segment, segment).map((both) => both.join('/')),
    )
    const image = fc.tuple(fc.constantFrom('', 'ghcr.io/', 'localhost:5000/'), name).map((both) => both.join(''))
    const pattern = fc.tuple(image, fc.constantFrom('', '*', '/*', ':v1')).map(([base, end]) => `docker:${base}${end}`)
    fc.assert(
      fc.property(fc.array(pattern), image, fc.constantFrom('', 'v1'), (texts, subject, tag) => {
        const patterns = texts.flatMap((text) => {
          const parsed = parsePattern(text)
          return parsed.kind === 'pattern' ? {pattern: parsed.pattern, entry: text} : []
        })
        const canonical = canonicalImage(subject)
        const whole = `${canonical.host}/${canonical.path}`
        const slowly = patterns.filter(({pattern: {kind, name: covered, tag: wanted}}) => {
          if (wanted !== '' && wanted !== (tag || 'latest')) return false
          if (kind === 'name') return whole === covered
          if (kind === 'below') return whole.startsWith(covered)
          return whole.startsWith(covered) && !whole.slice(covered.length).includes('/')
        })
        const quickly = new PatternIndex(patterns).matches(artifact('docker', subject, tag))
        expect(quickly.map(({entry}) => entry).sort()).toEqual(slowly.map(({entry}) => entry).sort())
      }),
      {numRuns: 500},
    )
  })
})
