// A clean tree comes through the gateway as it comes without one: the same files, byte for byte, whatever the command.

import {expect, test} from 'vitest'
import {type GatewayCase, manifest, prepare, titled} from '../support/gateway-case.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

const PACKAGES: readonly NpmPackage[] = [
  {name: 'lodash', version: '4.17.20', tags: ['old']},
  {name: 'lodash', version: '4.17.21'},
  {name: 'express', version: '4.0.0', dependencies: {helper: '^1.0.0', lodash: '^4.0.0'}},
  {name: 'helper', version: '1.0.0', scripts: {postinstall: "node -e \"require('fs').writeFileSync('ran', '')\""}},
  {
    name: '@acme/tool',
    version: '1.0.0',
    dependencies: {lodash: '4.17.20', foo: 'npm:helper@1'},
    fields: {
      peerDependencies: {express: '^4.0.0'},
      optionalDependencies: {elsewhere: '1.0.0', 'body-parser': '^1.0.0'},
    },
  },
  {name: 'elsewhere', version: '1.0.0', fields: {os: ['plan9']}},
  {
    name: 'body-parser',
    version: '1.0.0',
    dependencies: {inner: '^1.0.0'},
    fields: {bundleDependencies: ['inner']},
    files: {'node_modules/inner/package.json': '{"name":"inner","version":"1.0.0"}\n'},
  },
  {name: 'inner', version: '1.0.0'},
]

const TREE = {
  where: 'with a tree and a lockfile that has something older',
  files: {'package.json': manifest({express: '4.0.0'})},
  before: ['npm install --save-exact lodash@4.17.20', 'npm pkg set dependencies.lodash=^4.17.0'],
}
const LOCKED = {...TREE, where: 'with that lockfile and no tree', without: ['node_modules']}
const WORKSPACES = {
  where: 'with workspaces',
  files: {
    'package.json': '{"name":"root","workspaces":["packages/*"]}\n',
    'packages/a/package.json': manifest({'@acme/tool': '1.0.0', b: '*'}, {name: 'a'}),
    'packages/b/package.json': manifest({}, {name: 'b'}),
  },
}

const CASES: readonly GatewayCase[] = [
  ...[
    '@acme/tool',
    'lodash@old',
    'foo@npm:lodash@4.17.20',
    '-D express --omit=dev',
    '--save-peer express',
    '--no-save express',
    '--package-lock-only express',
    '--no-package-lock express',
    '--before=2025-01-01 express',
    '--install-strategy=nested @acme/tool',
    '--lockfile-version=1 express',
    '-g @acme/tool',
    '--prefix other express',
  ].map((words) => ({command: `npm install ${words}`})),
  ...['install', 'install --prefer-online', 'update', 'dedupe', 'prune', 'uninstall express', 'audit fix'].map(
    (words) => ({command: `npm ${words}`, ...TREE}),
  ),
  ...['install', 'ci', 'update lodash', 'uninstall express'].map((words) => ({command: `npm ${words}`, ...LOCKED})),
  {command: 'npm link @acme/tool', where: 'with other global packages', before: ['npm install -g lodash']},
  {
    command: 'npm install',
    where: 'with overrides, peer and optional dependencies',
    files: {
      'package.json': manifest(
        {'@acme/tool': '1.0.0'},
        {
          overrides: {lodash: '4.17.21'},
          peerDependencies: {express: '4'},
          optionalDependencies: {elsewhere: '1'},
        },
      ),
    },
  },
  ...['install', 'install lodash -w a', 'install lodash --workspaces'].map((words) => ({
    command: `npm ${words}`,
    ...WORKSPACES,
  })),
  {command: 'npm ci', ...WORKSPACES, before: ['npm install']},
  {
    command: 'npm install express',
    where: 'with settings in variables and in a file',
    files: {'package.json': manifest({}), '.npmrc': 'save-exact=true\n'},
    env: {npm_config_lockfile_version: '2', NPM_CONFIG_SAVE_DEV: 'true'},
  },
]

const BUNDLED = /^sallyport: judged \d+ of \d+ packages: 1 bundled package not judged \(`inner`\)$/mu

test.each(titled(CASES))('$title', async (one) => {
  const {act, state, rewind} = await prepare(one, PACKAGES, {vulnerable: {lodash: '<4.17.21'}})
  const bare = await act('bare')
  const expected = state()
  rewind()
  const gated = await act()
  // What `express` brings inside of its own tarball nobody can judge, and that is said.
  expect(gated.stderr.replace(BUNDLED, '')).not.toContain('sallyport:')
  expect([gated.code, bare.code]).toEqual([0, 0])
  expect(state()).toEqual(expected)
})
