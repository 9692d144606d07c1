import {expect, it} from 'vitest'
import {readHostAddress} from '../../../../src/core/names/docker/host-address.ts'

it.each([
  ['127.0.0.1', '127.0.0.1', 'private'],
  ['0.0.0.0', '0.0.0.0', 'private'],
  ['10.1.2.3', '10.1.2.3', 'private'],
  ['172.16.0.1', '172.16.0.1', 'private'],
  ['172.31.255.255', '172.31.255.255', 'private'],
  ['172.32.0.1', '172.32.0.1', 'public'],
  ['192.168.1.1', '192.168.1.1', 'private'],
  ['169.254.169.254', '169.254.169.254', 'private'],
  ['100.64.0.1', '100.64.0.1', 'private'],
  ['100.128.0.1', '100.128.0.1', 'public'],
  ['8.8.8.8', '8.8.8.8', 'public'],
  ['255.255.255.255', '255.255.255.255', 'public'],
  ['0x7f.1', '127.0.0.1', 'private, odd'],
  ['127.1', '127.0.0.1', 'private, odd'],
  ['2130706433', '127.0.0.1', 'private, odd'],
  ['134744072', '8.8.8.8', 'public, odd'],
  ['0x08080808', '8.8.8.8', 'public, odd'],
  ['010.010.010.010', '8.8.8.8', 'public, odd'],
  ['8.8.2056', '8.8.8.8', 'public, odd'],
  ['[::1]', '::1', 'private'],
  ['[::]', '::', 'private'],
  ['[fd00::1]', 'fd00::1', 'private'],
  ['[fe80::1]', 'fe80::1', 'private'],
  ['[2001:4860:4860::8888]', '2001:4860:4860::8888', 'public'],
  ['[::ffff:7f00:1]', '127.0.0.1', 'private'],
  ['[::ffff:808:808]', '8.8.8.8', 'public, odd'],
])('%s is %s, %s', (host, address, kind) => {
  const read = readHostAddress(host)
  expect(read?.address).toBe(address)
  expect(`${read?.isPrivate ? 'private' : 'public'}${read?.isOdd ? ', odd' : ''}`).toBe(kind)
})

it.each([
  'docker.io',
  '',
  '.',
  '1.2.3.4.5',
  '999.1.1.1',
  '1.2.3.256',
  '4294967296',
  '08.1.1.1',
  '0xg.1',
  '1..2',
  '[',
  '[]',
  '[1]',
  '[:::]',
  '[1::2::3]',
  '[12345::]',
])('%j is no address', (host) => expect(readHostAddress(host)).toBeUndefined())
