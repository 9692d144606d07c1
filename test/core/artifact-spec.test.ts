import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseArtifactSpec} from '../../src/core/artifact-spec.ts'

describe('parseArtifactSpec', () => {
  it.each([
    [['npm:lodash@^4'], 'npm', ['pack', 'lodash@^4']],
    [['npm', '@babel/core'], 'npm', ['pack', '@babel/core']],
    [['pypi:requests[socks]>=2'], 'pip', ['download', 'requests[socks]>=2']],
    [['pip', 'requests'], 'pip', ['download', 'requests']],
    [['docker:ghcr.io/acme/x:1'], 'docker', ['pull', 'ghcr.io/acme/x:1']],
    [['pkg:npm/%40babel/core@7.1.0'], 'npm', ['pack', '@babel/core@7.1.0']],
    [['pkg:pypi/django@4.2'], 'pip', ['download', 'django==4.2']],
    [['pkg:docker/nginx@1.27'], 'docker', ['pull', 'nginx:1.27']],
    [['pkg:docker/nginx@sha256%3Aabc'], 'docker', ['pull', 'nginx@sha256:abc']],
    [['pkg:docker/acme/x@1?repository_url=ghcr.io'], 'docker', ['pull', 'ghcr.io/acme/x:1']],
  ])('%j', (words, tool, argv) => expect(parseArtifactSpec(words)).toEqual({kind: 'command', tool, argv}))

  it.each([
    [[], 'one artifact at a time'],
    [['npm', 'a', 'b'], 'one artifact at a time'],
    [['lodash'], '`lodash` does not say which ecosystem it is of'],
    [['cargo:serde'], '`cargo` is neither npm, pip (pypi) nor docker'],
    [['npm:'], '`` is no artifact'],
    [['npm', '--registry=x'], '`--registry=x` is no artifact'],
    [['pkg:cargo/serde'], 'package URLs of type `cargo` are not read; npm, pypi and docker are'],
    [['pkg:'], '`pkg:` is no package URL'],
    [['constructor:x'], '`constructor` is neither npm, pip (pypi) nor docker'],
  ])('%j is wrong', (words, message) => expect(parseArtifactSpec(words)).toEqual({kind: 'wrong', message}))

  it('never throws, and never makes an option of an artifact', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({unit: 'binary'}),
            fc.webUrl().map((url) => `pkg:npm/${url}`),
          ),
          {maxLength: 3},
        ),
        (words) => {
          const spec = parseArtifactSpec(words)
          if (spec.kind === 'command') expect(spec.argv[1]?.startsWith('-')).toBe(false)
        },
      ),
    )
  })
})
