import {domainToASCII} from 'node:url'
import fc from 'fast-check'
import {expect, it} from 'vitest'
import {decodePunycode} from '../../../../src/core/names/docker/punycode.ts'

// RFC 3492, 7.1, sample strings (A), (B), (D), (G), (L) and (S).
it.each([
  ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
  ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['Proprostnemluvesky-uyb24dma41a', 'Pročprostěnemluvíčesky'],
  ['n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
  ['3B-ww4c5e180e575a65lsy2b', '3年B組金八先生'],
  ['-> $1.00 <--', '-> $1.00 <-'],
  ['bcher-kva', 'bücher'],
])('decodes the sample %s', (encoded, text) => expect(decodePunycode(encoded)).toBe(text))

it.each(['', '!', 'é', 'bcher-kv!', '99999999', 'a'.repeat(64), 'zzzzzzzzzzzz', '\0', '-\ud800'])(
  'refuses %j without an error',
  (encoded) => expect(decodePunycode(encoded)).toBeUndefined(),
)

it('decodes every label that the platform encodes', () => {
  const letters = [...'abcxyz019-äöüßéñçøłđабвгдежикопрстуαβγδεζ漢字仮名あいうアイウ한국어אבגعرب'].filter(
    (letter) => letter !== 'ß',
  )
  const label = fc.array(fc.constantFrom(...letters), {minLength: 1, maxLength: 15}).map((all) => all.join(''))
  fc.assert(
    fc.property(label, (text) => {
      const ascii = domainToASCII(text)
      fc.pre(ascii.startsWith('xn--'))
      expect(decodePunycode(ascii.slice(4))).toBe(text.normalize('NFC'))
    }),
  )
})

it('throws at nothing', () => {
  fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 80}), (text) => void decodePunycode(text)))
})
