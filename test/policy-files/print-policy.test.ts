// A policy printed in any style that YAML has, read, printed again by the library and read again, stays the policy it was.

import fc from 'fast-check'
import {expect, it} from 'vitest'
import {parseDocument} from 'yaml'
import {readPolicy} from '../../src/policy-files/read-policy.ts'
import {someDocument} from '../support/policy-documents.ts'
import {printed, someStyle} from '../support/policy-styles.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

it('parsed, printed and parsed again, a policy is the same, whatever the style', () => {
  let readable = 0
  fc.assert(
    fc.property(
      someDocument,
      fc.array(someStyle, {minLength: 1, maxLength: 30}),
      fc.boolean(),
      (document, styles, hasAliases) => {
        const text = printed(document, styles, hasAliases)
        // Not every combination of styles can be printed as YAML: a comment inside a flow scalar's key, for one.
        fc.pre(parseDocument(text).errors.length === 0)
        readable++
        const read = readPolicy(bytes(text), 'p.yaml')
        expect(read).toMatchObject({kind: 'document', document})
        const again = readPolicy(bytes(parseDocument(text).toString()), 'p.yaml')
        expect(again).toMatchObject({kind: 'document', document})
      },
    ),
    {numRuns: 150},
  )
  expect(readable).toBeGreaterThanOrEqual(150)
})
