// Scripts that call npm while npm runs: behind a gateway of their own through the shim, behind the outer one without it.

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {gatewayLab, HOUR_AGO} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'
import {npmFolder} from '../support/scratch.ts'

const PACKAGES: readonly NpmPackage[] = [
  {name: 'wicked', version: '1.0.0'},
  {name: 'lodash', version: '4.17.21'},
  {name: '@acme/tool', version: '1.0.0'},
]
const DENY = "version: 1\ndeny: ['npm:wicked']\n"
const REAL_NPM = `node ${join(npmFolder, 'bin/npm-cli.js')}`

const manifest = (script: string) => `${JSON.stringify({name: 'app', scripts: {postinstall: script}})}\n`

test.each([
  ['by its name', 'npm'],
  ['by the path of the real one', REAL_NPM],
  ['by the path that npm gives to scripts', 'node "$npm_execpath"'],
])('a postinstall that calls npm %s cannot install what is denied', async (_how, npm) => {
  const {scratch, policy, asked} = await gatewayLab(PACKAGES, {
    'package.json': manifest(`${npm} install wicked --no-save --ignore-scripts`),
  })
  policy(DENY)
  const {code, stderr} = await scratch.run('npm', ['install'])
  expect(code).not.toBe(0)
  expect(stderr).toContain('is denied by `npm:wicked`')
  expect(existsSync(join(scratch.project, 'node_modules/wicked'))).toBe(false)
  expect(asked().join()).not.toContain('.tgz')
})

test.each([
  ['by its name', 'npm'],
  ['by the path of the real one', REAL_NPM],
])('a postinstall that calls npm %s installs what passes', async (_how, npm) => {
  const {scratch} = await gatewayLab(PACKAGES, {
    'package.json': manifest(`${npm} install lodash --no-save --ignore-scripts --prefix other`),
    'other/package.json': '{}\n',
  })
  const {code, stderr} = await scratch.run('npm', ['install'])
  expect(stderr).not.toContain('sallyport')
  expect(code).toBe(0)
  expect(existsSync(join(scratch.project, 'other/node_modules/lodash'))).toBe(true)
})

test('a version that appears while the command runs is judged before anybody gets it', async () => {
  const {scratch, asked} = await gatewayLab(
    [{name: 'lodash', version: '4.17.20'}],
    {
      'package.json': `${JSON.stringify({
        name: 'app',
        dependencies: {lodash: '^4.0.0'},
        scripts: {
          postinstall: `node fetch.js && ${REAL_NPM} install lodash --no-save --ignore-scripts --prefer-online --prefix other`,
        },
      })}\n`,
      'other/package.json': '{}\n',
      // With the gateway's own secret, as a script of a package can have it.
      'fetch.js': `const {npm_config_registry: registry, npm_config_globalconfig: file} = process.env
const token = /_authToken=(\\w+)/.exec(require('node:fs').readFileSync(file, 'utf8'))[1]
fetch(registry + 'lodash/-/lodash-4.17.21.tgz', {headers: {authorization: 'Bearer ' + token}}).then(async (answer) =>
  require('node:fs').writeFileSync('answer', answer.status + ' ' + (await answer.text())))
`,
    },
    {late: [{name: 'lodash', version: '4.17.21', publishedAt: HOUR_AGO}]},
  )
  const {code} = await scratch.run('npm', ['install'])
  expect(code).toBe(0)
  const read = (path: string): string => readFileSync(join(scratch.project, path), 'utf8')
  expect(read('answer')).toMatch(/^403 .*lodash@4\.17\.21 was not judged/u)
  expect(JSON.parse(read('other/node_modules/lodash/package.json')).version).toBe('4.17.20')
  expect(asked().filter((path) => path === '/lodash').length).toBeGreaterThan(1)
  expect(asked().join()).not.toContain('lodash-4.17.21.tgz')
})

test('a script that publishes or asks who is logged in gets through to the registry', async () => {
  const {scratch, asked} = await gatewayLab(PACKAGES, {
    'package.json': manifest('npm ping && npm view lodash version > seen'),
  })
  const {code} = await scratch.run('npm', ['install'])
  expect(code).toBe(1)
  // This registry knows no ping; it was asked.
  expect(asked()).toContain('/-/ping')
})

test('npm run, which is behind no gateway, hands none on', async () => {
  const {scratch} = await gatewayLab(PACKAGES, {
    'package.json': '{"name":"app","scripts":{"show":"env"}}\n',
  })
  const {stdout} = await scratch.run('npm', ['run', 'show'])
  expect(stdout).not.toMatch(/SALLYPORT_PUT_ASIDE|_authToken/u)
})
