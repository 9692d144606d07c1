// What another policy would make of past commands, in words: the sums, by rule, by artifact, and the commands.

import type {Unreplayable} from '../audit/logged-command.ts'
import type {SimulatedCommand} from '../audit/simulated-command.ts'
import type {ArtifactTally, RuleTally, Simulation} from '../audit/simulation.ts'
import {isStricter, type Outcome} from '../core/outcome.ts'
import {printable, printableWithin} from '../core/printable.ts'
import {ignoredLine} from './policy-listing.ts'
import {commandText, findingText} from './sentences.ts'
import type {SimulationReport} from './simulation-json.ts'
import {tableLines} from './table-lines.ts'

const NAME_WIDTH = 60
const MOST_ROWS = 20

export function simulationLines(report: SimulationReport): readonly string[] {
  const {simulation} = report
  return [
    ...headLines(report),
    ...outcomeLines(simulation),
    ...ruleLines([...simulation.rules.values()]),
    ...artifactLines([...simulation.artifacts.values()], simulation.otherArtifacts),
    ...commandLines(simulation),
  ]
}

function headLines(report: SimulationReport): readonly string[] {
  const {path, layer, others, ignored, since, simulation} = report
  const {replayed, first, last, ofProjects} = simulation
  const around = others.map((one) => `, with ${printable(one.path)} (${one.name})`).join('')
  const projects = layer === 'project' ? 'for the commands of its project' : "without projects' own files"
  const span = first === undefined || last === undefined ? '' : ` of ${dayText(first)} to ${dayText(last)}`
  const limit = since === undefined ? '' : `, none from before ${dayText(since)}`
  const left = leftOut(report)
  return [
    `tried: ${printable(path)} in the place of the ${layer}'s policy${around}, ${projects}`,
    ...ignored.map(ignoredLine),
    `replayed: ${replayed} command${replayed === 1 ? '' : 's'}${span}${limit}`,
    ...(left === '' ? [] : [`not replayed: ${left}`]),
    ...(ofProjects === 0 ? [] : [`not compared: ${ofProjects} that a project's own file stopped`]),
  ]
}

const LEFT_OUT: readonly (readonly [kind: Unreplayable, meaning: string])[] = [
  ['older', 'of an older sallyport, which did not write down by what it judged'],
  ['shortened', 'too long for the log, of which only names were kept'],
  ['not-judged', 'that were not judged then'],
  ['unreadable', 'that cannot be read'],
]

function leftOut({simulation, elsewhere}: SimulationReport): string {
  const parts = LEFT_OUT.map(([kind, meaning]) => [simulation.unreplayable[kind], meaning] as const)
  return [...parts, [elsewhere, 'typed outside of the project'] as const]
    .filter(([count]) => count > 0)
    .map(([count, meaning]) => `${count} ${meaning}`)
    .join('; ')
}

const WOULD: Readonly<Record<Outcome, string>> = {
  block: 'would be blocked',
  ask: 'would be asked about',
  'hold-back': 'would be held back',
  allow: 'would pass',
}

function outcomeLines({outcomes, observed}: Simulation): readonly string[] {
  const rows = (['block', 'ask', 'hold-back', 'allow'] as const).map((outcome) => {
    const {commands, through, stricterThen} = outcomes[outcome]
    const then = [
      ...(through > 0 ? [`${through} went through then`] : []),
      ...(stricterThen > 0
        ? [`${stricterThen} ${outcome === 'allow' ? 'did not simply pass' : 'were judged more strictly'} then`]
        : []),
    ]
    return [WOULD[outcome], String(commands), then.join(', ')]
  })
  const only = observed > 0 ? [`  mode: observe lets ${observed} of them pass all the same`] : []
  return [...tableLines(rows, [1]), ...only]
}

function ruleLines(rules: readonly RuleTally[]): readonly string[] {
  if (rules.length === 0) return []
  const total = ({counts}: RuleTally): number => counts.block + counts.ask + counts['hold-back']
  const sorted = rules.toSorted((a, b) => b.through - a.through || total(b) - total(a))
  return [
    '',
    'by rule:',
    ...tableLines(
      [
        ['rule', 'block', 'ask', 'hold-back', 'went through then', 'set by'],
        ...sorted
          .slice(0, MOST_ROWS)
          .map(({code, counts, through, origin}) => [
            printable(code),
            String(counts.block),
            String(counts.ask),
            String(counts['hold-back']),
            String(through),
            printable(origin),
          ]),
      ],
      [1, 2, 3, 4],
    ),
    ...moreLines(sorted.length),
  ]
}

function artifactLines(artifacts: readonly ArtifactTally[], others: number): readonly string[] {
  if (artifacts.length === 0) return []
  const sorted = artifacts.toSorted((a, b) => b.through - a.through || b.commands - a.commands)
  return [
    '',
    'by artifact:',
    ...tableLines(
      [
        ['artifact', 'would be', 'commands', 'went through then', 'rules'],
        ...sorted
          .slice(0, MOST_ROWS)
          .map(({subject, strictest, commands, through, codes}) => [
            printableWithin(subject, NAME_WIDTH),
            strictest,
            String(commands),
            String(through),
            [...codes].map(printable).join(', '),
          ]),
      ],
      [2, 3],
    ),
    ...moreLines(sorted.length),
    ...(others > 0 ? [`  and others, which are not counted one by one`] : []),
  ]
}

function moreLines(rows: number): readonly string[] {
  return rows > MOST_ROWS ? [`  and ${rows - MOST_ROWS} more, which \`--json\` lists`] : []
}

function commandLines({commands, otherCommands}: Simulation): readonly string[] {
  if (commands.length === 0) return []
  const hidden = otherCommands > 0 ? `; ${otherCommands} more with \`--all\`` : ''
  return ['', `commands, the newest first${hidden}:`, ...commands.flatMap(commandBlock)]
}

function commandBlock(command: SimulatedCommand): readonly string[] {
  const {time, cwd, tool, argv, before, after, isObserved, stoppedBy, reasons, more} = command
  const only = isObserved && after !== 'allow' ? ' (only observed)' : ''
  const then = before === after ? 'as then' : `then ${before}`
  const why = isStricter(before, after)
    ? ` (${[...new Set(stoppedBy.map(({code}) => printable(code)))].join(', ')})`
    : ''
  return [
    `  ${timeText(time)}  ${after}${only}, ${then}${why}: \`${commandText(tool, argv)}\` in ${printable(cwd)}`,
    ...reasons.map(({subject, ...finding}) => {
      const about = subject === undefined ? '' : `\`${printableWithin(subject, NAME_WIDTH)}\` `
      return `    ${finding.severity}: ${about}${findingText(finding)}`
    }),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ]
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}
