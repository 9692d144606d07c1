import type {PairedTimes} from './pairs.ts'

export type Row =
  | {
      readonly kind: 'measured'
      readonly what: string
      readonly against: string
      readonly times: PairedTimes
      /** Milliseconds that the difference may be, at most. */
      readonly bar: number
    }
  | {readonly kind: 'skipped'; readonly what: string; readonly reason: string}

export const tableHead = [
  '| what | against | pairs | bare ms | gated ms | difference ms (95% interval) | ratio | bar ms | within |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
] as const

/** One line of the Markdown table. */
export function tableLine(row: Row): string {
  if (row.kind === 'skipped') return `| ${row.what} | skipped: ${row.reason} | | | | | | | |`
  const {what, against, times, bar} = row
  const {pairs, bareMedian, gatedMedian, difference, interval} = times
  const [low, high] = interval
  const cells = [
    what,
    against,
    pairs,
    bareMedian.toFixed(1),
    gatedMedian.toFixed(1),
    `${difference.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`,
    (gatedMedian / bareMedian).toFixed(2),
    bar,
    difference <= bar ? 'yes' : '**no**',
  ]
  return `| ${cells.join(' | ')} |`
}
