import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import {type NpmPackage, type NpmRegistry, startNpmRegistry} from './npm-registry.ts'
import {Scratch} from './scratch.ts'
import {type Answer, startSourceServer} from './source-server.ts'
import {treeDigest} from './tree-digest.ts'

/** What is answered instead, to the `count`th request for a path; undefined where the registry answers as it should: by `well`. */
export type Spoil = (path: string, count: number, well: Answer) => Answer | undefined

/** A project, the real npm behind the shims, and a registry whose every answer may be spoilt, in front of one that is well. */
export async function spoiltLab(packages: readonly NpmPackage[], spoil: Spoil) {
  const well = await startNpmRegistry(packages)
  const passing = passOn(well)
  const counts = new Map<string, number>()
  const bad = await startSourceServer((response, request) => {
    const path = decodeURIComponent(request.url ?? '/')
    const count = (counts.get(path) ?? 0) + 1
    counts.set(path, count)
    const answer = spoil(path, count, passing) ?? passing
    answer(response, request)
  })
  const scratch = new Scratch().withNpm(`${bad.origin}/`).withFiles({'package.json': '{"name":"app"}\n'}).installShims()
  scratch.withEnvironment({npm_config_replace_registry_host: 'always'})
  onTestFinished(async () => {
    await scratch.remove()
    await bad.close()
    await well.close()
  })
  return {
    scratch,
    counts,
    program: scratch.install.program,
    isInstalled: (): boolean => existsSync(join(scratch.project, 'node_modules', 'lodash')),
    digest: () => treeDigest(scratch.project),
  }
}

function passOn(well: NpmRegistry): Answer {
  return (response, {url = '/', headers}) => {
    const accept = headers.accept ?? '*/*'
    const asking = async (): Promise<void> => {
      const answer = await fetch(new URL(url, well.url), {headers: {accept}})
      response.writeHead(answer.status, {'content-type': answer.headers.get('content-type') ?? ''})
      response.end(Buffer.from(await answer.arrayBuffer()))
    }
    asking().catch(() => response.destroy())
  }
}
