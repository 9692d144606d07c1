import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {readPolicy} from '../../src/policy-files/read-policy.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function problemsOf(text: string): readonly string[] {
  const read = readPolicy(bytes(text), 'p.yaml')
  if (read.kind === 'document') return []
  return read.problems.map(({path, position, message}) => `${path}:${position?.line}:${position?.column}: ${message}`)
}

describe('a policy file', () => {
  it('gives its values and the line of each', () => {
    const read = readPolicy(bytes('version: 1\n# why\nnpm:\n  deny:\n    - left-pad\n    - match: x\n'), 'p.yaml')
    if (read.kind === 'problems') throw new Error(read.problems[0]?.message)
    expect(read.document).toEqual({version: 1, npm: {deny: ['left-pad', {match: 'x'}]}})
    expect(read.lines.get('npm.deny.1')).toBe(6)
  })

  it('gives all its errors at once, with what was found, what was expected and the nearest key', () => {
    const text = `version: 1
mod: enforce
unattended: maybe
rules:
  name-lookalik: ask
  too-new: {action: hold-bak, day: 3}
  latest-tag: hold-back
allow:
  - left-pad
  - {match: npm:x@latest}
exceptions:
  - {match: npm:x, rules: [tonew], expires: 2026-02-30}
`
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^p\.yaml:2:1: found the key `mod`, expected one of \d+ .*; nearest: `mode`$/u),
      'p.yaml:3:13: found `maybe`, expected one of `block`, `allow`',
      expect.stringMatching(/^p\.yaml:5:3: found the key `name-lookalik`, .*; nearest: `name-lookalike`$/u),
      'p.yaml:6:21: found `hold-bak`, expected one of `off`, `note`, `hold-back`, `ask`, `block`; nearest: `hold-back`',
      'p.yaml:6:31: found the key `day`, expected one of `action`, `days`, `locked`; nearest: `days`',
      'p.yaml:7:15: found `hold-back`, expected one of `off`, `note`, `ask`, `block`',
      'p.yaml:9:5: found `left-pad`, which does not start with `npm:`, `pypi:` or `docker:`',
      'p.yaml:10:13: found `npm:x@latest`, which has `latest` behind `@`, which is no semver range',
      'p.yaml:12:5: the key `reason` is missing, expected text',
      expect.stringMatching(/^p\.yaml:12:28: found `tonew`, .*; nearest: `too-new`$/u),
      'p.yaml:12:45: found `2026-02-30`, expected a day as `2026-12-31`',
    ])
  })

  test.for([
    ['nothing', '', '1:1: found nothing, expected keys with values'],
    ['a list', '- a', '1:1: found a list, expected keys with values'],
    ['another version', 'version: 2', '1:10: found 2, expected `1`'],
    ['no version', 'mode: observe', '1:1: the key `version` is missing, expected `1`'],
    ['a key twice', 'version: 1\nmode: observe\nmode: enforce', '3:1: found the key `mode` for the second time'],
    ['a tag', 'version: !!int 1', '1:10: found a tag (`!`), expected a plain value'],
    ['a directive', '%YAML 1.2\n---\nversion: 1', '1:1: found a directive (`%`), expected a key'],
    ['a merge key', 'version: 1\nnpm: {<<: {}}', '2:7: found a merge key (`<<`), which policies do not have'],
    ['a key that is a list', 'version: 1\n? [a]\n: b', '2:3: found a key that is no text'],
    ['a prototype', 'version: 1\n__proto__: {mode: observe}', '2:1: found the key `__proto__`, expected one of '],
    [
      'a constructor',
      'version: 1\nrules: {constructor: off}',
      '2:9: found the key `constructor`, expected one of 23 (`name-lookalike`, `name-unknown`, `malware-known`, …)',
    ],
    ['an open bracket', 'version: 1\nallow: [', '2:9: is no YAML: '],
    ['two documents', 'version: 1\n---\nversion: 1', '2:1: is no YAML: '],
    ['a word for yes', 'version: 1\nbypass: yes', '2:9: found `yes`, expected `true` or `false`'],
  ] as const)('with %s is refused at the place', ([, text, problem]) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(`p.yaml:${problem}`)])
  })

  it('may use an alias, and may not grow by aliases of aliases', () => {
    expect(problemsOf('version: 1\nnpm: &a {allow: [x]}\npypi: *a\n')).toEqual([])
    const bomb = ['version: 1', 'a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 10; level++)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    expect(problemsOf(bomb.join('\n'))).toEqual([expect.stringContaining('holds more than a policy can')])
    expect(problemsOf('version: 1\nallow: &a [*a]')).toEqual([expect.stringContaining('nested too deep')])
  })

  it('is refused when it is not UTF-8 or larger than one megabyte, unread', () => {
    expect(readPolicy(new Uint8Array([0xff, 0xfe, 0]), 'p')).toMatchObject({problems: [{message: 'is not in UTF-8'}]})
    expect(readPolicy(new Uint8Array(10_000_000), 'p')).toMatchObject({
      problems: [{message: 'is larger than 1048576 bytes'}],
    })
  })
})

describe('any input', () => {
  const fragment = fc.constantFrom(
    ...[
      'version: 1',
      '\n',
      '  ',
      '- ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '&a',
      '*a',
      '!x',
      '%',
      '#',
      '---',
      '? ',
      ',',
      '\t',
      '\0',
      'rules',
      'npm',
      'too-new',
      '\u2028',
      '<<',
      '__proto__',
    ],
  )
  const text = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.array(fragment, {maxLength: 60}).map((parts) => parts.join('')),
  )

  it('gives a policy or errors, each with a place in the text', () => {
    fc.assert(
      fc.property(text, (one) => {
        const read = readPolicy(bytes(one), 'p.yaml')
        if (read.kind === 'document') return
        expect(read.problems.length).toBeGreaterThan(0)
        const lines = one.split('\n')
        for (const {position} of read.problems) {
          if (position === undefined) continue
          expect(position.line).toBeLessThanOrEqual(lines.length + 1)
          expect(position.column).toBeGreaterThan(0)
        }
      }),
      {numRuns: 3000},
    )
  })

  it('of bytes gives a policy or errors', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), (one) =>
        ['document', 'problems'].includes(readPolicy(one, 'p').kind),
      ),
    )
  })

  test.for([
    '[',
    '{',
    '- ',
    '? ',
    'a: ',
    'a:\n',
    '"',
    '|\n',
    '&a ',
    '*a ',
    '!t ',
    '#\n',
    '\n',
    'a\n',
    ',',
    ':',
    '%a\n',
    '---\n',
    '{a: ',
    '[{',
    '-\n',
    '?\n',
    '"\\\n',
    'a: b\n',
    '...\n',
    ':\n',
    '>\n x\n',
    '[a,',
    '\0',
    '- *a\n',
    '- &a b\n',
    'a: "b\n',
    '"": ',
  ])('a megabyte of %j ends in errors, few of them', (part) => {
    const whole = part.repeat(Math.floor((1024 * 1024) / part.length))
    const read = readPolicy(bytes(whole), 'p.yaml')
    expect(read.kind).toBe('problems')
    expect(read.kind === 'problems' && read.problems.length).toBeLessThanOrEqual(51)
  })

  it('of thousands of ranges that every artifact is compared with is refused, and names with ranges are not', () => {
    const denied = (pattern: (index: number) => string, count: number) =>
      `version: 1\ndeny:\n${Array.from({length: count}, (_, index) => `  - '${pattern(index)}'\n`).join('')}`
    expect(problemsOf(denied((index) => `npm:*@<0.0.${index}`, 100))).toEqual([])
    expect(problemsOf(denied((index) => `npm:*@<0.0.${index}`, 3000))).toEqual([
      'p.yaml:103:5: found more than 100 patterns that have both a `*` and a range',
    ])
    expect(problemsOf(denied((index) => `npm:left-pad@<0.0.${index}`, 3000))).toEqual([])
    expect(problemsOf(denied((index) => `docker:acme/*@sha256:${String(index).padStart(64, '0')}`, 3000))).toEqual([])
  })

  it('with more different keys than anybody writes ends in errors', () => {
    const keys = Array.from({length: 10_000}, (_, index) => `k${index}: 1`).join('\n')
    expect(problemsOf(`version: 1\n${keys}`)).toHaveLength(51)
  })
})
