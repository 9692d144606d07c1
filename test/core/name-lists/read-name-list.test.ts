import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readNameList} from '../../../src/core/name-lists/read-name-list.ts'

type Ecosystem = Parameters<typeof readNameList>[1]

const rows = (text: string, ecosystem: Ecosystem = 'npm') => {
  const list = readNameList(text, ecosystem)
  return list.kind === 'list' ? list.rows.map(({name, figure}) => (figure === undefined ? name : [name, figure])) : list
}

const json = JSON.stringify

describe('readNameList reads', () => {
  it.each<[string, string, Ecosystem, unknown]>([
    [
      'a table with a header',
      'name\tdownloads\nlodash\t12\nms\t3\n',
      'npm',
      [
        ['lodash', 12],
        ['ms', 3],
      ],
    ],
    [
      'a table without one',
      'lodash\t12\nms\t3',
      'npm',
      [
        ['lodash', 12],
        ['ms', 3],
      ],
    ],
    [
      'a table whose first package is called `name`',
      'name\t12\nms\t3',
      'npm',
      [
        ['name', 12],
        ['ms', 3],
      ],
    ],
    [
      'line ends of Windows',
      'lodash\t12\r\nms\t3\r\n',
      'npm',
      [
        ['lodash', 12],
        ['ms', 3],
      ],
    ],
    ['a byte order mark and comments', '\uFEFF# names\nlodash\t1\n', 'npm', [['lodash', 1]]],
    ['more columns than two', 'name\tstatus\tseen\nnginx\tactive\t2026-01-01\n', 'docker', [['nginx', 'active']]],
    ['one name a line', 'requests\nboto3\n', 'pypi', ['requests', 'boto3']],
    ['an array of names', json(['a', 'b']), 'npm', ['a', 'b']],
    [
      'an array of objects',
      json([
        {name: 'a', downloads: 2},
        {project: 'b', download_count: '1'},
      ]),
      'npm',
      [
        ['a', 2],
        ['b', 1],
      ],
    ],
    [
      'the rows of a download statistic',
      json({last_update: '2026-11-01 07:59:42', rows: [{project: 'boto3', download_count: 9}]}),
      'pypi',
      [['boto3', 9]],
    ],
    [
      'an object of name to downloads',
      json({lodash: 12345, rows: 3}),
      'npm',
      [
        ['lodash', 12345],
        ['rows', 3],
      ],
    ],
    [
      'a simple index',
      json({meta: {'api-version': '1.1'}, projects: [{name: 'Flask'}, {name: 'zope.interface'}]}),
      'pypi',
      ['flask', 'zope-interface'],
    ],
    [
      'a name twice as one, the first figure',
      'a\t2\nA.b\t1\na-b\t1\na\t1\n',
      'pypi',
      [
        ['a', 2],
        ['a-b', 1],
      ],
    ],
    [
      'names of objects',
      '{"__proto__": 5, "constructor": 4, "toString": 3}',
      'npm',
      [
        ['__proto__', 5],
        ['constructor', 4],
        ['toString', 3],
      ],
    ],
  ])('%s', (_what, text, ecosystem, expected) => {
    expect(rows(text, ecosystem)).toEqual(expected)
  })

  it('the day that a statistic says it is of', () => {
    const text = json({last_update: '2026-11-01 07:59:42', rows: [{project: 'boto3', download_count: 9}]})
    expect(readNameList(text, 'pypi')).toMatchObject({date: '2026-11-01', read: 1})
  })
  it('ranks as ranks, whether a header says so or the figures count up', () => {
    for (const text of ['name\trank\nboto3\t1\nsix\t2\n', 'boto3\t1\nsix\t2\n']) {
      expect(readNameList(text, 'pypi')).toMatchObject({rows: [{meaning: 'rank'}, {meaning: 'rank'}]})
    }
  })
  it('past one strange row in ten', () => {
    const names = Array.from({length: 10}, (_, index) => `name-${index}\t5`)
    expect(rows([...names, 'наме\t5'].join('\n'))).toHaveLength(10)
  })
})

describe('readNameList refuses', () => {
  it.each<[string, string, Ecosystem, RegExp]>([
    ['nothing', '', 'npm', /empty/],
    ['blank lines', ' \n\n', 'npm', /empty/],
    ['an empty array', '[]', 'npm', /holds no names/],
    ['an empty object', '{}', 'npm', /holds no names/],
    ['a login page', '<!doctype html><title>Sign in</title>', 'npm', /HTML/],
    ['a message of a proxy', json({message: 'Unauthorized'}), 'npm', /message in JSON/],
    ['JSON that was cut off', '[{"name":"a","downloads":1},{"na', 'npm', /cut off/],
    ['rows that are numbers', '[1,2,3]', 'npm', /3 of 3 rows hold no name; row 1: holds no name/],
    ['rows that are arrays', '[["a",1]]', 'npm', /1 of 1 rows/],
    ['rows of null', '[null]', 'npm', /1 of 1 rows/],
    ['downloads that are text', json([{name: 'a', downloads: 'many'}]), 'npm', /1 of 1 rows/],
    ['negative downloads', json({a: -1}), 'npm', /1 of 1 rows/],
    ['a name that is an object', json([{name: {toString: 'a'}}]), 'npm', /1 of 1 rows/],
    ['a manifest', json({name: 'x', version: '1.0.0'}), 'npm', /2 of 2 rows/],
    ['prototype pollution', '[{"__proto__":{"name":"a","downloads":1}}]', 'npm', /1 of 1 rows/],
    ['NUL in names', 'a\0b\nc\0d\n', 'npm', /row 1/],
    ['UTF-16', Buffer.from('lodash\nms\n', 'utf16le').toString('latin1'), 'npm', /row/],
    ['names in Cyrillic', 'ехрress\nrеаct\n', 'npm', /`ехрress` is no npm name/],
    ['an escape sequence', '\u001B[2Jlodash\n', 'npm', /is no npm name/],
    ['a sentence', 'this is not the file you are looking for', 'npm', /is no npm name/],
    ['images of another namespace', 'acme/nginx\nacme/redis\n', 'docker', /`acme\/nginx` is no docker name/],
  ])('%s', (_what, text, ecosystem, reason) => {
    const list = readNameList(text, ecosystem)
    expect(list).toMatchObject({kind: 'unreadable', reason: expect.stringMatching(reason)})
  })

  it('a line of 10 MB, and quotes only its beginning', () => {
    const list = readNameList('x'.repeat(10 * 1024 * 1024), 'npm')
    expect(list.kind === 'unreadable' && list.reason.length).toBeLessThan(200)
  })

  it('or reads whatever text, never throws and gives ASCII names only', () => {
    const ecosystem = fc.constantFrom<Ecosystem>('npm', 'pypi', 'docker')
    const text = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.json(),
      fc.array(fc.string()).map((lines) => lines.join('\t1\n')),
    )
    fc.assert(
      fc.property(text, ecosystem, (source, which) => {
        const list = readNameList(source, which)
        if (list.kind === 'list') {
          expect(list.rows.length).toBeGreaterThan(0)
          for (const {name} of list.rows) expect(name).toMatch(/^[\x21-\x7e]{1,214}$/)
        }
      }),
    )
  })
})
