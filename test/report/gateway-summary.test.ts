import {expect, test} from 'vitest'
import {type GatewaySummary, gatewaySummaryLines, type LeftOut} from '../../src/report/gateway-summary.ts'

const NOTHING: GatewaySummary = {leftOut: [], ageless: 0, unjudged: new Map(), troubles: []}
const COUNT = {total: 413, judged: 412, unjudged: new Map()}
const LEFT_OUT: LeftOut = {
  kind: 'held-back',
  name: 'foo',
  version: '2.1.0',
  instead: '2.0.9',
  findings: [{code: 'too-new', severity: 'hold-back', message: 'was published 5 hours ago', origin: 'built-in'}],
}
const HELD_BACK = 'held back `foo` 2.1.0, which was published 5 hours ago (too-new, policy: built-in); used 2.0.9'

test.each<[string, Partial<GatewaySummary>, readonly string[]]>([
  ['nothing to say', {coverage: COUNT}, []],
  ['one held back', {coverage: COUNT, leftOut: [LEFT_OUT]}, [`judged 412 of 413 packages: ${HELD_BACK}`]],
  ['one held back, no tree', {leftOut: [LEFT_OUT]}, [HELD_BACK]],
  [
    'two held back',
    {coverage: COUNT, leftOut: [LEFT_OUT, LEFT_OUT]},
    [HELD_BACK, HELD_BACK, 'judged 412 of 413 packages'],
  ],
  [
    'one held back, one not judged',
    {coverage: COUNT, leftOut: [LEFT_OUT], unjudged: new Map([['git', ['acme-lib']]])},
    [`judged 412 of 413 packages: ${HELD_BACK}; 1 git dependency not judged (\`acme-lib\`)`],
  ],
  [
    'several ways',
    {
      coverage: {...COUNT, total: 1, judged: 1},
      unjudged: new Map([
        ['bundle', ['a', 'b', 'c', 'd']],
        ['url', ['https://ann:secret@x.example/y.tgz']],
      ]),
      ageless: 2,
    },
    [
      'judged 1 of 1 package: 4 bundled packages not judged (`a`, `b`, `c`, …); 1 tarball from elsewhere not judged ' +
        '(`https://***@x.example/y.tgz`); not judged in full: 2 served without the times of their releases',
    ],
  ],
  ['trouble', {troubles: ['it broke\u001b[2J']}, ['it broke\\u{1b}[2J']],
  [
    'more than a screen',
    {coverage: COUNT, leftOut: Array.from({length: 7}, () => LEFT_OUT)},
    [...Array.from({length: 5}, () => HELD_BACK), 'and 2 more held back or left out', 'judged 412 of 413 packages'],
  ],
])('%s', (_, summary, lines) => {
  expect(gatewaySummaryLines({...NOTHING, ...summary})).toEqual(lines)
})
