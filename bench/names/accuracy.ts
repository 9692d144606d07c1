// Flagged squats, right targets and false positives, beside the figures of peers.

import {hiding, indexOf, isFlagged, judge, percent} from './judge.ts'
import type {Labels} from './labels.ts'

/** Measured on all of the labels by those who collected them; flagged, right target first, flagged real names mid and tail. */
const PEERS: readonly (readonly [tool: string, npm: string, pypi: string])[] = [
  ['npq, its own list', '41 / 35 / 5.4 / 4.9', '-'],
  ['guarddog', '32 / 31 / 1.5 / 1.3', '66 / 57 / - / 4.5'],
  ['Levenshtein <= 2 over the top 10,000', '40 / 36 / 6.6 / 5.0', '71 / 57 / 21.7 / 14.7'],
  ["typomania's rules", '35 / 34 / 1.4 / 1.0', '-'],
  ['a composite of techniques with a popularity ratio', '59 / 57 / 0.8 / 2.5', '65 / 62 / 0.4 / 2.5'],
]

export function comparison(labels: Labels): string {
  const ours = (['npm', 'pypi'] as const).map((ecosystem) => {
    const {flagged, right} = squats(labels, ecosystem, false)
    return `${flagged} / ${right} / ${falsePositives(labels, ecosystem, 'mid')} / ${falsePositives(labels, ecosystem, 'tail')}`
  })
  return [
    '## Documented squats: flagged % / right target first % / real names flagged %: mid / tail\n',
    '| | npm | PyPI |',
    '| --- | --- | --- |',
    `| **sallyport** (development half) | **${ours[0]}** | **${ours[1]}** |`,
    ...PEERS.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')
}

export function otherLabels(labels: Labels): string {
  const rows = (['npm', 'pypi'] as const).flatMap((ecosystem) => {
    const research = squats(labels, ecosystem, true)
    const kinds = new Set(labels.benign.filter((one) => one.ecosystem === ecosystem).map(({kind}) => kind))
    const malicious = labels.malicious.filter((one) => one.ecosystem === ecosystem)
    const caught = malicious.filter(({name}) => isFlagged(name, indexOf(ecosystem))).length
    return [
      `| ${ecosystem} | research pairs (${research.count}) | ${research.flagged} | ${research.right} |`,
      `| ${ecosystem} | malicious names (${malicious.length}) | ${percent(caught, malicious.length)} | |`,
      ...[...kinds].map((kind) => `| ${ecosystem} | real: ${kind} | ${falsePositives(labels, ecosystem, kind)} | |`),
      `| ${ecosystem} | real, and hidden from the index | ${hidden(ecosystem)} | |`,
    ]
  })
  return [
    '## Other labels\n',
    '| | names | flagged % | right target first % |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** Names of the data's README that every tool of this kind must leave alone. */
const QUIET = {
  npm: ['preact', 'recast', 'oxlint', 'task', 'lodash.pick', '@storyblok/react', 'is-array'],
  pypi: ['keyrings.google-artifactregistry-auth', 'colour'],
} as const
const TOP = 5000

export function quiet(): string {
  const lines = (['npm', 'pypi'] as const).map((ecosystem) => {
    const index = indexOf(ecosystem)
    const top = Array.from({length: TOP}, (_, position) => index.nameAt(position)).filter((name) =>
      isFlagged(name, index),
    )
    const known = QUIET[ecosystem].filter((name) => isFlagged(name, index))
    return `| ${ecosystem} | ${top.length} | ${known.length} of ${QUIET[ecosystem].length} | ${shareOfDownloads(ecosystem)} |`
  })
  return [
    '## What must stay quiet\n',
    '| | flagged of the top 5,000 | known quiet names flagged | share of all downloads that is flagged, % |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

/** Over the whole index. PyPI's ranks carry no downloads; their estimate is counted. */
function shareOfDownloads(ecosystem: 'npm' | 'pypi'): string {
  const index = indexOf(ecosystem)
  let all = 0
  let flagged = 0
  for (let position = 0; position < index.size; position++) {
    const weight = index.weightAt(position)
    all += weight
    if (position >= TOP && isFlagged(index.nameAt(position), index)) flagged += weight
  }
  return ((flagged / all) * 100).toFixed(4)
}

function squats({pairs}: Labels, ecosystem: 'npm' | 'pypi', isResearch: boolean) {
  const index = indexOf(ecosystem)
  const some = pairs.filter((pair) => pair.ecosystem === ecosystem && pair.isResearch === isResearch)
  const judged = some.map(({squat, target}) => ({target, ...judge(squat, index)}))
  const flagged = judged.filter(({verdict}) => verdict === 'lookalike')
  const right = flagged.filter(({target, suggestions: [best]}) => best?.name === target)
  return {
    count: some.length,
    flagged: percent(flagged.length, some.length),
    right: percent(right.length, some.length),
  }
}

function falsePositives({benign}: Labels, ecosystem: 'npm' | 'pypi', kind: string): string {
  const names = benign.filter((one) => one.ecosystem === ecosystem && one.kind === kind)
  return percent(names.filter(({name}) => isFlagged(name, indexOf(ecosystem))).length, names.length)
}

/** Real names of little use, each judged as if the index had never heard of it: what a private package looks like. */
function hidden(ecosystem: 'npm' | 'pypi'): string {
  const {index, hide} = hiding(indexOf(ecosystem))
  const names = Array.from({length: 3000}, (_, at) => index.nameAt(index.size - 1 - at))
  const flagged = names.filter((name) => {
    hide(name)
    return isFlagged(name, index)
  })
  return percent(flagged.length, names.length)
}
