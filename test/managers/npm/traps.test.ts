// The rows of TRAPS.md, "Reading the command line", that concern npm: the trap, and the outcome that is right.

import {describe, expect, it} from 'vitest'
import {npm} from '../../../src/managers/npm/npm.ts'
import {type FakeProject, invocationOf, read, summary} from './fake-project.ts'

type Case = readonly [command: string, outcome: string]

const words = (command: string): string[] => command.split(' ')

describe('words after `--` are still packages', () => {
  it.each<Case>([
    ['npm install -- expresss', 'expresss'],
    ['npm i -g -- expresss', 'expresss'],
    ['npx -- cowsayy', 'cowsayy'],
    ['npm exec -- cowsayy -- --help', 'cowsayy'],
    ['npm init -- react-ap', 'create-react-ap'],
  ])('%s', (command, outcome) => expect(summary(read(words(command)))).toBe(outcome))
})

describe('a verb anywhere but in its place is no verb', () => {
  it.each<Case>([
    ['npm run i', 'pass'],
    ['npm run add x', 'pass'],
    ['npm run install', 'pass'],
    ['npm test install x', 'pass'],
    ['npm view install', 'pass'],
    ['npm explore x -- npm install y', 'pass'],
    ['npm help install', 'pass'],
    ['npm config set install x', 'pass'],
  ])('%s', (command, outcome) => expect(summary(read(words(command)))).toBe(outcome))
})

describe('values of options are no packages', () => {
  it.each<Case>([
    ['npm install -w pkgA x', 'x'],
    ['npm -C dir add x', 'x'],
    ['npm install --tag next x', 'x'],
    ['npm install --registry http://r.example/ x', 'x (http://r.example/)'],
    ['npm --prefix d install x', 'x'],
    ['npm --loglevel silent install x', 'x'],
    ['npm install --omit dev --omit=peer x', 'x'],
    ['npm install --save-prefix ~ x', 'x'],
    ['npm install --no-save x', 'x'],
    ['npm install --no-no-save x', 'x'],
    ['npm install --legacy-peer-deps x@1', 'x@1'],
    ['npm install --legacy-peer-deps true x@1', 'x@1'],
    ['npm install --foreground-scripts x', 'x'],
    ['npm -dd install x', 'x'],
    ['npm install -DE x', 'x'],
    ['npm install --save=evil x', 'evil x'],
    ['npm install --save-dev=evil', 'evil'],
  ])('%s', (command, outcome) => expect(summary(read(words(command)))).toBe(outcome))
})

const project: FakeProject = {
  files: {
    'package.json': {dependencies: {express: '^4'}},
    'package-lock.json': {
      lockfileVersion: 3,
      packages: {'': {}, 'node_modules/express': {version: '4.1.0'}, 'node_modules/qs': {version: '6.0.0'}},
    },
  },
}

describe('verbs that fetch although they do not say so', () => {
  it.each<Case>([
    ...['uninstall x', 'prune', 'dedupe', 'link', 'ci', 'it', 'cit', 'sit', 'rebuild'].map(
      (command): Case => [`npm ${command}`, 'express@4.1.0 qs@6.0.0'],
    ),
    ...['ic', 'clean-install', 'install-ci-test', 'install-test', 'find-dupes', 'rm x', 'ln'].map(
      (command): Case => [`npm ${command}`, 'express@4.1.0 qs@6.0.0'],
    ),
    // These look for newer versions than the lockfile's, in the manifest's range.
    ...['update', 'up', 'udpate', 'audit fix'].map(
      (command): Case => [`npm ${command}`, 'express@^4 express@4.1.0 qs@6.0.0'],
    ),
    ['npm patch commit dir', 'express@4.1.0 qs@6.0.0'],
    ['npm link x', 'x express@4.1.0 qs@6.0.0'],
    ['npm pack expresss', 'expresss'],
    ['npm pack', 'pass'],
    ['npm publish expresss', 'expresss'],
    ['npm cache add expresss', 'expresss'],
    ['npm cache ls', 'pass'],
    ['npm diff --diff=expresss@1 --diff 2.0.0', 'expresss@1'],
    ['npm patch expresss', 'expresss'],
    ['npm patch add expresss@1', 'expresss@1'],
    ['npm fund git+https://g.example/a.git', 'git:git+https://g.example/a.git'],
    ['npm audit', 'pass'],
    ['npm outdated', 'pass'],
    ['npm update -g expresss', 'expresss'],
    ['npm update -g', '?updates the packages installed globally, whose names are not read'],
    ['npm exec cowsayy', 'cowsayy'],
    ['npm x cowsayy', 'cowsayy'],
    ['npx cowsayy', 'cowsayy'],
    ['npx cowsayy@1 --save-dev', 'cowsayy@1'],
    ['npx -p cowsayy cowsay hello', 'cowsayy'],
    ['npx --package=cowsayy --package other -c cowsay', 'cowsayy other'],
    ['npx -y cowsayy', 'cowsayy'],
    ['npx --no-install cowsayy', 'cowsayy'],
    ['npx --yes --loglevel silent cowsayy -p other', 'cowsayy'],
    ['npx -c ls', 'pass'],
    ['npx', 'pass'],
    ['npx --version', 'pass'],
    ['npx --help', 'pass'],
    ['npm init react-ap', 'create-react-ap'],
    ['npm init react-ap@2', 'create-react-ap@2'],
    ['npm init @usr', '@usr/create'],
    ['npm init @usr@2', '@usr/create@2'],
    ['npm create @usr/foo@2', '@usr/create-foo@2'],
    ['npm innit user/repo', 'git:github:user/create-repo'],
    ['npm init', 'pass'],
    ['npm init -w packages/new', 'express@4.1.0 qs@6.0.0'],
    ['npm version patch', 'pass'],
    ['npm version patch --workspaces', 'express@4.1.0 qs@6.0.0'],
  ])('%s', (command, outcome) => expect(summary(read(words(command), project))).toBe(outcome))
})

describe('abbreviations and slips of the finger', () => {
  it.each(words('i in ins inst insta instal install isnt isnta isntal isntall add it install-test installTest'))(
    'npm %s x',
    (verb) => expect(summary(read(['npm', verb, 'x']))).toBe('x'),
  )
  it.each<Case>([
    ['npm up', 'express@^4 express@4.1.0 qs@6.0.0'],
    ['npm u', 'express@^4 express@4.1.0 qs@6.0.0'],
    ['npm innit x', 'create-x'],
    ['npm x y', 'y'],
    ['npm exe y', 'y'],
    ['npm isntall-clean', 'express@4.1.0 qs@6.0.0'],
    ['npm installCiTest', 'express@4.1.0 qs@6.0.0'],
  ])('%s', (command, outcome) => expect(summary(read(words(command), project))).toBe(outcome))
})

describe('an alias is judged by its target', () => {
  it.each<Case>([
    ['npm install foo@npm:bar@1', 'bar@1'],
    ['npm install @a/foo@npm:@b/bar', '@b/bar'],
    ['npm install foo@NPM:bar', 'bar'],
  ])('%s', (command, outcome) => expect(summary(read(words(command)))).toBe(outcome))
  it('in a manifest and in a lockfile too', () => {
    const files = {
      'package.json': {dependencies: {express: 'npm:evil@1'}, overrides: {qs: {'.': 'npm:worse@2'}}},
      'package-lock.json': {packages: {'node_modules/a/node_modules/b': {name: 'worst', version: '3.0.0'}}},
    }
    expect(summary(read(['npm', 'ci'], {files}))).toBe('evil@1 worse@2 worst@3.0.0')
  })
})

describe('what is no registry package is named for what it is', () => {
  it.each<Case>([
    ['npm i git+https://g.example/a.git', 'git:git+https://g.example/a.git'],
    ['npm i foo@git+ssh://git@g.example/a.git#v1', 'git:git+ssh://git@g.example/a.git#v1 as foo'],
    ['npm i user/repo', 'git:github:user/repo'],
    ['npm i https://h.example/a.tgz', 'url:https://h.example/a.tgz'],
    ['npm i foo@https://h.example/a.tgz', 'url:https://h.example/a.tgz as foo'],
    ['npm i ./a.tgz', 'file:/project/a.tgz'],
    ['npm i ./folder', 'directory:/project/folder'],
    ['npm i ../x/', 'directory:/x'],
    ['npm i folder/', 'directory:/project/folder'],
    ['npm i /abs', 'directory:/abs'],
    ['npm i .', ''],
    ['npm i -g', 'directory:/project'],
    ['npm i -g .', 'directory:/project'],
  ])('%s', (command, outcome) => expect(summary(read(words(command)))).toBe(outcome))
})

/** As an npmrc writes it. */
const variable = (name: string): string => `\${${name}}`

describe('settings that change where things come from', () => {
  it.each<readonly [FakeProject, string]>([
    [{environment: {npm_config_registry: 'http://e.example'}}, 'x (http://e.example/) @a/y (http://e.example/)'],
    [{environment: {NPM_CONFIG_REGISTRY: 'http://e.example'}}, 'x (http://e.example/) @a/y (http://e.example/)'],
    [{files: {'.npmrc': '@a:registry=http://p.example/npm/'}}, 'x @a/y (http://p.example/npm/)'],
    [{files: {'/home/dev/.npmrc': 'registry=http://u.example'}}, 'x (http://u.example/) @a/y (http://u.example/)'],
    [
      {
        environment: {npm_config_userconfig: '/etc/u', H: 'u.example'},
        files: {'/etc/u': `registry=http://${variable('H')}`},
      },
      'x (http://u.example/) @a/y (http://u.example/)',
    ],
    [
      {files: {'.npmrc': 'userconfig=./team', team: 'registry=http://t.example'}},
      'x (http://t.example/) @a/y (http://t.example/)',
    ],
    [{files: {'.npmrc': 'scope=b\n@b:registry=http://b.example'}}, 'x (http://b.example/) @a/y (http://b.example/)'],
    [
      {files: {'.npmrc': 'registry=nonsense', '/home/dev/.npmrc': 'registry=http://u.example'}},
      'x (http://u.example/) @a/y (http://u.example/)',
    ],
  ])('%j', (setting, outcome) => expect(summary(read(['npm', 'i', 'x', '@a/y'], setting))).toBe(outcome))

  it('are listed with who set them, without credentials', () => {
    const intent = read(['npm', 'i', 'x', '--registry=http://me:secret@c.example/'], {
      environment: {'npm_config_@a:registry': 'http://a.example/'},
      files: {'.npmrc': 'registry=http://hidden.example/\n@b:registry=http://b.example/'},
    })
    expect(intent.kind === 'fetch' && intent.sources).toEqual([
      {setting: '@a:registry', value: 'http://a.example/', setBy: 'environment npm_config_@a:registry'},
      {setting: '@b:registry', value: 'http://b.example/', setBy: '/project/.npmrc'},
      {setting: 'registry', value: 'http://c.example/', setBy: 'command line'},
    ])
  })

  it('packages that only a setting names are judged', () => {
    expect(summary(read(['npx', '-c', 'x'], {environment: {npm_config_package: 'evil'}}))).toBe('evil')
    expect(summary(read(['npx', '-c', 'x'], {files: {'.npmrc': 'package[]=evil\npackage[]=worse'}}))).toBe('evil worse')
  })
})

describe('a rewritten word keeps range, alias and option', () => {
  it.each([
    ['npm i expresss@^4', 'express', 'npm i express@^4'],
    ['npm i e@npm:expresss@1', 'express', 'npm i e@npm:express@1'],
    ['npm i --save=expresss', 'express', 'npm i --save=express'],
    ['npm i -- expresss', 'express', 'npm i -- express'],
    ['npm i @tpyes/node@20', '@types/node', 'npm i @types/node@20'],
    ['npx --package=cowsayy -c cowsay', 'cowsay', 'npx --package=cowsay -c cowsay'],
    ['npx -p cowsayy cowsayy', 'cowsay', 'npx -p cowsay cowsayy'],
    ['npx -p=e -- x', 'ee', 'npx -p=ee -- x'],
    ['npm exec cowsay --package cowsay', 'cow', 'npm exec cowsay --package cow'],
    ['npm init react-ap@2', 'create-react-app', 'npm init react-app@2'],
    ['npm init @usrr', '@usr/create', 'npm init @usr'],
    ['npm init @usrr/foo@1', '@usr/create-foo', 'npm init @usr/foo@1'],
    ['npm i e', 'x', 'npm i x'],
    ['npm i expresss expresss@2', 'express', 'npm i express express@2'],
  ])('%s, to %s', (command, name, rewritten) => {
    const invocation = invocationOf(words(command))
    const intent = read(words(command))
    const artifacts = intent.kind === 'fetch' ? intent.artifacts : []
    const substitutions = artifacts.map((artifact) => ({artifact, name}))
    expect(['npm', 'npx']).toContain(invocation.tool)
    expect([invocation.tool, ...npm.rewrite(invocation, substitutions)].join(' ')).toBe(rewritten)
  })
})
