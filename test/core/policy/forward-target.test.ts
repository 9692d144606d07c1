import {expect, test} from 'vitest'
import {type ForwardTarget, parseForwardTarget} from '../../../src/core/policy/forward-target.ts'

test.for<[string, ForwardTarget]>([
  ['none', {kind: 'none'}],
  ['https://log.example/in?stream=1', {kind: 'http', url: 'https://log.example/in?stream=1'}],
  ['http://127.0.0.1:8080', {kind: 'http', url: 'http://127.0.0.1:8080/'}],
  ['http://[::1]:8080/x', {kind: 'http', url: 'http://[::1]:8080/x'}],
  ['syslog://log.example', {kind: 'syslog', host: 'log.example', port: 514, isEncrypted: false}],
  ['syslog://127.0.0.1:5514/', {kind: 'syslog', host: '127.0.0.1', port: 5514, isEncrypted: false}],
  ['syslog+tls://[2001:db8::1]', {kind: 'syslog', host: '2001:db8::1', port: 6514, isEncrypted: true}],
])('%s', ([text, target]) => {
  expect(parseForwardTarget(text)).toEqual({kind: 'target', target})
})

test.for([
  ['', /neither an address nor `none`/],
  ['log.example', /neither an address/],
  ['http://log.example/', /read by everybody on the way/],
  ['http://127.0.0.1.evil.example/', /read by everybody on the way/],
  ['https://user:hunter2@log.example/', /holds credentials/],
  ['https://log.example/?token=hunter2', /holds credentials/],
  ['syslog://u:p@log.example', /holds credentials/],
  ['file:///etc/passwd', /is no address of/],
  ['ftp://log.example/', /is no address of/],
  ['javascript:alert(1)', /is no address of/],
  ['syslog:', /is no syslog server/],
  ['syslog://', /is no syslog server/],
  ['syslog://log.example/path', /is no syslog server/],
  ['syslog://log%0a.example', /is no syslog server/],
] as const)('%s is none', ([text, reason]) => {
  expect(parseForwardTarget(text)).toMatchObject({kind: 'invalid', reason: expect.stringMatching(reason)})
})
