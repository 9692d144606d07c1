// What a feed knows decides commands: where the version is known before anything is fetched, and where no version would do.

import {readFileSync, utimesSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {feedInstallation} from '../support/feed-installation.ts'
import {asLines, osvEntry} from '../support/osv-entry.ts'

const range = {events: [{introduced: '1.0.0'}, {fixed: '1.5.0'}]}
const NPM = [
  osvEntry('MAL-2026-1', 'evil-thing'),
  osvEntry('MAL-2026-2', 'hijacked', {events: [{introduced: '2.0.1'}, {last_affected: '2.0.2'}]}),
  Object.assign(osvEntry('GHSA-high', 'weak-thing', range), {database_specific: {severity: 'HIGH'}}),
  Object.assign(osvEntry('GHSA-low', 'mild-thing', range), {database_specific: {severity: 'LOW'}}),
  osvEntry('GHSA-odd', 'odd-thing', {events: [{introduced: 'the beginning'}]}),
]
const PYPI = [
  osvEntry('MAL-2026-9', 'Evil_Thing', {ecosystem: 'PyPI'}),
  Object.assign(osvEntry('PYSEC-1', 'weak-thing', {ecosystem: 'PyPI', events: [{introduced: '0'}, {fixed: '2.0'}]}), {
    severity: [{type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'}],
  }),
]

async function fed() {
  const scratch = feedInstallation().withFiles({'npm.ndjson': asLines(NPM), 'pypi.ndjson': asLines(PYPI)})
  scratch.withFakeTool({name: 'pip'})
  for (const ecosystem of ['npm', 'pypi']) {
    const from = `${ecosystem}.ndjson`
    expect((await scratch.sallyport('cache', 'update', 'advisories', ecosystem, '--from', from)).stderr).toBe('')
  }
  return scratch
}

describe('npm', () => {
  test.each<[string, string, string | undefined]>([
    ['evil-thing', 'block', 'malware-known'],
    ['evil-thing@^1.0.0', 'block', 'malware-known'],
    ['nice@npm:evil-thing@1.0.0', 'block', 'malware-known'],
    ['hijacked@2.0.1', 'block', 'malware-known'],
    ['hijacked@=v2.0.1', 'block', 'malware-known'],
    ['hijacked@2.0.3', 'allow', undefined],
    // Which version comes is not known before npm has asked its registry.
    ['hijacked', 'allow', undefined],
    ['weak-thing@1.4.9', 'ask', 'vulnerable'],
    ['weak-thing@1.5.0', 'allow', undefined],
    ['mild-thing@1.0.0', 'allow', undefined],
    ['constructor@1.0.0', 'allow', undefined],
  ])('install %s: %s', async (spec, verdict, code) => {
    const {artifacts, data} = await (await fed()).decision('npm', 'install', spec)
    const codes = artifacts[0].findings.map((finding: {code: string}) => finding.code)
    expect(artifacts[0].verdict).toBe(verdict)
    if (code === undefined) expect(codes).not.toContain('malware-known')
    else expect(codes).toContain(code)
    expect(data.feedDate).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  test('refused: 77, nothing is run and nothing is changed', async () => {
    const scratch = (await fed()).withFiles({'package.json': '{"name":"x","version":"1.0.0"}'})
    const {code, stderr} = await scratch.run('npm', ['install', 'evil-thing'])
    expect(code).toBe(77)
    expect(stderr).toMatch(/`evil-thing`: is malicious in every version, by the advisory `MAL-2026-1`/)
    expect(scratch.callsOf('npm')).toEqual([])
    expect(readFileSync(join(scratch.project, 'package.json'), 'utf8')).toBe('{"name":"x","version":"1.0.0"}')
  })

  test('the fixed version is proposed', async () => {
    const {rewrittenArgv} = await (await fed()).decision('npm', 'install', 'weak-thing@1.2.0')
    expect(rewrittenArgv).toEqual(['install', 'weak-thing@1.5.0'])
  })

  test('what cannot be judged counts as affected and says why', async () => {
    const {artifacts} = await (await fed()).decision('npm', 'install', 'odd-thing')
    expect(artifacts[0].findings[0].message).toContain('its version `the beginning` cannot be compared')
  })

  test('three levels deep in a lockfile: `npm ci` is refused', async () => {
    const entry = (version: string, dependencies: object) => ({
      version,
      resolved: `https://registry.example/x-${version}.tgz`,
      integrity: 'sha512-AA==',
      dependencies,
    })
    const lock = {
      name: 'x',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': {name: 'x', version: '1.0.0', dependencies: {express: '4.0.0'}},
        'node_modules/express': entry('4.0.0', {lodash: '*'}),
        'node_modules/lodash': entry('4.0.0', {hijacked: '*'}),
        'node_modules/hijacked': entry('2.0.2', {}),
      },
    }
    const scratch = (await fed()).withFiles({
      'package.json': '{"name":"x","version":"1.0.0","dependencies":{"express":"4.0.0"}}',
      'package-lock.json': JSON.stringify(lock),
      '.npmrc': 'registry=https://registry.example/',
    })
    const {code, stderr} = await scratch.run('npm', ['ci'])
    expect(code).toBe(77)
    expect(stderr).toContain('MAL-2026-2')
    expect(scratch.callsOf('npm')).toEqual([])
  })
})

describe('pip', () => {
  test.each<[string, string, string | undefined]>([
    ['Evil.Thing', 'block', 'malware-known'],
    ['evil-thing>=1', 'block', 'malware-known'],
    ['weak_thing==1.9.9', 'ask', 'vulnerable'],
    ['weak_thing===1.9.9', 'ask', 'vulnerable'],
    ['weak_thing==1.9.9+local', 'ask', 'vulnerable'],
    ['weak_thing>1,==1.9.9', 'ask', 'vulnerable'],
    ['weak_thing==2.0', 'allow', undefined],
    ['weak_thing', 'allow', undefined],
  ])('install %s: %s', async (spec, verdict, code) => {
    const {artifacts} = await (await fed()).decision('pip', 'install', spec)
    const codes = artifacts[0].findings.map((finding: {code: string}) => finding.code)
    expect(codes.includes(code ?? 'vulnerable')).toBe(code !== undefined)
    // These names are in no list, which may be a question of its own.
    if (code === 'malware-known') expect(artifacts[0].verdict).toBe(verdict)
  })
})

test('explain says what the feed knows', async () => {
  const scratch = await fed()
  const {stdout} = await scratch.sallyport('explain', 'npm:weak-thing@1.0.0')
  expect(stdout).toMatch(/vulnerable .*GHSA-high.*fixed in `1\.5\.0`/)
})

test('a feed that is older than the policy allows is asked about with its age, and one that was taken today is not', async () => {
  const scratch = (await fed()).withHomeFiles({
    '.config/sallyport/policy.yaml': 'version: 1\ndata: {max-age-days: 3}\n',
  })
  const saidOfAdvisories = async (): Promise<readonly string[]> => {
    const {unclear} = await scratch.decision('npm', 'install', 'express')
    const messages = unclear.map(({message}: {message: string}) => message)
    return messages.filter((message: string) => message.includes('advisories'))
  }
  expect(await saidOfAdvisories()).toEqual([])
  const feed = join(scratch.project, 'npm.ndjson')
  const old = new Date(Date.now() - 5 * 24 * 60 * 60 * 1000)
  utimesSync(feed, old, old)
  const update = ['cache', 'update', 'advisories', 'npm', '--from', feed, '--force']
  expect((await scratch.sallyport(...update)).code).toBe(0)
  expect(await saidOfAdvisories()).toEqual([
    expect.stringMatching(
      /^was judged by advisories as of \S+, 5 days old; the policy allows 3; hint: `sallyport cache update`$/u,
    ),
  ])
  scratch.withHomeFiles({'.config/sallyport/policy.yaml': 'version: 1\n'})
  expect(await saidOfAdvisories()).toEqual([])
})
