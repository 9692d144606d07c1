/** Milliseconds. */
export interface PairedTimes {
  readonly pairs: number
  readonly bareMedian: number
  readonly gatedMedian: number
  /** The median of the differences within each pair: what a slow moment of the machine does to both, it does not see. */
  readonly difference: number
  /** Where the true median difference lies, 95 times of 100 (sign test: order statistics of the differences). */
  readonly interval: readonly [low: number, high: number]
}

export interface Sides {
  /** Milliseconds of one run of the thing alone. */
  readonly bare: () => number | Promise<number>
  /** Milliseconds of one run of the thing through sallyport. */
  readonly gated: () => number | Promise<number>
}

/** Runs both sides in turns, the one that goes first changing with each pair, after two pairs that warm caches and are not counted. */
export async function measurePairs({bare, gated}: Sides, pairs: number): Promise<PairedTimes> {
  const bareTimes: number[] = []
  const gatedTimes: number[] = []
  for (let pair = -2; pair < pairs; pair += 1) {
    const isBareFirst = pair % 2 === 0
    const first = await (isBareFirst ? bare : gated)()
    const second = await (isBareFirst ? gated : bare)()
    if (pair < 0) continue
    bareTimes.push(isBareFirst ? first : second)
    gatedTimes.push(isBareFirst ? second : first)
  }
  const differences = sorted(gatedTimes.map((time, pair) => time - bareTimes[pair]!))
  const reach = Math.ceil(0.98 * Math.sqrt(pairs))
  const middle = Math.floor(pairs / 2)
  return {
    pairs,
    bareMedian: median(sorted(bareTimes)),
    gatedMedian: median(sorted(gatedTimes)),
    difference: median(differences),
    interval: [differences[Math.max(0, middle - reach)]!, differences[Math.min(pairs - 1, middle + reach)]!],
  }
}

function sorted(times: readonly number[]): readonly number[] {
  return times.toSorted((left, right) => left - right)
}

function median(times: readonly number[]): number {
  const middle = Math.floor(times.length / 2)
  return times.length % 2 === 1 ? times[middle]! : (times[middle - 1]! + times[middle]!) / 2
}
