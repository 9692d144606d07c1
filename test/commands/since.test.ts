import {expect, test} from 'vitest'
import {readSince} from '../../src/commands/since.ts'

const NOW = Date.UTC(2026, 10, 24, 12)

test.for([
  ['12h', Date.UTC(2026, 10, 24)],
  ['30d', Date.UTC(2026, 9, 25, 12)],
  ['2w', Date.UTC(2026, 10, 10, 12)],
  ['2026-11-01', Date.UTC(2026, 10, 1)],
  ['2026-02-30', undefined],
  ['2026-13-01', undefined],
  ['30', undefined],
  ['30m', undefined],
  ['-3d', undefined],
  ['3 d', undefined],
  ['9999999d', undefined],
  ['', undefined],
  ['yesterday', undefined],
] as const)('`%s` is %s', ([text, time]) => expect(readSince(text, NOW)).toBe(time))
