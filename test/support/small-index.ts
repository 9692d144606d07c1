import {type NameIndex, openNameIndex} from '../../src/core/names/name-index.ts'
import {standingOf} from '../../src/core/names/standing.ts'
import type {Technique} from '../../src/core/names/technique.ts'
import {writeNameIndex} from '../../src/reputation/write-name-index.ts'

interface SmallIndex {
  readonly ecosystem?: 'npm' | 'pypi'
  /** Names that exist without a figure; with them absence is certain. */
  readonly members?: readonly string[]
  readonly foreign?: readonly {readonly ecosystem: 'npm' | 'pypi'; readonly name: string}[]
}

/** An index of a few names, each used a hundred million times a month, or ranked in this order. */
export function smallIndex(
  names: readonly string[],
  {ecosystem = 'npm', members = [], foreign = []}: SmallIndex = {},
): NameIndex {
  return openNameIndex(
    writeNameIndex({
      ecosystem,
      date: '2026-11-01',
      sources: {},
      figures: ecosystem === 'npm' ? 'downloads' : 'rank',
      names: names.map((name) => ({name, figure: 100_000_000})),
      members: ecosystem === 'pypi' ? [...names, ...members] : [],
      foreign,
    }),
  )
}

/** What a technique says of a name: each real target and the sentence about it. */
export function proposals(technique: Technique, name: string, index: NameIndex): Readonly<Record<string, string>> {
  const standing = standingOf(name, index)
  const found = [...technique.propose(name, index, standing)].filter(
    (one) => one.elsewhere !== undefined || index.exists(one.name) === true || index.find(one.name) !== -1,
  )
  return Object.fromEntries(found.map((one) => [one.name, one.sentence]))
}
