import {describe, expect, it, test} from 'vitest'
import {readOptionWords} from '../../src/commands/option-words.ts'

const KINDS = {json: 'flag', since: 'text', rule: 'texts'} as const

describe('the options of a command', () => {
  it('are read before, between and behind the operands', () => {
    expect(readOptionWords(['a', '--rule', 'x', '--json', 'b', '--rule=y', '--', '--since'], KINDS)).toEqual({
      kind: 'options',
      values: {json: true, rule: ['x', 'y']},
      operands: ['a', 'b', '--since'],
    })
  })

  it('have values where none is given', () => {
    expect(readOptionWords([], KINDS)).toEqual({kind: 'options', values: {json: false, rule: []}, operands: []})
  })

  test.for([
    [['--jsn'], 'unknown option `--jsn`'],
    [['-j'], 'unknown option `-j`'],
    [['--constructor'], 'unknown option `--constructor`'],
    [['--json=yes'], '`--json` takes no value'],
    [['--since'], '`--since` takes a value'],
    [['--since', '--json'], '`--since` takes a value'],
    [['--since='], '`--since` takes a value'],
    [['--since', '1d', '--since', '2d'], '`--since` is given twice'],
  ] as const)('are complained about: %j', ([words, message]) => {
    expect(readOptionWords(words, KINDS)).toEqual({kind: 'wrong', message})
  })
})
