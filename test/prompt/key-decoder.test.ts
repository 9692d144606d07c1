import {expect, it} from 'vitest'
import {decodeChunk} from '../../src/prompt/key-decoder.ts'

const noise = [{kind: 'noise'}]

it.each([
  ['a letter', 'y', [{kind: 'key', key: 'y'}]],
  ['carriage return', '\r', [{kind: 'key', key: 'enter'}]],
  ['line feed', '\n', [{kind: 'key', key: 'enter'}]],
  ['Ctrl-C', '\u0003', [{kind: 'interrupt'}]],
  ['Ctrl-C in a burst', 'yy\u0003y', [{kind: 'interrupt'}]],
  ['Ctrl-C as modifyOtherKeys reports it', '\u001B[27;5;99~', [{kind: 'interrupt'}]],
  ['Ctrl-C as CSI u reports it', '\u001B[99;5u', [{kind: 'interrupt'}]],
  ['Ctrl-D', '\u0004', [{kind: 'end-of-input'}]],
  ['two letters', 'yy', noise],
  ['a pasted y', '\u001B[200~y\u001B[201~', noise],
  ['an arrow', '\u001B[A', noise],
  ['Alt with a letter', '\u001By', noise],
  ['a UTF-8 letter', '\u00D1\u0083', noise],
  ['the first half of a UTF-8 letter', '\u00D1', noise],
  ['Ctrl-Z', '\u001A', noise],
  ['NUL', '\0', noise],
  ['a terminal’s reply', '\u001B[?62;c', noise],
])('%s', (_what, chunk, events) => {
  expect(decodeChunk(chunk, false)).toEqual({events, isEscapePending: false})
})

it('waits with a lone ESC, and takes what follows for its sequence', () => {
  expect(decodeChunk('\u001B', false)).toEqual({events: [], isEscapePending: true})
  expect(decodeChunk('[A', true)).toEqual({events: noise, isEscapePending: false})
  expect(decodeChunk('y', true)).toEqual({events: noise, isEscapePending: false})
  expect(decodeChunk('\u0003', true)).toEqual({events: [{kind: 'interrupt'}], isEscapePending: false})
})
