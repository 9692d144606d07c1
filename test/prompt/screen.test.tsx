import {renderToString} from 'ink'
import {describe, expect, it} from 'vitest'
import type {Question} from '../../src/prompt/question.ts'
import {Screen} from '../../src/prompt/screen.tsx'

const question: Question = {
  commandLine: 'npm install expresss',
  position: {current: 1, total: 1},
  subject: 'expresss',
  findings: [{code: 'name-lookalike', severity: 'ask', message: 'doubles a letter of `express`', origin: 'built-in'}],
  sources: [],
  choices: [
    {
      name: 'express',
      reason: 'doubles a letter of `express`',
      popularity: {kind: 'downloads', perMonth: 298_745_123},
      commandLine: 'npm install express',
    },
  ],
  confirm: {kind: 'allowed', commandLine: 'npm install expresss'},
  where: undefined,
  indexDate: '2026-11-01',
}

function frame(more: Partial<Question> = {}, width = 80, isArmed = true): string {
  return renderToString(<Screen question={{...question, ...more}} isArmed={isArmed} width={width} />, {columns: width})
}

/** Without colours, which depend on who runs the test. */
function plain(text: string): string {
  return text.replace(/\u001B\[[\d;]*m/g, '')
}

describe('the screen', () => {
  it('shows command, finding, candidates with popularity, and the exact commands, at 80 columns', () => {
    expect(plain(frame())).toMatchInlineSnapshot(`
      "
       sallyport stopped npm install expresss
       Nothing was fetched or changed.

       expresss doubles a letter of \`express\` (name-lookalike, policy: built-in)

       1 or s  express, 299 million downloads a month
               runs: npm install express
       y       let it through once
               runs: npm install expresss
       Enter   refuse (so do n, Esc and no answer)

       Your answer? names as of 2026-11-01
      "
    `)
  })
  it('says why another version is proposed, and not how much the name is used', () => {
    const [first] = question.choices
    const choice = {...first!, version: '4.18.2\u001b[2J', reason: 'is the newest version before it that passes'}
    const shown = plain(frame({choices: [choice]}))
    expect(shown).toContain('express 4.18.2\\u{1b}[2J is the newest version before it that passes')
    expect(shown).not.toContain('downloads')
  })
  it('keeps every part at 40 columns', () => {
    expect(plain(frame({}, 40))).toMatchInlineSnapshot(`
      "
       sallyport stopped npm install expresss
       Nothing was fetched or changed.

       expresss doubles a letter of \`express\`
        (name-lookalike, policy: built-in)

       1 or s  express, 299 million downloads
                a month
               runs: npm install express
       y       let it through once
               runs: npm install expresss
       Enter   refuse (so do n, Esc and no
               answer)

       Your answer? names as of 2026-11-01
      "
    `)
  })
  it('says that it cannot be answered yet', () => {
    expect(plain(frame({}, 80, false))).toContain('A moment to read')
  })
  it('offers no y where the policy refuses', () => {
    const text = plain(frame({confirm: {kind: 'never'}}))
    expect(text).toContain('there is no key to let it through')
    expect(text).not.toMatch(/^\s*y\s/m)
  })
  it('counts questions, points to files, names registries and foreign letters', () => {
    const text = plain(
      frame({
        position: {current: 2, total: 3},
        where: '/project/package.json',
        subject: 'expr\u0435ss',
        sources: [{setting: 'registry', value: 'http://127.0.0.1:4873/', setBy: '/project/.npmrc'}],
      }),
    )
    expect(text).toContain('question 2 of 3')
    expect(text).toContain('/project/package.json')
    expect(text).toContain('\u0435 (U+0435)')
    expect(text).toContain('registry is http://127.0.0.1:4873/ (/project/.npmrc)')
  })
  it.each([
    ['escape sequences', '\u001B[2J\u001B]0;x\u0007'],
    ['bidi and zero-width letters', 'a\u202Eb\u200Bc'],
  ])('lets no %s through, wherever they come from', (_what, text) => {
    const attacked = frame({
      commandLine: text,
      subject: text,
      findings: [{code: text, severity: 'ask', message: text, origin: text}],
      choices: [{name: text, reason: text, popularity: {kind: 'known'}, commandLine: text}],
      confirm: {kind: 'allowed', commandLine: text},
      where: text,
      sources: [{setting: text, value: text, setBy: text}],
    })
    expect(plain(attacked).replaceAll('\n', '')).not.toMatch(/\p{C}/u)
  })
})
