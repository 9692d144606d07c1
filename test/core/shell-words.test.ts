import {expect, it} from 'vitest'
import {shellWords} from '../../src/core/shell-words.ts'

it.each([
  [['npm', 'install', '@types/node@^20'], 'npm install @types/node@^20'],
  [['pip', 'install', 'requests[socks]>=2'], "pip install 'requests[socks]>=2'"],
  [['echo', "it's"], `echo 'it'\\''s'`],
  [['npm', 'install', ''], "npm install ''"],
  [['npm', 'install', 'a b;rm'], "npm install 'a b;rm'"],
])('shows %j as a person would type it', (words, expected) => {
  expect(shellWords(words)).toBe(expected)
})
