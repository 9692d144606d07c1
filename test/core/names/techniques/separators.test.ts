import {describe, expect, it} from 'vitest'
import {separators} from '../../../../src/core/names/techniques/separators.ts'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('separators', () => {
  const index = smallIndex(['cross-env', 'npm-run-all', 'datefns', 'socket.io', '@acme/date-fns'])

  it.each([
    ['crossenv', 'cross-env', 'leaves out the `-` of `cross-env`'],
    ['cross--env', 'cross-env', 'adds a `-` to `cross-env`'],
    ['socket-io', 'socket.io', 'has `-` for the `.` of `socket.io`'],
  ])('one: %s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)[target]).toMatch(/separator|doubles/.test(sentence) ? /./ : sentence)
  })

  it.each([
    ['npm_run_all', 'npm-run-all'],
    ['npm.run_all', 'npm-run-all'],
    ['date-fns', 'datefns'],
    ['@acme/date_fns', '@acme/date-fns'],
  ])('all at once: %s for %s', (asked, target) => {
    expect(proposals(separators, asked, index)).toEqual({[target]: `has other separators than \`${target}\``})
  })

  it('leaves a scope as it is', () => {
    expect(proposals(separators, '@ac-me/date-fns', index)).toEqual({})
  })
})
