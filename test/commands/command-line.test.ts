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
    [['policy', 'export', '--npmrc'], {kind: 'policy', action: 'export', tools: ['npmrc'], check: false, json: false}],
    [
      ['policy', 'export', '--json', '--uv'],
      {kind: 'policy', action: 'export', tools: ['uv'], check: false, json: true},
    ],
    [['policy', 'export', '--check'], {kind: 'policy', action: 'export', tools: [], check: true, json: false}],
    [
      ['policy', 'export', '--pip', '--check', '--bun'],
      {kind: 'policy', action: 'export', tools: ['pip', 'bun'], check: true, json: false},
    ],
    [['policy', 'validate'], {kind: 'policy', action: 'validate', file: undefined}],
    [['policy', 'validate', 'p.yaml'], {kind: 'policy', action: 'validate', file: 'p.yaml'}],
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
    [['policy', 'export']],
    [['policy', 'export', '--npmrc', '--pip']],
    [['policy', 'export', '--npm']],
    [['policy', 'export', '--npmrc', 'x']],
  ])('explains what is wrong with %j', (argv) => {
    expect(parseCommandLine(argv)).toMatchObject({
      kind: 'wrong',
      message: expect.stringContaining('`'),
      hint: expect.any(String),
    })
  })
})
