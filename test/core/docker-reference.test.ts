import {expect, test} from 'vitest'
import {canonicalImage, parseReference} from '../../src/core/docker-reference.ts'

const f64 = 'f'.repeat(64)
const hex64 = '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a'

// The published test vectors of the distribution project's reference package (reference_test.go, normalize_test.go), as
// its `ParseNormalizedNamed` reads them: host, path, tag, digest.
const read: readonly (readonly [text: string, host: string, path: string, tag?: string, digest?: string])[] = [
  ['test_com', 'docker.io', 'library/test_com'],
  ['test.com:tag', 'docker.io', 'library/test.com', 'tag'],
  ['test.com:5000', 'docker.io', 'library/test.com', '5000'],
  ['test.com/repo:tag', 'test.com', 'repo', 'tag'],
  ['test:5000/repo', 'test:5000', 'repo'],
  ['test:5000/repo:tag', 'test:5000', 'repo', 'tag'],
  [`test:5000/repo@sha256:${f64}`, 'test:5000', 'repo', '', `sha256:${f64}`],
  [`test:5000/repo:tag@sha256:${f64}`, 'test:5000', 'repo', 'tag', `sha256:${f64}`],
  ['lowercase:Uppercase', 'docker.io', 'library/lowercase', 'Uppercase'],
  [`${'a/'.repeat(126)}a:tag-puts-this-over-max`, 'docker.io', `${'a/'.repeat(126)}a`, 'tag-puts-this-over-max'],
  ['sub-dom1.foo.com/bar/baz/quux', 'sub-dom1.foo.com', 'bar/baz/quux'],
  ['sub-dom1.foo.com/bar/baz/quux:some-long-tag', 'sub-dom1.foo.com', 'bar/baz/quux', 'some-long-tag'],
  ['b.gcr.io/test.example.com/my-app:test.example.com', 'b.gcr.io', 'test.example.com/my-app', 'test.example.com'],
  ['xn--n3h.com/myimage:xn--n3h.com', 'xn--n3h.com', 'myimage', 'xn--n3h.com'],
  [`xn--7o8h.com/myimage:t@sha512:${f64}${f64}`, 'xn--7o8h.com', 'myimage', 't', `sha512:${f64}${f64}`],
  ['foo_bar.com:8080', 'docker.io', 'library/foo_bar.com', '8080'],
  ['foo/foo_bar.com:8080', 'docker.io', 'foo/foo_bar.com', '8080'],
  ['192.168.1.1', 'docker.io', 'library/192.168.1.1'],
  ['192.168.1.1:5000', 'docker.io', 'library/192.168.1.1', '5000'],
  ['192.168.1.1/repo', '192.168.1.1', 'repo'],
  ['192.168.1.1:5000/repo:5050', '192.168.1.1:5000', 'repo', '5050'],
  ['[2001:db8::1]/repo', '[2001:db8::1]', 'repo'],
  ['[2001:db8:1:2:3:4:5:6]/repo:tag', '[2001:db8:1:2:3:4:5:6]', 'repo', 'tag'],
  [`[2001:db8::1]:5000/repo:tag@sha256:${f64}`, '[2001:db8::1]:5000', 'repo', 'tag', `sha256:${f64}`],
  ['[::1]:5000/repo', '[::1]:5000', 'repo'],
  ['docker/docker', 'docker.io', 'docker/docker'],
  ['docker.io/docker/docker', 'docker.io', 'docker/docker'],
  ['docker.io/debian', 'docker.io', 'library/debian'],
  ['index.docker.io/docker/docker', 'docker.io', 'docker/docker'],
  ['index.docker.io/debian', 'docker.io', 'library/debian'],
  ['127.0.0.1:5000/library/debian', '127.0.0.1:5000', 'library/debian'],
  [
    'thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev',
    'docker.io',
    'library/thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev',
  ],
  [`docker.io/${hex64}`, 'docker.io', `library/${hex64}`],
  ['Docker/docker', 'Docker', 'docker'],
  ['DOCKER/docker', 'DOCKER', 'docker'],
  ['docker---rules/docker', 'docker.io', 'docker---rules/docker'],
  ['dock__er/docker', 'docker.io', 'dock__er/docker'],
  ['d/docker', 'docker.io', 'd/docker'],
  ['test_com/foo', 'docker.io', 'test_com/foo'],
  ['test-com:8080/foo', 'test-com:8080', 'foo'],
  ['docker.io/library/foo/bar', 'docker.io', 'library/foo/bar'],
  ['localhost/x', 'localhost', 'x'],
]

for (const [text, host, path, tag = '', digest = ''] of read) {
  test(`reads ${text}`, () => {
    expect(parseReference(text)).toMatchObject({kind: 'reference', reference: {host, path, tag, digest}})
  })
}

const refused: readonly string[] = [
  ...['', ':justtag', `@sha256:${f64}`, 'repo@sha256:ffffffffffffffffffffffffffffffffff', 'repo@', 'repo:', 'repo@x'],
  ...[`validname@invaliddigest:${f64}`, `x@sha256:${f64.toUpperCase()}`, `x@sha256:${f64}@sha256:${f64}`],
  ...['Uppercase:tag', 'test:5000/Uppercase/lowercase:tag', `${'a/'.repeat(128)}a:tag`, 'aa/asdf$$^/aa'],
  ...['[2001:db8::1]', '[2001:db8::1]:5000', '[2001:db8::1]:tag', '[fe80::1%eth0]:5000/repo', '[fc00::1]'],
  ...['https://github.com/docker/docker', 'docker/Docker', '-docker', '-docker/docker', '-docker.io/docker/docker'],
  ...['docker///docker', 'docker.io/docker/Docker', 'docker.io/docker///docker', 'fc00::1:5000/debian', hex64],
  ...['docker-/docker', '-docker-/docker', '____/____', '_docker/_docker', 'dock..er/docker', 'dock_.er/docker'],
  ...['dock-.er/docker', 'docker/', '/docker', 'docker.io/', 'nginx:a/b', 'ngіnx', 'nginx\n', 'ng inx', 'nginx\0'],
]

test.each(refused)('refuses %j', (text) => {
  expect(parseReference(text).kind).toBe('invalid')
})

test.each([
  ['nginx', 'nginx'],
  ['library/nginx', 'nginx'],
  ['docker.io/nginx', 'nginx'],
  ['docker.io/library/nginx', 'nginx'],
  ['index.docker.io/library/nginx:1', 'nginx'],
  ['library/foo/bar', 'library/foo/bar'],
  ['acme/tool', 'acme/tool'],
  ['ghcr.io/acme/tool:v1', 'ghcr.io/acme/tool'],
  ['127.0.0.1:8000/private/moonbase', '127.0.0.1:8000/private/moonbase'],
])('the familiar name of %s is %s', (text, familiarName) => {
  expect(parseReference(text)).toMatchObject({reference: {familiarName}})
})

test('a path on Docker Hub that reads like a host keeps its own host in the familiar name', () => {
  for (const path of ['ghcr.io/acme/tool', 'localhost/x', 'docker.io/x', 'index.docker.io/library/nginx']) {
    const parsed = parseReference(`docker.io/${path}`)
    if (parsed.kind !== 'reference') throw new Error(path)
    expect(parsed.reference).toMatchObject({host: 'docker.io', familiarName: `docker.io/${path}`})
    expect(canonicalImage(parsed.reference.familiarName)).toEqual({host: 'docker.io', path})
  }
})

test('a familiar name leads back to the host and path that it came from', () => {
  for (const [text] of read) {
    const parsed = parseReference(text)
    if (parsed.kind !== 'reference') throw new Error(text)
    const {host, path, familiarName} = parsed.reference
    expect([text, canonicalImage(familiarName)]).toEqual([text, {host, path}])
  }
})

test('a path of 255 characters is read, one of 256 is not', () => {
  expect(parseReference(`h.example/${'a'.repeat(255)}`).kind).toBe('reference')
  expect(parseReference(`h.example/${'a'.repeat(256)}`).kind).toBe('invalid')
})

test('names as long as a command line may hold are judged in a moment', () => {
  const long = 131_000
  const hostile = [
    'a'.repeat(long),
    'a/'.repeat(long / 2),
    `${'a.'.repeat(long / 2)}/x`,
    `a${'-'.repeat(long)}`,
    `${'a-'.repeat(long / 2)}!`,
    `${'aA'.repeat(long / 2)}!/x`,
    `x@${'a+'.repeat(long / 2)}`,
    `x:${'t'.repeat(long)}`,
    '@'.repeat(long),
    ':'.repeat(long),
    `[${':'.repeat(long)}`,
  ]
  const started = process.hrtime.bigint()
  for (const text of hostile) expect(parseReference(text).kind).toBe('invalid')
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000)
})
