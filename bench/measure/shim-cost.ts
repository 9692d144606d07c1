// What the shim adds to commands that cannot fetch anything: each tool without and with our folder first on PATH.

import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'
import {Scratch} from '../../test/support/scratch.ts'
import {virtualenvMaker} from '../../test/support/virtualenv.ts'
import {measurePairs} from './pairs.ts'
import {processTime} from './process-time.ts'
import type {Row} from './table.ts'

/** DESIGN.md, "Numbers to hold". */
const BAR = 3

export async function* shimCosts(): AsyncGenerator<Row> {
  yield* costsOf(new Scratch().withNpm().withFiles({'package.json': '{"name":"noop","scripts":{"noop":"true"}}'}), [
    {command: 'npm', args: ['run', 'noop'], pairs: 41},
    {command: 'npm', args: ['--version'], pairs: 41},
  ])

  const maker = virtualenvMaker()
  if (maker.kind === 'missing') yield {kind: 'skipped', what: '`pip list`', reason: maker.reason}
  else yield* costsOf(new Scratch().withVirtualenv(), [{command: 'pip', args: ['list'], pairs: 31}])

  const client = dockerClient()
  if (client === undefined) yield {kind: 'skipped', what: '`docker ps`', reason: 'there is no docker client on PATH'}
  else {
    const docker = new Scratch().withTool('docker', client)
    // No engine: the client fails as soon as it has tried to connect, with 1.
    docker.withEnvironment({DOCKER_HOST: `unix://${docker.root}/no.sock`})
    yield* costsOf(docker, [{command: 'docker', args: ['ps'], pairs: 101, code: 1}])
  }

  yield* costsOf(new Scratch().withTool('docker', '/usr/bin/true'), [
    {command: 'docker', args: ['ps'], pairs: 301, label: '`docker ps` where docker is `true`'},
  ])
}

interface Measured {
  readonly command: string
  readonly args: readonly string[]
  readonly pairs: number
  readonly code?: number
  readonly label?: string
}

async function* costsOf(scratch: Scratch, all: readonly Measured[]): AsyncGenerator<Row> {
  const bare = scratch.environment()
  const gated = scratch.installShims().environment()
  for (const {command, args, pairs, code = 0, label} of all) {
    const run = {command, args, cwd: scratch.project, code}
    const times = await measurePairs(
      {
        bare: () => processTime({...run, environment: bare}),
        gated: () => processTime({...run, environment: gated}),
      },
      pairs,
    )
    const what = label ?? `\`${[command, ...args].join(' ')}\``
    yield {kind: 'measured', what, against: 'the bare tool', times, bar: BAR}
  }
  await scratch.remove()
}

function dockerClient(): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'docker'))
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
