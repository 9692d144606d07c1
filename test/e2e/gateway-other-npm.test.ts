// The core of the gateway with the npm that this machine has, where that is of another major version than the one of the
// devDependencies. `SALLYPORT_TEST_NPM` runs every test with another one.

import {describe, expect, test} from 'vitest'
import {manifest, prepare, titled} from '../support/gateway-case.ts'
import {HOUR_AGO} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'
import {otherNpm} from '../support/other-npm.ts'

const PACKAGES: readonly NpmPackage[] = [
  {name: 'express', version: '4.0.0', dependencies: {'body-parser': '^1.0.0'}, bin: {express: 'cli.js'}},
  {name: 'body-parser', version: '1.2.0', dependencies: {helper: '~2.0.0', lodash: '^4.0.0'}},
  {name: 'helper', version: '2.0.1'},
  {name: 'lodash', version: '4.17.20'},
]
const WANTING = {'package.json': manifest({express: '^4.0.0'})}
const CASES = titled([
  {command: 'npm install express'},
  {command: 'npm install -g express', before: ['npm install -g lodash']},
  {command: 'npm update', files: WANTING},
  {command: 'npm ci', files: WANTING, before: ['npm install'], without: ['node_modules']},
])
const NPX = titled([{command: 'npx -y express'}])

const other = otherNpm()
const options = other === undefined ? {} : {npmFolder: other.folder}

describe.skipIf(other === undefined)(
  `npm ${other?.version ?? 'of another major version, which is not on PATH'}`,
  () => {
    test.each([...CASES, ...NPX])('is refused what is malicious, and changes nothing: $title', async (one) => {
      const {act, state, accuse} = await prepare(one, PACKAGES, options)
      await accuse('helper')
      const before = state()
      const {code, stderr} = await act()
      expect(stderr).toContain('refused `helper@2.0.1`, wanted by express@4.0.0 > body-parser@1.2.0: is malicious')
      expect(code).toBe(77)
      expect(state()).toEqual(before)
    })

    test.each(CASES)('leaves the same files as without a gateway: $title', async (one) => {
      const {act, state, rewind} = await prepare(one, PACKAGES, options)
      const bare = await act('bare')
      const expected = state()
      rewind()
      const gated = await act()
      expect([gated.code, bare.code]).toEqual([0, 0])
      expect(state()).toEqual(expected)
    })

    test.each([...CASES.slice(0, 3), ...NPX])('gets no version that is held back: $title', async (one) => {
      const {act, asked, registry} = await prepare(one, PACKAGES, options)
      registry.publish({name: 'lodash', version: '4.17.21', publishedAt: HOUR_AGO})
      const {code, stderr} = await act()
      expect(stderr).toContain('held back `lodash` 4.17.21')
      expect(code).toBe(0)
      expect(asked().join()).not.toContain('lodash-4.17.21.tgz')
    })
  },
)
