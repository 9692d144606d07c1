import {domainToASCII} from 'node:url'
import {expect, it} from 'vitest'
import {readHost} from '../../../../src/core/names/docker/readable-host.ts'

it.each([
  ['bücher.example', undefined],
  ['日本語のサーバー.example', undefined],
  ['日本語abc.example', undefined],
  ['пример.example', undefined],
  ['dоcker.io', /^mixes Latin and Cyrillic letters in `xn--/],
  ['αbc.example', /^mixes Latin and Greek/],
  ['한국ж.example', /^mixes Cyrillic and Hangul/],
])('%s in Punycode is read back', (text, oddity) => {
  const read = readHost(domainToASCII(text))
  expect(read.text).toBe(text)
  if (oddity === undefined) expect(read.oddity).toBeUndefined()
  else expect(read.oddity).toMatch(oddity)
})

it.each(['xn--', 'xn--docker-', 'xn--99999999', 'xn--ls8h'])('%s cannot be decoded', (label) => {
  expect(readHost(`${label}.example`)).toEqual({
    text: `${label}.example`,
    oddity: `has a label that cannot be decoded, \`${label.split('.')[0]}\``,
  })
})
