// Names that somebody made to break the judgement: nothing is thrown, and each takes a moment.

import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {judgeDockerName} from '../../../../src/core/names/docker/judge-docker-name.ts'
import {judgeRegistryHost} from '../../../../src/core/names/docker/judge-host.ts'
import {judgeImageName} from '../../../../src/core/names/judge-image.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))
const MOST_MILLISECONDS = 5
const ATTEMPTS = 3

const hostile: Readonly<Record<string, string>> = {
  '64 KB of letters': 'a'.repeat(65_536),
  '64 KB of a host': `${'a.'.repeat(32_768)}io/x`,
  '1,000 slashes': '/'.repeat(1000),
  '60,000 slashes': '/'.repeat(60_000),
  '1,000 dots': '.'.repeat(1000),
  '60,000 dots and a slash': `${'.'.repeat(60_000)}/x`,
  colons: ':'.repeat(1000),
  'a bracket of colons': `[${':'.repeat(900)}]/x`,
  'the longest path': `${'a'.repeat(127)}/${'b'.repeat(127)}`,
  'the longest bare name': 'n'.repeat(255),
  'the longest run of hyphens': `a${'-'.repeat(250)}b`,
  'the longest host': `${'a.'.repeat(124)}com/x`,
  'a host of Punycode': `${'xn--a-0ga.'.repeat(24)}io/x`,
  'a host of broken Punycode': `${'xn--999.'.repeat(30)}io/x`,
  'a host of Cyrillic': `${'а.'.repeat(120)}io/x`,
  digits: `${'9'.repeat(250)}/x`,
  'a host of digits': `${'9'.repeat(200)}.1:5000/x`,
  'a hexadecimal host': `0x${'f'.repeat(200)}.1/x`,
  NUL: 'ng\0inx',
  'line breaks': 'nginx\n\r\u2028foo/postgres',
  'a lone surrogate': 'ngin\ud800x/\udc00',
  'mixed scripts': 'ngіnх漢ي/ποστgres',
  __proto__: '__proto__/__proto__',
  constructor: 'constructor/constructor',
  'toString host': 'constructor.io/toString',
  'combining marks': `n${'\u0301'.repeat(200)}ginx/x`,
  'digits at the end': `nginx${'1.'.repeat(120)}1`,
  'words of an affix': 'docker-'.repeat(36),
  official: `foo/${'official-'.repeat(25)}`,
  empty: '',
}

describe('hostile names', () => {
  it.each(Object.entries(hostile))('%s: judged within 5 ms', (_what, name) => {
    expect(bestTimeOf(() => judgeDockerName(name, docker))).toBeLessThan(MOST_MILLISECONDS)
    const slash = name.indexOf('/')
    const image = {host: name.slice(0, Math.max(0, slash)), path: name.slice(slash + 1)}
    expect(bestTimeOf(() => judgeRegistryHost(image.host))).toBeLessThan(MOST_MILLISECONDS)
    expect(bestTimeOf(() => judgeImageName({host: 'docker.io', path: name}, docker))).toBeLessThan(MOST_MILLISECONDS)
  })

  it('throws at nothing, and keeps to its shape', () => {
    const text = fc.oneof(
      fc.string({unit: 'binary', maxLength: 300}),
      fc.string({unit: fc.constantFrom(...'nginxpostgredck.io:/@-_[]0x1аоіXN\0\n\ud800'), maxLength: 80}),
      fc.string({unit: 'grapheme', maxLength: 80}),
    )
    fc.assert(
      fc.property(text, text, (first, second) => {
        for (const name of [first, `${first}/${second}`, `xn--${first}.io/${second}`, `docker.io/${first}/${second}`]) {
          const {verdict, suggestions, remark} = judgeDockerName(name, docker)
          expect(suggestions.length).toBeLessThanOrEqual(5)
          if (verdict === 'lookalike') expect(suggestions.length).toBeGreaterThan(0)
          if (verdict === 'ok' && remark === undefined) expect(suggestions).toEqual([])
          for (const {name: target, score} of suggestions) {
            expect(target).not.toBe(name)
            expect(score > 0 && score <= 1).toBe(true)
          }
        }
      }),
      {numRuns: 2000},
    )
  })
})

/** Milliseconds of the fastest attempt: noise of the machine only ever adds. */
function bestTimeOf(judge: () => unknown): number {
  const times = Array.from({length: ATTEMPTS}, () => {
    const started = performance.now()
    judge()
    return performance.now() - started
  })
  return Math.min(...times)
}
