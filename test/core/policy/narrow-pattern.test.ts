import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import type {Artifact} from '../../../src/core/artifact.ts'
import {narrowPattern} from '../../../src/core/policy/narrow-pattern.ts'
import {parsePattern} from '../../../src/core/policy/pattern.ts'
import {PatternIndex} from '../../../src/core/policy/pattern-index.ts'
import {someCase} from '../../support/policy-artifacts.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

function artifact(ecosystem: Artifact['ecosystem'], name: string, specifier = '', digest?: string): Artifact {
  const rest = digest === undefined ? {} : {digest}
  const place = {source: {kind: 'registry'}, requestedIn: {kind: 'argv', index: 0}} as const
  return {ecosystem, requested: name, name, specifier, ...place, ...rest}
}

describe('the narrowest pattern', () => {
  test.for([
    [artifact('npm', 'left-pad', '1.3.0'), 'npm:left-pad@1.3.0'],
    [artifact('npm', '@acme/tool', '>=1 <2'), 'npm:@acme/tool@>=1 <2'],
    [artifact('npm', 'left-pad'), 'npm:left-pad'],
    [artifact('pypi', 'django', '==4.2'), 'pypi:django@4.2'],
    [artifact('pypi', 'django', '>=4, <5'), 'pypi:django@>=4, <5'],
    [artifact('docker', 'nginx', '1.27'), 'docker:nginx:1.27'],
    [artifact('docker', 'ghcr.io/acme/tool', '1', DIGEST), `docker:ghcr.io/acme/tool@${DIGEST}`],
  ] as const)('%j: %s', ([one, text]) => {
    expect(narrowPattern(one)).toEqual({kind: 'pattern', text})
  })

  it('of a dist-tag cannot be for a version', () => {
    expect(narrowPattern(artifact('npm', 'left-pad', 'next'))).toEqual({
      kind: 'moving',
      specifier: 'next',
      every: 'npm:left-pad',
    })
  })

  it('of what has no name, or a name that would be a wildcard, is none', () => {
    expect(narrowPattern(artifact('npm', '')).kind).toBe('nameless')
    expect(narrowPattern(artifact('npm', 'left-*')).kind).toBe('nameless')
  })

  it('surely covers the artifact that it was made of, where its version can be known', () => {
    fc.assert(
      fc.property(someCase, ({artifact: one}) => {
        const narrow = narrowPattern(one)
        fc.pre(narrow.kind === 'pattern' && !one.specifier.startsWith('~=') && !one.specifier.startsWith('==='))
        const parsed = parsePattern(narrow.kind === 'pattern' ? narrow.text : '')
        if (parsed.kind === 'invalid') throw new Error(parsed.reason)
        expect(new PatternIndex([{pattern: parsed.pattern, entry: 1}]).matches(one)).toEqual([
          {entry: 1, certainty: 'certain'},
        ])
      }),
    )
  })
})
