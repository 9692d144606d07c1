import {onTestFinished} from 'vitest'
import {type NpmPackage, type NpmRegistry, type NpmRegistryOptions, startNpmRegistry} from './npm-registry.ts'
import {Scratch} from './scratch.ts'
import {treeDigest} from './tree-digest.ts'

/** ISO 8601. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
}

export const HOUR_AGO = new Date(Date.now() - 60 * 60 * 1000).toISOString()

export interface GatewayLab {
  readonly registry: NpmRegistry
  readonly scratch: Scratch
  /** `sallyport` itself. */
  readonly program: string
  /** Paths that the registry was asked for, decoded. */
  readonly asked: () => readonly string[]
  readonly policy: (text: string) => void
  readonly digest: () => ReadonlyMap<string, string>
}

export interface GatewayLabOptions extends NpmRegistryOptions {
  /** Another npm than that of the other tests. */
  readonly npmFolder?: string
}

/** A project, the real npm behind the shims, and a registry on loopback. */
export async function gatewayLab(
  packages: readonly NpmPackage[],
  files: Readonly<Record<string, string>> = {'package.json': '{"name":"app","version":"1.0.0"}\n'},
  {npmFolder, ...options}: GatewayLabOptions = {},
): Promise<GatewayLab> {
  const registry = await startNpmRegistry(packages, options)
  const scratch = new Scratch().withNpm(registry.url, npmFolder).withFiles(files).installShims()
  onTestFinished(async () => {
    await scratch.remove()
    await registry.close()
  })
  return {
    registry,
    scratch,
    program: scratch.install.program,
    asked: () => registry.log.map(({path}) => decodeURIComponent(path)),
    policy: (text) => scratch.withHomeFiles({'.config/sallyport/policy.yaml': text}),
    digest: () => treeDigest(scratch.project),
  }
}
