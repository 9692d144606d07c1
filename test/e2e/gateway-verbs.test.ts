// Every command of npm that can fetch, with a package that a feed calls malicious three levels below what it fetches: it ends with
// 77 and the way to that package, and nothing on the machine has changed. The words that npm takes for each command are a matter
// of the reader (`managers/npm/differential.test.ts`).

import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {type GatewayCase, manifest, type PreparedCase, prepare, titled} from '../support/gateway-case.ts'
import {type NpmPackage, startNpmRegistry} from '../support/npm-registry.ts'

const PACKAGES: readonly NpmPackage[] = [
  {name: 'lodash', version: '4.17.21'},
  {name: 'express', version: '4.0.0', dependencies: {'body-parser': '^1.0.0', lodash: '^4.0.0'}, tags: ['next']},
  {name: 'body-parser', version: '1.2.0', dependencies: {'raw-body': '~2.0.0'}},
  {name: 'raw-body', version: '2.0.1', dependencies: {wicked: '^1.0.0'}},
  {name: 'wicked', version: '1.0.0'},
  {name: 'cowsay', version: '1.0.0', bin: {cowsay: 'cli.js'}, dependencies: {express: '4.0.0'}},
  {name: 'create-thing', version: '1.0.0', bin: {'create-thing': 'cli.js'}, dependencies: {express: '4.0.0'}},
  {name: '@acme/tool', version: '1.0.0', bin: {tool: 'cli.js'}, dependencies: {express: '4.0.0'}},
  {name: 'helper', version: '1.0.0'},
  {name: 'helper', version: '1.1.0', dependencies: {express: '4.0.0'}},
]

const WANTING = {'package.json': manifest({express: '^4.0.0', lodash: '^4.0.0'})}
const LODASH = {'package.json': manifest({lodash: '^4.0.0'})}
const LOCKED = {
  where: 'with a lockfile that holds it, and no tree',
  files: WANTING,
  before: ['npm install'],
  without: ['node_modules'],
}
const CHANGED = {
  where: 'with the lockfile and the tree of an older manifest',
  files: LODASH,
  before: ['npm install'],
  changed: WANTING,
}
const WORKSPACES = {
  'package.json': '{"name":"root","workspaces":["packages/*"]}\n',
  'packages/a/package.json': '{"name":"a","version":"1.0.0"}\n',
}
const WANTED_BY_MEMBER = {
  where: 'with a workspace that wants it',
  files: {...WORKSPACES, 'packages/a/package.json': manifest({express: '4.0.0'}, {name: 'a'})},
}
const GLOBAL = {where: 'with other global packages', before: ['npm install -g lodash']}

const CASES: readonly GatewayCase[] = [
  ...[
    'npm install express',
    'npm add -D express --omit=dev',
    'npm install-test express@next',
    'npm install foo@npm:express@4',
    'npm install --tag=next express',
    'npm install --no-save express',
    'npm install --package-lock-only express',
    'npm install --no-package-lock express',
    'npm install --dry-run express',
    'npm install --prefer-offline express',
    'npm install --prefer-online express',
    'npm install --before=2025-01-01 express',
    'npm install --force --legacy-peer-deps express',
    'npm install --install-strategy=nested express',
    'npx -y cowsay',
    'npm exec -y -- cowsay',
    'npx -y -p @acme/tool -c tool',
    'npm init -y thing',
    'npm create -y thing@latest',
  ].map((command) => ({command})),
  ...['npm install -g express', 'npm --location=global install express', 'npm link express'].map((command) => ({
    command,
    ...GLOBAL,
  })),
  {command: 'npm install express', ...GLOBAL, where: 'global by a variable', env: {npm_config_global: 'true'}},
  {command: 'npm install express', where: 'with a variable', env: {NPM_CONFIG_PACKAGE_LOCK_ONLY: 'true'}},
  {command: 'npm install --prefix other express', files: {'other/package.json': '{}\n'}},
  ...['install', 'update', 'dedupe', 'find-dupes', 'prune', 'uninstall lodash'].map((words) => ({
    command: `npm ${words}`,
    where: 'with nothing but a manifest that wants it',
    files: WANTING,
  })),
  ...[
    ...['install', 'ci', 'install-test', 'install-ci-test', 'update', 'dedupe', 'prune', 'uninstall lodash'],
    ...['rebuild', 'link', 'audit fix', 'install --offline', 'install --omit=dev', 'install --package-lock-only'],
  ].map((words) => ({command: `npm ${words}`, ...LOCKED})),
  ...['install', 'update', 'dedupe', 'prune', 'uninstall lodash', 'audit fix'].map((words) => ({
    command: `npm ${words}`,
    ...CHANGED,
  })),
  {command: 'npm install express -w a', files: WORKSPACES},
  {command: 'npm install express --workspaces', files: WORKSPACES},
  {command: 'npm install express', where: 'in the folder of a workspace', files: WORKSPACES, cwd: 'packages/a'},
  {command: 'npm exec -w a -y cowsay', files: WORKSPACES},
  {command: 'npm ci -w a', ...WANTED_BY_MEMBER, before: ['npm install'], without: ['node_modules']},
  ...['install', 'install -w a', 'update -w a', 'version patch -w a', 'init -y -w packages/b'].map((words) => ({
    command: `npm ${words}`,
    ...WANTED_BY_MEMBER,
  })),
]

test.each(titled(CASES))('$title', async (one) => {
  const prepared = await prepare(one, PACKAGES)
  // npm itself leaves the folder of a workspace that it is to make.
  if (one.command.includes('init -y -w')) mkdirSync(join(prepared.scratch.project, 'packages/b'))
  await expectRefused(prepared)
})

test.each(
  titled([
    {command: 'npm audit fix', before: ['npm install helper@1.0.0']},
    {command: 'npm audit fix --force', before: ['npm install --save-exact helper@1.0.0']},
  ]),
)('$title, where the mended version brings it', async (one) => {
  await expectRefused(await prepare(one, PACKAGES, {vulnerable: {helper: '<1.1.0'}}))
})

test.each<readonly [string, (registry: string) => string]>([
  ['a scope of its own registry', (registry) => `@acme:registry=${registry}\n`],
  [
    'a registry that a file named by NPM_CONFIG_USERCONFIG sets',
    (registry) => `@acme:registry=${registry}\nregistry=${registry}\n`,
  ],
])('%s', async (_what, npmrc) => {
  const acme = await startNpmRegistry(PACKAGES)
  onTestFinished(() => acme.close())
  const prepared = await prepare({command: 'npm install @acme/tool', env: {}}, PACKAGES.slice(0, 5))
  prepared.scratch.withHomeFiles({'other-npmrc': npmrc(acme.url)})
  prepared.scratch.withEnvironment({
    npm_config_userconfig: undefined,
    NPM_CONFIG_USERCONFIG: join(prepared.scratch.home, 'other-npmrc'),
    ...(npmrc('').includes('\nregistry=') ? {npm_config_registry: undefined} : {}),
  })
  await expectRefused(prepared)
  expect(acme.log.map(({path}) => decodeURIComponent(path))).toContain('/@acme/tool')
})

/** The feed calls it malicious from now on. */
async function expectRefused({act, state, accuse, asked}: PreparedCase): Promise<void> {
  await accuse('wicked')
  const before = state()
  const count = asked().length
  const {code, stderr} = await act()
  expect(stderr).toMatch(
    /refused `wicked@1\.0\.0`, wanted by (?:.* > )?express@4\.0\.0 > body-parser@1\.2\.0 > raw-body@2\.0\.1: is malicious/u,
  )
  expect(code).toBe(77)
  expect(state()).toEqual(before)
  expect(asked().slice(count).join()).not.toContain('.tgz')
}
