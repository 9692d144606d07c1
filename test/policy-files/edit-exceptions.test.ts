// Exceptions written into policy files of every form: what is in the file already stays byte for byte, and what was put in can be
// taken out again.

import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {addException, type Edited, removeException} from '../../src/policy-files/edit/edit-exceptions.ts'
import type {ExceptionEntry} from '../../src/policy-files/edit/entry-text.ts'
import {readPolicy} from '../../src/policy-files/read-policy.ts'
import {someDocument} from '../support/policy-documents.ts'
import {printed, someStyle} from '../support/policy-styles.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const ENTRY: ExceptionEntry = {
  match: 'npm:left-pad@1.3.0',
  rules: ['too-new'],
  reason: 'known good',
  expires: '2027-01-01',
}

function add(text: string, entry: ExceptionEntry = ENTRY): Edited {
  return addException(bytes(text), '/p.yaml', entry)
}

function remove(text: string, match = ENTRY.match, rules: readonly string[] = []): Edited {
  return removeException(bytes(text), '/p.yaml', match, rules)
}

function textOf(edited: Edited): string {
  if (edited.kind !== 'edited') throw new Error(JSON.stringify(edited))
  return edited.text
}

const LINES = ['- match: npm:left-pad@1.3.0', '  rules: [too-new]', '  reason: known good', '  expires: 2027-01-01']
const block = (indent = '  ', lineBreak = '\n'): string => LINES.map((line) => `${indent}${line}${lineBreak}`).join('')
const FLOW = "{match: 'npm:left-pad@1.3.0', rules: [too-new], reason: 'known good', expires: 2027-01-01}"
const JSON_FLOW =
  '{"match": "npm:left-pad@1.3.0", "rules": ["too-new"], "reason": "known good", "expires": "2027-01-01"}'
const OTHER = '{match: npm:x, rules: [unclear], reason: x, expires: 2030-01-01}'

/** `§` stands for what is put in. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['no such key', 'version: 1\n§', `exceptions:\n${block()}`],
  ['no line break at the end', 'version: 1§', `\nexceptions:\n${block().trimEnd()}`],
  ['comments and blank lines at the end', 'version: 1\n\n# end\n\n§', `exceptions:\n${block()}`],
  ['marks of the document', '---\nversion: 1\n§...\n# after\n', `exceptions:\n${block()}`],
  ['line breaks of Windows', 'version: 1\r\n§', `exceptions:\r\n${block('  ', '\r\n')}`],
  ['lists that are not indented', 'version: 1\nallow:\n- npm:x\n§', `exceptions:\n${block('')}`],
  ['keys that are indented', '  version: 1\n§', `  exceptions:\n${block('    ')}`],
  ['a byte order mark', '\uFEFFversion: 1\n§', `exceptions:\n${block()}`],
  [
    'a text that keeps its line breaks',
    'version: 1\ninclude: |+\n  https://x.example/\n\n§',
    `exceptions:\n${block()}`,
  ],
  [
    'the same where it would grow by what follows',
    '§version: 1\ninclude: |+\n  https://x.example/\n   \n  ',
    `exceptions:\n${block()}`,
  ],
  ['an empty list', 'version: 1\nexceptions: [§] # none\nnpm: {}\n', FLOW],
  ['an empty list on lines', 'version: 1\nexceptions: [§ # none\n  ]\n', FLOW],
  ['a list in a line', `version: 1\nexceptions: [${OTHER}§]\n`, `, ${FLOW}`],
  ['a list with a comma at its end', `version: 1\nexceptions: [${OTHER},§]\n`, ` ${FLOW},`],
  ['a list on lines', `version: 1\nexceptions: [\n    ${OTHER}§\n  ]\n`, `,\n    ${FLOW}`],
  ['the same with commas', `version: 1\nexceptions: [\n    ${OTHER}, # x\n    ${OTHER}, # y§\n  ]\n`, `\n    ${FLOW},`],
  [
    'a block list, with comments that belong to its last entry and others that do not',
    'version: 1\nexceptions:\n  - expires: 2030-01-01\n    match: npm:x\n    rules:\n      - unclear\n    reason: | # x\n      x\n    # of x\n§  # of nobody\n\n# of npm\nnpm: {}\n',
    block(),
  ],
  [
    'wide dashes',
    "version: 1\nexceptions:\n    -   match: npm:x\n        rules: [unclear]\n        reason: x\n        expires: '2030-01-01' # end\n§\nnpm: {}",
    LINES.map((line, index) => `    ${index === 0 ? '-   ' : '    '}${line.slice(2)}\n`).join(''),
  ],
  ['entries in braces', `version: 1\nexceptions:\n- ${OTHER}\n- ${OTHER}\n§`, `- ${FLOW}\n`],
  ['tabs behind the dashes', `version: 1\nexceptions:\n  -\t${OTHER}\n§`, `  -\t${FLOW}\n`],
  ['a key with a question mark', `? exceptions\n: - ${OTHER}\n§? version\n: 1\n`, `  - ${FLOW}\n`],
  ['JSON', '{"version": 1, "exceptions": [§]}', JSON_FLOW],
  ['JSON without the key', '{"version": 1§}', `, "exceptions": [ ${JSON_FLOW} ]`],
  ['braces around everything', '{version: 1,\n allow: [npm:x],§\n}\n', `\n exceptions: [ ${FLOW} ],`],
  ['entries with anchors and aliases', `version: 1\nexceptions:\n  - &e ${OTHER}\n  - *e\n§`, block()],
]

describe('an exception', () => {
  test.for(CASES)('is put into a file with %s, and taken out again', ([, marked, inserted]) => {
    const before = marked.replace('§', '')
    const after = textOf(add(before))
    expect(after).toBe(marked.replace('§', () => inserted))
    expect(textOf(remove(after))).toBe(before)
  })

  it('is put between a comma of its own and a comment that is there', () => {
    const before = `version: 1\nexceptions: [\n  ${OTHER} # x\n  ]\n`
    const after = textOf(add(before))
    expect(after).toBe(`version: 1\nexceptions: [\n  ${OTHER}, # x\n  ${FLOW}\n  ]\n`)
    expect(textOf(remove(after))).toBe(before)
  })

  it.each([
    ['version: 1\nexceptions:\nnpm: {}\n', `version: 1\nexceptions:\n${block()}npm: {}\n`],
    ['version: 1\nexceptions: # why\n# more\n', `version: 1\nexceptions: # why\n${block()}# more\n`],
    ['{version: 1, exceptions: }', `{version: 1, exceptions: [${FLOW}] }`],
    ['# nothing yet\n', `# nothing yet\nversion: 1\nexceptions:\n${block()}`],
    ['', `version: 1\nexceptions:\n${block()}`],
  ])('mends a file that is valid only with it: %j', (before, after) => {
    expect(readPolicy(bytes(before), '/p.yaml').kind).toBe('problems')
    expect(textOf(add(before))).toBe(after)
  })

  it('leaves an empty list behind where somebody wrote beside the key', () => {
    const after = textOf(add('version: 1\nexceptions: # why\n# more\n'))
    expect(textOf(remove(after))).toBe('version: 1\nexceptions: [] # why\n# more\n')
  })

  it('says on which line it stands', () => {
    expect(add('version: 1\nnpm: {}\n')).toMatchObject({change: 'added', line: 4})
    expect(remove(`version: 1\nexceptions:\n  - ${OTHER}\n${block()}`)).toMatchObject({change: 'removed', line: 4})
  })

  test.for([
    'a: "quoted" reason #1',
    "it's fine",
    'yes',
    ' space at the ends ',
    'two\nlines',
    '\u001B[2J\u202E',
    '- [x]',
    'é ✓',
    '@acme, {x}',
    '#',
    '1',
    'until: soon',
  ])('has any reason: %j', (reason) => {
    for (const text of ['version: 1\n', `version: 1\nexceptions: [${OTHER}]\n`, '{"version": 1}']) {
      const after = textOf(add(text, {...ENTRY, reason}))
      const read = readPolicy(bytes(after), '/p.yaml')
      expect(read.kind === 'document' && read.document.exceptions?.at(-1)?.reason).toBe(reason)
      expect(after).not.toMatch(/[\u001B\u202E]/u)
    }
  })
})

describe('an exception that is there already', () => {
  const text = `version: 1\nexceptions:\n  # of Ann\n  - match: "npm:left-pad@1.3.0"\n    expires: '2026-12-31' # soon\n    rules: [too-new]\n    reason: known good\n`

  it('gets its new day, and nothing else changes', () => {
    const edited = add(text)
    expect(edited).toMatchObject({kind: 'edited', change: 'dated', line: 4})
    expect(textOf(edited)).toBe(text.replace('2026-12-31', '2027-01-01'))
  })

  it('stays as it is with the same day', () => {
    expect(add(text, {...ENTRY, expires: '2026-12-31'})).toEqual({kind: 'same', line: 4})
  })

  it('is the same under another spelling of its pattern, and with its rules in another order', () => {
    const spelled = `version: 1\nexceptions: [{match: docker:docker.io/library/nginx, rules: [latest-tag, tag-moved], reason: x, expires: 2027-01-01}]\n`
    const entry = {
      match: 'docker:nginx',
      rules: ['tag-moved', 'latest-tag'],
      reason: 'x',
      expires: '2027-01-01',
    } as const
    expect(add(spelled, entry)).toEqual({kind: 'same', line: 2})
    expect(add(spelled, {...entry, rules: ['tag-moved']})).toMatchObject({kind: 'edited', change: 'added'})
  })

  it('is not given another reason in silence', () => {
    expect(add(text, {...ENTRY, reason: 'because'})).toEqual({kind: 'other-reason', line: 4, reason: 'known good'})
  })
})

describe('taking an exception out', () => {
  const text = `version: 1\nexceptions:\n  - ${OTHER}\n  - {match: npm:x, rules: [too-new], reason: x, expires: 2030-01-01} # y\n  - {match: npm:y, rules: [too-new, unclear], reason: x, expires: 2030-01-01}\n`

  it('takes out the one for these rules, with the comment behind it', () => {
    expect(textOf(remove(text, 'npm:x', ['too-new']))).toBe(text.replace(/ {2}- .*# y\n/u, ''))
    expect(textOf(remove(text, 'npm:y'))).toBe(text.replace(/ {2}- .*npm:y.*\n/u, ''))
  })

  it('takes out nothing where it is not clear which', () => {
    expect(remove(text, 'npm:x')).toMatchObject({kind: 'several', entries: [{line: 3}, {line: 4}]})
    expect(remove(text, 'npm:y', ['too-new'])).toMatchObject({
      kind: 'several',
      entries: [{rules: ['too-new', 'unclear']}],
    })
    expect(remove(text, 'npm:z')).toEqual({kind: 'not-there'})
    expect(remove('version: 1\n', 'npm:z')).toEqual({kind: 'not-there'})
  })

  test.for([
    [`[${OTHER}, ${FLOW}, ${OTHER}]`, `[${OTHER}, ${OTHER}]`],
    [`[${FLOW}, ${OTHER}]`, `[${OTHER}]`],
    [`[\n  ${FLOW}, # gone\n  ${OTHER}\n  ]`, `[\n  ${OTHER}\n  ]`],
    [`[\n  ${FLOW}, ${OTHER}\n  ]`, `[\n  ${OTHER}\n  ]`],
    [`[${FLOW},]`, '[]'],
  ])('in the middle or in front of a list: %s', ([before, after]) => {
    expect(textOf(remove(`version: 1\nexceptions: ${before}\n`))).toBe(`version: 1\nexceptions: ${after}\n`)
  })
})

describe('nothing is written', () => {
  test.for([
    ['an alias that others share', `version: 1\nexceptions: &e [${OTHER}]\n`, 'edited'],
    ['a list that others share', 'version: 1\nallow: &a []\nexceptions: *a\n', 'unfit'],
    ['an empty list that others share', 'version: 1\nexceptions: &a []\nallow: *a\n', 'unfit'],
    ['no list', 'version: 1\nexceptions: {}\n', 'problems'],
    ['another error', 'version: 1\nmod: observe\n', 'problems'],
    ['no YAML', 'version: [', 'problems'],
    ['two documents', 'version: 1\n---\nversion: 1\n', 'problems'],
    ['no keys', '- a\n', 'problems'],
    ['no version', 'mode: observe\n', 'problems'],
  ] as const)('to a file with %s', ([, text, kind]) => {
    expect(add(text).kind).toBe(kind)
  })
})

describe('whatever the style of a file', () => {
  const someEnd = fc.constantFrom('', '\n...\n', '\n\n', '\n# end\n', '...\n# after', undefined)

  it('an exception put in and taken out leaves every byte', () => {
    let edited = 0
    fc.assert(
      fc.property(
        someDocument,
        fc.array(someStyle, {minLength: 1, maxLength: 30}),
        fc.boolean(),
        fc.boolean(),
        someEnd,
        (document, styles, hasAliases, isWindows, end) => {
          const unix = printed(document, styles, hasAliases)
          const whole = end === undefined ? unix.replace(/\n$/u, '') : `${unix}${end}`
          const text = isWindows ? whole.replaceAll('\n', '\r\n') : whole
          fc.pre(readPolicy(bytes(text), '/p.yaml').kind === 'document')
          const entry = {...ENTRY, match: 'npm:no-other-entry@1.0.0'}
          const added = add(text, entry)
          // The styles make aliases of lists that are equal: what is shared is left alone.
          if (added.kind === 'unfit') {
            expect(added.reason).toMatch(/alias|anchor/u)
            return
          }
          edited++
          expect(isWithin(text, textOf(added))).toBe(true)
          expect(textOf(remove(textOf(added), entry.match))).toBe(text)
        },
      ),
      {numRuns: 150},
    )
    expect(edited).toBeGreaterThan(75)
  })
})

/** Whether the longer text is the shorter one with something put in, at one or two places. */
function isWithin(short: string, long: string): boolean {
  let at = 0
  for (const character of long) if (short.startsWith(character, at)) at += character.length
  return at === short.length
}
