import {execFileSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'

const program = fileURLToPath(new URL('../support/hostile-yaml.ts', import.meta.url))

interface Reading {
  readonly name: string
  readonly kind: string
  /** Of processor time. */
  readonly seconds: number
}

/** With a heap that the worst of them would fill many times over; a program that runs out of it dies. */
function readAll(): readonly Reading[] {
  const heap = ['--max-old-space-size=80', '--experimental-strip-types', '--no-warnings']
  const output = execFileSync(process.execPath, [...heap, program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Reading)
}

test('any YAML gives a policy or errors in less than a second and in bounded memory', () => {
  const first = readAll()
  // Where something else slowed the machine down, the second look tells.
  const isSlow = first.some(({seconds}) => seconds >= 1)
  const second = isSlow ? new Map(readAll().map((one) => [one.name, one.seconds])) : undefined
  for (const {name, kind, seconds} of first) {
    expect([name, kind]).toEqual([name, expect.stringMatching(/^(?:document|problems)$/u)])
    expect([name, Math.min(seconds, second?.get(name) ?? seconds)]).toEqual([
      name,
      expect.toSatisfy((one: number) => one < 1),
    ])
  }
  expect(first.length).toBeGreaterThan(30)
})
