import {type NpmPackage, startNpmRegistry} from '../../test/support/npm-registry.ts'

export interface LoopbackTree {
  readonly registry: string
  readonly count: number
  readonly dependencies: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

/** As many packages with a hundred old versions each: what one has to be read through to find nothing. */
export async function loopbackTree(count: number): Promise<LoopbackTree> {
  const names = Array.from({length: count}, (_, index) => `@acme-bench/part-${index}`)
  const packages = names.flatMap((name, index) =>
    Array.from({length: 100}, (_, minor): NpmPackage => {
      const next = [2 * index + 1, 2 * index + 2].flatMap((one) => names[one] ?? [])
      return {name, version: `1.${minor}.0`, dependencies: Object.fromEntries(next.map((one) => [one, '^1.0.0']))}
    }),
  )
  const registry = await startNpmRegistry(packages)
  return {registry: registry.url, count, dependencies: {'@acme-bench/part-0': '^1.0.0'}, close: registry.close}
}
