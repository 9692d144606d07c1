// Advisories made up for measuring: as many, as long and as mixed as those of OSV for npm, the same ones at each run.

import {closeSync, openSync, writeSync} from 'node:fs'
import {crc32, deflateRawSync} from 'node:zlib'

const WORDS = [
  'event',
  'stream',
  'parse',
  'color',
  'fetch',
  'left',
  'pad',
  'node',
  'util',
  'react',
  'query',
  'cache',
  'token',
  'proxy',
]

/** A small generator of numbers that look like chance (Park and Miller, "Minimal Standard"). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

export function nameAt(index: number): string {
  const next = numbersFrom(index + 1)
  const word = (): string => WORDS[next(WORDS.length)] ?? ''
  return `${index % 5 === 0 ? `@${word()}/` : ''}${word()}-${word()}-${index}`
}

/** Two of three are malware of every version, the others vulnerabilities in ranges. */
export function entryAt(index: number): object {
  const next = numbersFrom(index + 7)
  const isMalware = index % 3 !== 0
  const time = new Date(Date.UTC(2020 + next(6), next(12), 1 + next(28), next(24), next(60))).toISOString()
  const text = Array.from({length: 40 + next(120)}, () => WORDS[next(WORDS.length)]).join(' ')
  const version = (): string => `${next(9)}.${next(20)}.${next(50)}`
  const [introduced, fixed] = [version(), version()].toSorted((a, b) => a.localeCompare(b, 'en', {numeric: true}))
  return {
    schema_version: '1.7.3',
    id: isMalware ? `MAL-2025-${index}` : `GHSA-${index.toString(36).padStart(4, '0')}-xxxx-yyyy`,
    modified: time,
    published: time,
    ...(isMalware ? {} : {aliases: [`CVE-2025-${index}`]}),
    summary: isMalware
      ? `Malicious code in ${nameAt(index)} (npm)`
      : `Something in ${nameAt(index)} does what it should not`,
    details: text,
    affected: [
      {
        package: {name: nameAt(index), ecosystem: 'npm', purl: `pkg:npm/${nameAt(index)}`},
        ranges: [{type: 'SEMVER', events: isMalware ? [{introduced: '0'}] : [{introduced}, {fixed}]}],
        ...(isMalware ? {versions: Array.from({length: next(6)}, version)} : {}),
        database_specific: {
          cwes: [{cweId: 'CWE-506', name: 'Embedded Malicious Code', description: text.slice(0, 200)}],
        },
      },
    ],
    references: [{type: 'WEB', url: `https://advisories.example/${index}`}],
    ...(isMalware ? {} : {severity: [{type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'}]}),
    credits: [{name: 'somebody', type: 'FINDER'}],
  }
}

/** Appends in pieces of a megabyte. */
class Output {
  readonly #file: number
  #parts: Buffer[] = []
  #pending = 0
  length = 0

  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  write(...parts: readonly Buffer[]): void {
    for (const part of parts) {
      this.#parts.push(part)
      this.#pending += part.length
      this.length += part.length
    }
    if (this.#pending > 1 << 20) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#parts)
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done)
    this.#parts = []
    this.#pending = 0
  }
}

export function writeLines(path: string, count: number): number {
  const output = new Output(path)
  for (let index = 0; index < count; index++) output.write(Buffer.from(`${JSON.stringify(entryAt(index))}\n`))
  output.close()
  return output.length
}

/** One deflated file for each entry, as OSV has them. */
export function writeZip(path: string, count: number): number {
  const output = new Output(path)
  const directory: Buffer[] = []
  for (let index = 0; index < count; index++) {
    const entry = entryAt(index) as {readonly id: string}
    const name = Buffer.from(`${entry.id}.json`)
    const content = Buffer.from(JSON.stringify(entry, undefined, 2))
    const packed = deflateRawSync(content)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(output.length, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), shared, tail, name]))
    output.write(Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, packed)
  }
  const start = output.length
  for (const part of directory) output.write(part)
  const length = output.length - start
  // Always in the large form, which is right for any count.
  const large = Buffer.alloc(56)
  large.writeUInt32LE(0x06_06_4b_50, 0)
  large.writeBigUInt64LE(44n, 4)
  for (const [value, at] of [
    [count, 24],
    [count, 32],
    [length, 40],
    [start, 48],
  ] as const)
    large.writeBigUInt64LE(BigInt(value), at)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07_06_4b_50, 0)
  locator.writeBigUInt64LE(BigInt(start + length), 8)
  locator.writeUInt32LE(1, 16)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06_05_4b_50, 0)
  end.fill(0xff, 8, 20)
  output.write(large, locator, end)
  output.close()
  return output.length
}
