import {describe, expect, it} from 'vitest'
import {readLocation} from '../../src/sources/location.ts'
import {redirectTarget} from '../../src/sources/redirect.ts'

describe('readLocation', () => {
  it.each([
    ['names.tsv', {kind: 'file', path: '/here/names.tsv'}],
    ['/srv/names.tsv', {kind: 'file', path: '/srv/names.tsv'}],
    ['file:///srv/my%20names.tsv', {kind: 'file', path: '/srv/my names.tsv', shown: '/srv/my names.tsv'}],
    ['https://names.example/a', {kind: 'address', url: 'https://names.example/a', shown: 'https://names.example/a'}],
    ['HTTPS://NAMES.example/a#part', {kind: 'address', url: 'https://names.example/a'}],
    ['http://localhost:8080/a', {kind: 'address'}],
    ['http://127.1/a', {kind: 'address', url: 'http://127.0.0.1/a'}],
    ['http://[::1]/a', {kind: 'address'}],
    ['https://me:p%40ss@names.example/', {url: 'https://names.example/', authorization: `Basic ${btoa('me:p@ss')}`}],
    ['https:me:p@names.example/', {url: 'https://names.example/', shown: 'https://***@names.example/'}],
    ['https://token@names.example/', {shown: 'https://***@names.example/'}],
    ['https://me:100%@names.example/', {authorization: `Basic ${btoa('me:100%')}`}],
    ['https://names.example/?X-Signature=abc', {shown: 'https://names.example/?X-Signature=***'}],
  ])('%s', (text, expected) => {
    expect(readLocation(text, '/here')).toMatchObject(expected)
  })

  it.each([
    '',
    'a\0b',
    'https://',
    'https://me:hunter2@[',
    'http://names.example/',
    'http://127.0.0.1.names.example/',
    'http://localhost.names.example/',
    'http://me:hunter2@names.example/',
    'ftp://me:hunter2@names.example/',
    'data:text/plain,lodash',
    'javascript:1',
    'file://names.example/srv/names.tsv',
    'file:///a%2fb',
  ])('refuses %j and repeats no secret of it', (text) => {
    const location = readLocation(text, '/here')
    expect(location.kind).toBe('wrong')
    expect(JSON.stringify(location)).not.toContain('hunter2')
  })
})

describe('redirectTarget', () => {
  const from = 'https://names.example/a/list'
  it.each([
    ['other', 'https://names.example/a/other'],
    ['//mirror.example/x#y', 'https://mirror.example/x'],
    ['https://me:secret@mirror.example/x', 'https://mirror.example/x'],
  ])('follows %s within https', (location, url) => {
    expect(redirectTarget(from, location, 'https')).toEqual({kind: 'follow', url})
  })
  it.each([
    'http://names.example/a',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'data:,x',
    'https://[',
    'ftp://names.example/',
  ])('refuses %s', (location) => {
    expect(redirectTarget(from, location, 'https').kind).toBe('refused')
  })
  it('refuses to leave http, also for https', () => {
    expect(redirectTarget('http://127.0.0.1/a', 'https://names.example/', 'https').kind).toBe('refused')
  })
  it.each([
    ['https://policy.example/a', '/b', 'https://policy.example/b'],
    ['http://127.0.0.1:8000/a', 'b', 'http://127.0.0.1:8000/b'],
  ])('within one origin follows %s to %s', (start, location, url) => {
    expect(redirectTarget(start, location, 'same-origin')).toEqual({kind: 'follow', url})
  })
  it.each([
    'https://policy.example:8443/a',
    'https://other.example/a',
    'https://policy.example.evil.example/a',
    '//other.example/a',
    'http://policy.example/a',
    'file:///etc/passwd',
  ])('within one origin refuses %s', (location) => {
    expect(redirectTarget('https://policy.example/a', location, 'same-origin').kind).toBe('refused')
  })
})
