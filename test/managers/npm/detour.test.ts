// The way of a command through the gateway, and back out of it for what runs inside.

import {describe, expect, test} from 'vitest'
import {detour} from '../../../src/managers/npm/detour.ts'
import {withoutOuterGateway} from '../../../src/managers/npm/put-aside.ts'
import {type FakeProject, invocationOf, surroundingsOf} from './fake-project.ts'

const ADDRESS = {port: 21000, path: '/0f3a/', secret: 'SECRET', configFile: '/tmp/x/npmrc', hasForeignAddresses: false}
const GATE = 'http://127.0.0.1:21000/0f3a/'

function behind(words: string, project: FakeProject = {}) {
  const made = detour(invocationOf(words.split(' '), project), surroundingsOf(project))
  if (made === undefined) throw new Error('no detour')
  return {...made.behind(ADDRESS), upstreams: made.upstreams}
}

test.each([
  ['npm install x', 'install x'],
  ['npm install --registry http://r.example/ x', `install --registry ${GATE} x`],
  ['npm install --registry=http://r.example/ x', `install --registry=${GATE} x`],
  ['npm --reg http://r.example/ install x', `--reg ${GATE} install x`],
  ['npm install --@acme:registry=http://r.example/ x', `install --@acme:registry=${GATE} x`],
  ['npm install x -- --registry http://r.example/', 'install x -- --registry http://r.example/'],
  ['npm install --noproxy a.example x', 'install --noproxy a.example x'],
  [
    'npx --registry http://r.example/ cowsay --registry http://s.example/',
    `--registry ${GATE} cowsay --registry http://s.example/`,
  ],
])('%s becomes %s', (typed, argv) => {
  expect(behind(typed).argv.join(' ')).toBe(argv)
})

const MONOREPO: FakeProject = {
  workspaces: ['packages/a'],
  files: {'package.json': {workspaces: ['packages/*']}, 'packages/a/package.json': {name: 'a'}},
}

test.each([
  ['npm install x', 'tree'],
  ['npm update', 'tree'],
  ['npm install x --dry-run', ''],
  ['npm install -g x', ''],
  ['npm pack x', ''],
  ['npx x', ''],
  ['npm install x -w a', 'tree, members: packages/a a'],
  ['npm install x --workspaces', 'tree, members: packages/a'],
  ['npm init -y -w packages/b', 'tree, members: packages/a packages/b'],
  ['npm audit fix --force', 'tree, beyond ranges'],
  ['npm install --force x', 'tree'],
])('%s: what it may write is known (%s)', (typed, expected) => {
  const made = detour(invocationOf(typed.split(' '), MONOREPO), surroundingsOf(MONOREPO))
  const folders = made?.memberFolders.map((folder) => folder.slice(made.folder.length + 1)) ?? []
  const said = [
    ...(made?.isTreeBuilt ? ['tree'] : []),
    ...(made?.isBeyondRanges ? ['beyond ranges'] : []),
    ...(folders.length > 0 ? [`members: ${folders.join(' ')}`] : []),
  ]
  expect(said.join(', ')).toBe(expected)
})

test('no argv holds the secret, the environment does', () => {
  const {argv, environment, configText} = behind('npm install --registry=http://ann:pw@r.example/ x')
  expect(argv.join(' ')).not.toMatch(/SECRET|pw@/u)
  expect(environment['npm_config_//127.0.0.1:21000/:_authToken']).toBe('SECRET')
  expect(environment.npm_config_registry).toBe(GATE)
  expect(configText).toContain('//127.0.0.1:21000/:_authToken=SECRET')
})

test('every scope is led through, by the command line too, and variables of any case of letters give way', () => {
  const files = {'.npmrc': '@acme:registry=https://npm.acme.example/path\n'}
  const environment = {
    NPM_CONFIG_REGISTRY: 'https://other.example/',
    'npm_config_@team:registry': 'https://team.example/',
  }
  const made = behind('npm install x', {files, environment})
  expect(made.argv).toContain(`--@acme:registry=${GATE}`)
  expect(made.argv).toContain(`--@team:registry=${GATE}`)
  expect(made.environment).not.toHaveProperty('NPM_CONFIG_REGISTRY')
  expect(made.upstreams.registry).toBe('https://other.example/')
  expect([...made.upstreams.scopes]).toContainEqual(['@acme', 'https://npm.acme.example/path/'])
})

describe('replace-registry-host', () => {
  test.each([
    ['12.2.0', '', 'always'],
    ['12.2.0', 'allow-remote=all\n', undefined],
    ['11.6.0', '', undefined],
    ['10.9.9', '', undefined],
    ['11.6.0', 'allow-remote=none\n', 'always'],
    ['12.2.0', 'allow-git=all\nregistry=https://npm.acme.example/path/\n', 'npm.acme.example'],
    ['12.2.0', 'allow-git=all\n@acme:registry=https://npm.acme.example/\nregistry=https://r.example\n', 'always'],
    ['12.2.0', 'allow-git=none\nregistry=https://npm.acme.example/path/\n', 'always'],
  ])('npm %s, npmrc %j: %s', (toolVersion, npmrc, expected) => {
    const {environment} = behind('npm install x', {files: {'.npmrc': npmrc}, toolVersion})
    expect(environment.npm_config_replace_registry_host).toBe(expected)
  })
})

describe('what runs inside', () => {
  const outside = {npm_config_registry: 'https://r.example/', HOME: '/home/dev', npm_config_globalconfig: '/etc/npmrc'}

  test('finds what stood outside', () => {
    const {environment} = behind('npm install x', {environment: outside})
    expect(withoutOuterGateway(environment)).toEqual(outside)
  })

  test('finds what the outer command line said, as npm would have handed it on', () => {
    const {environment} = behind('npm install --registry http://typed.example/ x', {environment: outside})
    const handedOn = {...environment, npm_config_registry: GATE}
    expect(withoutOuterGateway(handedOn).npm_config_registry).toBe('http://typed.example/')
  })

  test('keeps what a script has set since', () => {
    const {environment} = behind('npm install x', {environment: outside})
    const changed = {...environment, npm_config_registry: 'https://script.example/'}
    expect(withoutOuterGateway(changed).npm_config_registry).toBe('https://script.example/')
  })

  test('gets back what a shell dropped', () => {
    const scoped = {...outside, 'npm_config_@acme:registry': 'https://acme.example/'}
    const {environment} = behind('npm install x', {environment: scoped})
    const dropped = Object.fromEntries(Object.entries(environment).filter(([name]) => /^\w+$/u.test(name)))
    expect(withoutOuterGateway(dropped)).toEqual(scoped)
  })

  test.each(['', '{', '[]', 'null', '{"address":1}', '{"address":"x","was":null,"set":{}}'])(
    '%j is no note of ours',
    (text) => {
      expect(withoutOuterGateway({SALLYPORT_PUT_ASIDE: text, A: 'b'})).toEqual({A: 'b'})
    },
  )
})
