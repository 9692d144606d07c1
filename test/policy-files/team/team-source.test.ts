import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readTeamSource} from '../../../src/policy-files/team/team-source.ts'

describe('a source of a policy', () => {
  it.each([
    ['https://policy.example/policy.yaml', {kind: 'address', url: 'https://policy.example/policy.yaml'}],
    ['HTTPS://Policy.Example:443/a/../p.yaml', {text: 'https://policy.example/p.yaml'}],
    ['http://127.0.0.1:8080/p', {kind: 'address', url: 'http://127.0.0.1:8080/p'}],
    ['/srv/policy.yaml', {kind: 'file', path: '/srv/policy.yaml'}],
    ['p.yaml', {kind: 'file', path: '/work/p.yaml', text: '/work/p.yaml'}],
    ['file:///srv/policy.yaml', {kind: 'file', path: '/srv/policy.yaml'}],
    [
      'git+https://git.example/acme/policy.git',
      {
        kind: 'git',
        url: 'https://git.example/acme/policy.git',
        ref: 'HEAD',
        paths: ['sallyport-policy.yaml', 'policy.yaml'],
      },
    ],
    ['git+https://git.example/p#v1.2', {ref: 'v1.2', text: 'git+https://git.example/p#v1.2'}],
    ['git+https://git.example/p#main:teams/a.yaml', {ref: 'main', paths: ['teams/a.yaml']}],
    ['git+https://git.example/p#:a.yaml', {ref: 'HEAD', paths: ['a.yaml'], text: 'git+https://git.example/p#:a.yaml'}],
    ['git+ssh://git@git.example/acme/policy', {kind: 'git', url: 'ssh://git@git.example/acme/policy'}],
    ['git+file:///srv/policy.git', {kind: 'git', url: 'file:///srv/policy.git'}],
    ['npm:@acme/policy', {kind: 'npm', specifier: '@acme/policy', text: 'npm:@acme/policy'}],
    ['npm:policy@^1', {kind: 'npm', specifier: 'policy@^1'}],
    ['npm:policy@latest', {kind: 'npm', specifier: 'policy@latest'}],
    ['npm:policy@>=1 <2', {kind: 'npm', specifier: 'policy@>=1 <2'}],
  ])('is %s', (text, source) => {
    const read = readTeamSource(text, '/work')
    expect(read).toMatchObject({kind: 'source', source})
    // The stored form reads as itself.
    if (read.kind === 'source') expect(readTeamSource(read.source.text, '/')).toEqual(read)
  })

  it.each([
    ['http://policy.example/policy.yaml', /use `https:`/],
    ['ftp://policy.example/p', /`ftp:` is not taken/],
    ['https://me:hunter2@policy.example/p', /credentials/],
    ['https://hunter2@policy.example/p', /credentials/],
    ['https://policy.example/p?token=hunter2', /a `\?`/],
    ['https://policy.example/folder/', /names a folder/],
    ['git+https://me:hunter2@git.example/p', /credentials/],
    ['git+https://hunter2@git.example/p', /credentials/],
    ['git+ssh://git:hunter2@git.example/p', /credentials/],
    ['git+https://git.example/p?hunter2', /a `\?`/],
    ['git+http://git.example/p', /`https:`, `ssh:` or `file:`/],
    ['git+ext::sh -c id', /`https:`, `ssh:` or `file:`/],
    ['git+git://git.example/p', /`https:`, `ssh:` or `file:`/],
    ['git+ssh://-oProxyCommand=id/p', /begins with `-`|no address/],
    ['git+ssh://-oProxyCommand=id@git.example/p', /begins with `-`/],
    ['git+file://host/p', /host cannot be used/],
    ['git+https://git.example/p#--upload-pack=id', /no branch, tag or commit/],
    ['git+https://git.example/p#+main', /no branch, tag or commit/],
    ['git+https://git.example/p#a..b', /no branch, tag or commit/],
    ['git+https://git.example/p#main~1', /no branch, tag or commit/],
    ['git+https://git.example/p#main:../x', /no file of a repository/],
    ['git+https://git.example/p#main:/etc/passwd', /no file of a repository/],
    ['git+https://git.example/p#main:-x', /no file of a repository/],
    ['git+https://git.example/p#a#b', /no branch, tag or commit/],
    ['npm:', /no name of a package/],
    ['npm:--registry=https://evil.example', /no name of a package/],
    ['npm:../policy', /no name of a package/],
    ['npm:policy@file:/etc', /no version, range or dist-tag/],
    ['npm:policy@../x', /no version, range or dist-tag/],
    ['npm:policy@git+ssh://x/y', /no version, range or dist-tag/],
    ['npm:policy@https://evil.example/x.tgz', /no version, range or dist-tag/],
    ['', /empty/],
    ['https://policy.example/\u001B[2J', /no plain text/],
    [`https://policy.example/${'x'.repeat(3000)}`, /too long/],
  ])('is not %s', (text, reason) => {
    const read = readTeamSource(text, '/work')
    expect(read).toEqual({
      kind: 'wrong',
      reason: expect.stringMatching(reason) as string,
      hint: expect.any(String) as string,
    })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  it('of any text gives an answer, and no option for git or npm', () => {
    const text = fc.tuple(fc.constantFrom('', 'git+https://x/', 'git+ssh://', 'npm:', 'https://x/'), fc.string())
    fc.assert(
      fc.property(text, (parts) => {
        const read = readTeamSource(parts.join(''), '/')
        if (read.kind === 'wrong') return
        const {source} = read
        const words = source.kind === 'git' ? [source.url, source.ref] : source.kind === 'npm' ? [source.specifier] : []
        for (const word of words) expect(word).not.toMatch(/^-/)
      }),
    )
  })
})
