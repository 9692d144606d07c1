import fc from 'fast-check'
import {Document, isAlias, isCollection, isScalar, type Node, type Scalar, visit} from 'yaml'

export interface Style {
  readonly flow: boolean
  readonly quotes: Scalar.Type
  readonly before: string | undefined
  readonly behind: string | undefined
  readonly space: boolean
}

const comment = fc.constantFrom(undefined, ' why', ' a: b', ' - [x]', ' one\n two', ' "')
export const someStyle: fc.Arbitrary<Style> = fc.record({
  flow: fc.boolean(),
  quotes: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
  before: comment,
  behind: comment,
  space: fc.boolean(),
})

/** Values that are equal become one value, which YAML prints once, with aliases. */
function shared(document: unknown): unknown {
  const known = new Map<string, unknown>()
  const share = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const text = JSON.stringify(value)
    if (!known.has(text)) {
      const copy = Array.isArray(value)
        ? value.map(share)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, share(inner)]))
      known.set(text, copy)
    }
    return known.get(text)
  }
  return share(document)
}

/** A policy as YAML in these styles, one for each node, over and over. */
export function printed(policy: unknown, styles: readonly Style[], aliasDuplicateObjects: boolean): string {
  const document = new Document(shared(policy), {aliasDuplicateObjects})
  let count = 0
  visit(document, {
    Node(_, node) {
      const {flow, quotes, before, behind, space} = styles[count++ % styles.length]!
      const {contents} = document
      if (isAlias(node)) return
      if (isScalar(node) && typeof node.value === 'string') node.type = quotes
      if (isCollection(node)) node.flow = flow
      if (before !== undefined) node.commentBefore = before
      if (behind !== undefined) node.comment = behind
      if (space && (node as Node) !== contents) node.spaceBefore = true
    },
  })
  return document.toString({lineWidth: 0})
}
