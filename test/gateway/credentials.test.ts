// The rules of npm's own `npm-registry-fetch/lib/auth.js`, checked against it.

import {createRequire} from 'node:module'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {credentialsFor} from '../../src/gateway/credentials.ts'
import {checkout} from '../support/checkout.ts'

const ofNpm = createRequire(join(checkout, 'node_modules/npm/package.json'))
const getAuth = ofNpm('npm-registry-fetch/lib/auth.js') as (
  uri: string,
  options: object,
) => {readonly token: string | null; readonly auth: string | null}

const host = fc.constantFrom('a.example', 'b.example', 'a.example:8080', 'sub.a.example', 'a.example.evil.example')
const path = fc.constantFrom('', '/', '/npm', '/npm/', '/npm/team/', '/npmother/')
const keys = fc.constantFrom('_authToken', '_auth', 'username', '_password')
const secrets = fc.dictionary(
  fc.tuple(host, path, keys).map(([h, p, k]) => `//${h}${p}:${k}`),
  fc.constantFrom('c2VjcmV0', 'b3RoZXI='),
)

test('of 5,000 settings, each request carries what npm would send', () => {
  fc.assert(
    fc.property(secrets, host, path, host, path, (settings, h, p, registryHost, registryPath) => {
      const registry = `https://${registryHost}${registryPath}`
      const address = `https://${h}${p.replace(/\/$/u, '')}/lodash/-/lodash-1.0.0.tgz`
      const {token, auth} = getAuth(address, {...settings, registry})
      const expected = token === null ? (auth === null ? undefined : `Basic ${auth}`) : `Bearer ${token}`
      const credentials = new Map(Object.entries(settings))
      const upstreams = {scopes: new Map(), credentials, authorities: [], isStrictAboutCertificates: true}
      const {authorization} = credentialsFor(new URL(address), registry, {...upstreams, isReplaced: () => false})
      expect(authorization).toBe(expected)
    }),
    {numRuns: 5000},
  )
})
