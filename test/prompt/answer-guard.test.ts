import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  answerGuard,
  type GuardEvent,
  type GuardSetting,
  initialGuardState,
  PATIENCE,
  READING_TIME,
  SETTLING,
  SILENCE,
} from '../../src/prompt/answer-guard.ts'
import type {Answer} from '../../src/prompt/question.ts'

const setting: GuardSetting = {choiceCount: 2, canConfirm: true, timeout: 120_000}
const painted: GuardEvent = {kind: 'painted'}
const tick: GuardEvent = {kind: 'tick'}
const noise: GuardEvent = {kind: 'noise'}
const key = (name: string): GuardEvent => ({kind: 'key', key: name})

/** Time and event pairs played in order, a tick well after the last; the first answer, and when it came. */
function play(
  events: readonly (readonly [number, GuardEvent])[],
  more: Partial<GuardSetting> = {},
): Answer | undefined {
  let state = initialGuardState
  for (const [now, event] of events) {
    const step = answerGuard(state, event, now, {...setting, ...more})
    if (step.answer !== undefined) return step.answer
    state = step.state
  }
  return undefined
}

const READY = READING_TIME
const settled = (at: number): readonly [number, GuardEvent] => [at + SETTLING, tick]

describe('a single key after reading time and silence', () => {
  it.each([
    ['y', {kind: 'confirm'}],
    ['s', {kind: 'substitute', choice: 0}],
    ['1', {kind: 'substitute', choice: 0}],
    ['2', {kind: 'substitute', choice: 1}],
    ['n', {kind: 'refuse', because: 'no'}],
    ['enter', {kind: 'refuse', because: 'enter'}],
    ['escape', {kind: 'refuse', because: 'escape'}],
    ['3', undefined],
    ['0', undefined],
    ['Y', undefined],
    ['q', undefined],
    [' ', undefined],
  ] as const)('%s', (name, answer) => {
    expect(play([[0, painted], [READY, key(name)], settled(READY)])).toEqual(answer)
  })

  it('answers nothing with y where the policy blocks', () => {
    expect(play([[0, painted], [READY, key('y')], settled(READY)], {canConfirm: false})).toBeUndefined()
  })

  it('substitutes nothing where there is no choice', () => {
    for (const name of ['1', 's']) {
      expect(play([[0, painted], [READY, key(name)], settled(READY)], {choiceCount: 0})).toBeUndefined()
    }
  })
})

describe('what does not count', () => {
  it('a key before the question is painted', () => {
    expect(play([[0, key('y')], [10, painted], [READY, tick], settled(READY)])).toBeUndefined()
  })
  it('a key within the reading time', () => {
    expect(play([[0, painted], [READY - 1, key('y')], settled(READY)])).toBeUndefined()
  })
  it('a key within the silence after an early one', () => {
    expect(
      play([[0, painted], [READY - 1, key('x')], [READY - 1 + SILENCE - 1, key('y')], settled(READY + SILENCE)]),
    ).toBeUndefined()
  })
  it('a key that another follows at once', () => {
    expect(
      play([
        [0, painted],
        [READY, key('y')],
        [READY + SETTLING - 1, key('y')],
        [READY + SETTLING, tick],
      ]),
    ).toBeUndefined()
  })
  it('a key that noise follows at once', () => {
    expect(play([[0, painted], [READY, key('1')], [READY + 5, noise], settled(READY)])).toBeUndefined()
  })
  it('but after the burst a calm answer does', () => {
    const calm = READY + 10 + SILENCE
    expect(play([[0, painted], [READY, key('y')], [READY + 10, key('y')], [calm, key('1')], settled(calm)])).toEqual({
      kind: 'substitute',
      choice: 0,
    })
  })
})

describe('what ends the question at any time', () => {
  it.each([
    ['interrupt', {kind: 'interrupt'}],
    ['end-of-input', {kind: 'refuse', because: 'end-of-input'}],
    ['hang-up', {kind: 'refuse', because: 'hang-up'}],
  ] as const)('%s, even before it is painted', (kind, answer) => {
    expect(play([[0, {kind}]])).toEqual(answer)
    expect(
      play([
        [0, painted],
        [READY, key('y')],
        [READY + 1, {kind}],
      ]),
    ).toEqual(answer)
  })
  it('the timeout', () => {
    expect(
      play([
        [0, painted],
        [119_999, tick],
      ]),
    ).toBeUndefined()
    expect(
      play([
        [0, painted],
        [120_000, tick],
      ]),
    ).toEqual({kind: 'refuse', because: 'timeout'})
  })
  it('keys that never stop', () => {
    const keys = Array.from({length: PATIENCE / 33 + 2}, (_, index) => [index * 33, key('y')] as const)
    expect(play([[0, painted], ...keys])).toEqual({kind: 'refuse', because: 'never-armed'})
  })
})

describe('whatever is typed', () => {
  const anyEvent = fc.oneof(
    fc.constantFrom('y', 's', '1', '2', 'n', 'enter', 'escape', 'q').map(key),
    fc.constantFrom(noise, tick),
  )
  const isLetting = (answer: Answer | undefined): boolean => answer?.kind === 'confirm' || answer?.kind === 'substitute'

  it('nothing within the reading time lets anything through', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: READY - 1}), anyEvent)), (steps) => {
        const events = steps.sort(([a], [b]) => a - b)
        expect(isLetting(play([[0, painted], ...events]))).toBe(false)
      }),
    )
  })

  it('no key held from before lets anything through, at any repeat rate of a keyboard', () => {
    const held = fc.record({
      name: fc.constantFrom('y', 's', '1'),
      pressedAt: fc.integer({min: -1000, max: READY - 1}),
      delay: fc.integer({min: 150, max: 1000}),
      period: fc.integer({min: 10, max: SETTLING - 1}),
    })
    fc.assert(
      fc.property(held, ({name, pressedAt, delay, period}) => {
        const repeats = Array.from({length: 800}, (_, index) => pressedAt + delay + index * period)
        const events = [pressedAt, ...repeats].map((at) => [at, key(name)] as const)
        const ticks = Array.from({length: 200}, (_, index) => [index * 40, tick] as const)
        const all = [[0, painted] as const, ...events, ...ticks].sort(([a], [b]) => a - b)
        expect(isLetting(play(all))).toBe(false)
      }),
    )
  })

  it('an answer that lets something through had silence before it and after it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: 400}), anyEvent), {maxLength: 40}), (steps) => {
        let now = 0
        const events = steps.map(([pause, event]) => {
          now += pause
          return [now, event] as const
        })
        const answer = play([[0, painted], ...events])
        if (!isLetting(answer)) return
        const inputs = [0, ...events.filter(([, event]) => event.kind !== 'tick').map(([at]) => at)]
        const calm = inputs.some((at, index) => {
          const next = inputs[index + 1] ?? Number.POSITIVE_INFINITY
          return at >= READY && next - at >= SETTLING
        })
        expect(calm).toBe(true)
      }),
    )
  })
})
