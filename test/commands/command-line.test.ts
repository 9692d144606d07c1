import {describe, expect, it} from 'vitest'
import {parseCommandLine} from '../../src/commands/command-line.ts'

describe('parseCommandLine', () => {
  it.each([
    [['run', 'npm', '--', 'install', 'x'], {kind: 'run', tool: 'npm', argv: ['install', 'x']}],
    [['run', 'npm', '--'], {kind: 'run', tool: 'npm', argv: []}],
    [['run', 'npm', '--', '--', 'x'], {kind: 'run', tool: 'npm', argv: ['--', 'x']}],
    [
      ['check', '--', 'pip', 'install', 'x'],
      {kind: 'check', json: false, offline: false, tool: 'pip', argv: ['install', 'x']},
    ],
    [
      ['check', '--json', '--offline', '--', 'npm', 'i', '--json'],
      {kind: 'check', json: true, offline: true, tool: 'npm', argv: ['i', '--json']},
    ],
    [['names', '--ecosystem', 'npm', '--json'], {kind: 'names', ecosystem: 'npm', json: true}],
    [['names', '--ecosystem=pypi'], {kind: 'names', ecosystem: 'pypi', json: false}],
    [['config', 'list'], {kind: 'config', action: 'list'}],
    [['config', 'get', 'question-timeout'], {kind: 'config', action: 'get', key: 'question-timeout'}],
    [['config', 'set', 'a', 'b'], {kind: 'config', action: 'set', key: 'a', value: 'b'}],
    [['policy', 'show'], {kind: 'policy', action: 'show', json: false}],
    [['policy', 'show', '--json'], {kind: 'policy', action: 'show', json: true}],
    [['policy', 'validate'], {kind: 'policy', action: 'validate', file: undefined}],
    [['policy', 'validate', 'p.yaml'], {kind: 'policy', action: 'validate', file: 'p.yaml'}],
    [['policy', 'keygen', '--out', 'k.pem'], {kind: 'policy', action: 'keygen', out: 'k.pem'}],
    [
      ['policy', 'sign', 'p.yaml', '--key=k.pem'],
      {kind: 'policy', action: 'sign', file: 'p.yaml', key: 'k.pem', previous: undefined},
    ],
    [
      ['policy', 'sign', '--previous', 'o.pem', '--key', 'k.pem', 'p.yaml'],
      {kind: 'policy', action: 'sign', file: 'p.yaml', key: 'k.pem', previous: 'o.pem'},
    ],
    [
      ['policy', 'add', 'https://p.example/p', '--key', 'K'],
      {kind: 'policy', action: 'add', source: 'https://p.example/p', key: 'K', replace: false},
    ],
    [
      ['policy', 'add', '/p', '--unsigned', '--replace'],
      {kind: 'policy', action: 'add', source: '/p', key: undefined, replace: true},
    ],
    [['policy', 'update'], {kind: 'policy', action: 'update', background: false}],
    [['policy', 'update', '--background'], {kind: 'policy', action: 'update', background: true}],
    [['policy', 'remove'], {kind: 'policy', action: 'remove', yes: false}],
    [['policy', 'remove', '--yes'], {kind: 'policy', action: 'remove', yes: true}],
    [
      ['policy', 'test'],
      {kind: 'policy', action: 'test', file: undefined, fixtures: undefined, as: undefined, json: false},
    ],
    [
      ['policy', 'test', 'p.yaml', '--fixtures', 'f.yaml', '--as', 'project', '--json'],
      {kind: 'policy', action: 'test', file: 'p.yaml', fixtures: 'f.yaml', as: 'project', json: true},
    ],
    [
      ['policy', 'simulate', 'p.yaml', '--as=team', '--since', '30d', '--json'],
      {kind: 'policy', action: 'simulate', file: 'p.yaml', as: 'team', since: '30d', all: false, json: true},
    ],
    [['cache', 'status', '--json'], {kind: 'cache', action: 'status', json: true}],
    [
      ['cache', 'update'],
      {kind: 'cache', action: 'update', ecosystems: [], from: undefined, allNames: [], force: false, timeout: 600},
    ],
    [
      ['cache', 'update', 'pypi', '--from=a=b', '--all-names', 'c', '--all-names', 'd', '--force', '--timeout', '5'],
      {
        kind: 'cache',
        action: 'update',
        ecosystems: ['pypi'],
        from: 'a=b',
        allNames: ['c', 'd'],
        force: true,
        timeout: 5,
      },
    ],
    [['explain', 'npm:lodash'], {kind: 'explain', json: false, words: ['npm:lodash']}],
    [['explain', '--json', 'npm', 'lodash'], {kind: 'explain', json: true, words: ['npm', 'lodash']}],
    [['--version'], {kind: 'version'}],
    [[], {kind: 'help'}],
  ])('%j', (argv, expected) => {
    expect(parseCommandLine(argv)).toEqual(expected)
  })

  it.each([
    [['run', 'npm', 'install', 'x']],
    [['run']],
    [['check', 'npm', 'install']],
    [['check', '--yes', '--', 'npm']],
    [['check', '--']],
    [['names']],
    [['names', '--ecosystem', 'cargo']],
    [['names', '--ecosystem']],
    [['config', 'set', 'a']],
    [['policy']],
    [['policy', 'show', 'all']],
    [['policy', 'validate', '--json']],
    [['policy', 'validate', 'a', 'b']],
    [['policy', 'keygen']],
    [['policy', 'keygen', 'k.pem']],
    [['policy', 'sign', 'p.yaml']],
    [['policy', 'sign', '--key', 'k.pem']],
    [['policy', 'sign', 'a', 'b', '--key', 'k.pem']],
    [['policy', 'add']],
    [['policy', 'add', 'https://p.example/p']],
    [['policy', 'add', '/p', '--key', 'K', '--unsigned']],
    [['policy', 'add', 'a', 'b', '--key', 'K']],
    [['policy', 'update', 'https://evil.example/']],
    [['policy', 'update', '--key', 'K']],
    [['policy', 'remove', 'https://p.example/p']],
    [['policy', 'test', 'a', 'b']],
    [['policy', 'test', '--as', 'nobody']],
    [['policy', 'test', '--fixtures']],
    [['policy', 'simulate']],
    [['policy', 'simulate', 'a', 'b']],
    [['policy', 'simulate', 'a', '--as', 'built-in']],
    [['policy', 'simulate', 'a', '--since', 'ever']],
    [['cache']],
    [['cache', 'status', 'npm']],
    [['cache', 'update', 'cargo']],
    [['cache', 'update', '--from', 'a']],
    [['cache', 'update', 'npm', 'pypi', '--from', 'a']],
    [['cache', 'update', 'npm', '--from']],
    [['cache', 'update', 'npm', '--from', '--force']],
    [['cache', 'update', 'npm', '--from', 'a', '--from', 'b']],
    [['cache', 'update', 'npm', '--all-names', 'a']],
    [['cache', 'update', '--timeout', '0']],
    [['cache', 'update', '--yes']],
    [['doctor', 'now']],
    [['instal']],
    [['constructor']],
  ])('explains what is wrong with %j', (argv) => {
    expect(parseCommandLine(argv)).toMatchObject({
      kind: 'wrong',
      message: expect.stringContaining('`'),
      hint: expect.any(String),
    })
  })
})
