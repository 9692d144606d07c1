// Where in the tree of a policy file its `exceptions` stand, and in which form.

import {type CST, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq} from 'yaml'
import type {PolicyYaml} from '../policy-yaml.ts'

export type ExceptionsList =
  /** There is no key, or nothing at all in the file. */
  | {readonly kind: 'absent'; readonly top: YAMLMap | undefined}
  /** The key has no value. `colon` is the offset behind its `:`. */
  | {readonly kind: 'empty'; readonly colon: number}
  | {readonly kind: 'block'; readonly list: YAMLSeq; readonly pair: Pair<Node>; readonly colon: number}
  /** `within` is the `{…}` around the whole file, where there is one. */
  | {
      readonly kind: 'flow'
      readonly list: YAMLSeq
      readonly tokens: CST.FlowCollection
      readonly within: {readonly tokens: CST.FlowCollection; readonly index: number} | undefined
    }
  /** An alias, which others share, or no list. */
  | {readonly kind: 'unfit'; readonly reason: string}

export function findExceptions({tree}: Pick<PolicyYaml, 'tree'>): ExceptionsList {
  const {contents} = tree
  if (contents === null || (isScalar(contents) && contents.value === null)) return {kind: 'absent', top: undefined}
  if (!isMap(contents)) return {kind: 'unfit', reason: 'the file has no keys'}
  const index = contents.items.findIndex(({key}) => isScalar(key) && key.value === 'exceptions')
  const pair = contents.items[index] as Pair<Node> | undefined
  if (pair === undefined) return {kind: 'absent', top: contents}
  const {value} = pair
  if (isAlias(value)) return {kind: 'unfit', reason: `\`exceptions\` is the alias \`*${value.source}\``}
  const colon = colonOf(pair)
  if (colon === undefined) return {kind: 'unfit', reason: '`exceptions` has no `:`'}
  if (value === null || (isScalar(value) && value.value === null && value.source === '')) return {kind: 'empty', colon}
  if (!isSeq(value)) return {kind: 'unfit', reason: '`exceptions` is no list'}
  const {srcToken} = value
  if (srcToken?.type === 'flow-collection') {
    const around = contents.srcToken
    const within = around?.type === 'flow-collection' ? {tokens: around, index} : undefined
    return {kind: 'flow', list: value, tokens: srcToken, within}
  }
  return {kind: 'block', list: value, pair, colon}
}

/** Offset behind the `:` of a key. */
function colonOf({srcToken}: Pair): number | undefined {
  const token = srcToken?.sep?.find(({type}) => type === 'map-value-ind')
  return token === undefined ? undefined : token.offset + 1
}

/** Offset of the `-` in front of an item of a block list. */
export function dashOf({srcToken}: YAMLSeq, index: number): number | undefined {
  if (srcToken?.type !== 'block-seq') return undefined
  return srcToken.items[index]?.start.find(({type}) => type === 'seq-item-ind')?.offset
}

/** Offset behind the last character that says something: a comment behind it is not part of it. */
export function endOf(node: unknown): number | undefined {
  if (isMap(node) && node.srcToken?.type === 'block-map') {
    const last = node.items.at(-1)
    return endOf(last?.value) ?? endOf(last?.key)
  }
  if (isSeq(node) && node.srcToken?.type === 'block-seq') return endOf(node.items.at(-1))
  return (node as Node | null | undefined)?.range?.[1]
}
