import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {checkout} from './checkout.ts'

export interface DockerLab {
  /** What a docker client needs to find the engine. */
  readonly environment: {readonly DOCKER_HOST: string; readonly DOCKER_CONFIG: string}
  /** Absolute path of a docker client, good inside and outside. */
  readonly client: string
  /** The words before a command that is to run in the lab's network; its folder, terminal and processes stay the caller's. */
  readonly enter: readonly [command: string, ...args: string[]]
  /** What the registry was asked for since the lab started: `GET /v2/library/nginx/manifests/1.27 200`. */
  readonly requests: () => readonly string[]
  readonly close: () => Promise<void>
}

export type DockerLabStart =
  | {readonly kind: 'ready'; readonly lab: DockerLab}
  | {readonly kind: 'missing'; readonly reason: string}

/** The code with which lab.sh says that it cannot run on this machine. */
const UNABLE = 75

/** Starts test/docker/lab.sh and keeps it until `close`. Rejects when it fails for any other reason than the machine. */
export function startDockerLab(): Promise<DockerLabStart> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-docker-lab-'))
  const accessLog = join(folder, 'access.log')
  const workFolder = join(checkout, 'node_modules', '.cache', 'sallyport-test', 'docker-lab')
  // The lab lives as long as its command, and that as long as our end of its stdin: it ends with us, however we end.
  const waiting = 'printf "%s\\n" "$DOCKER_HOST" "$DOCKER_CONFIG" "$(command -v docker)"; exec cat > /dev/null'
  const child = spawn(join(checkout, 'test', 'docker', 'lab.sh'), [workFolder, '--', 'sh', '-c', waiting], {
    env: {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, DOCKER_LAB_ACCESS_LOG: accessLog},
  })
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const cleanUp = (): void => rmSync(folder, {recursive: true, force: true})

  const failed = closed.then((code): DockerLabStart => {
    cleanUp()
    const reason = complaint.trim().split('\n').at(-1)?.replace('docker lab: ', 'the docker lab ') ?? ''
    if (code === UNABLE) return {kind: 'missing', reason}
    throw new Error(`the docker lab ended with ${code}:\n${complaint}`)
  })
  const ready = threeLines(child).then(([host, config, client]): DockerLabStart => {
    const target = `--target=${childOf(child.pid ?? 0)}`
    const lab: DockerLab = {
      environment: {DOCKER_HOST: host, DOCKER_CONFIG: config},
      client,
      enter: ['nsenter', target, '--net'],
      requests: () => readFileSync(accessLog, 'utf8').split('\n').flatMap(requestOf),
      close: async () => {
        child.stdin.end()
        await closed
        cleanUp()
      },
    }
    return {kind: 'ready', lab}
  })
  return Promise.race([ready, failed])
}

/** Pending for ever when the lab ends before it has printed them. */
function threeLines(child: ChildProcessWithoutNullStreams): Promise<readonly [string, string, string]> {
  return new Promise((resolve) => {
    const lines: string[] = []
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      const [first, second, third] = lines
      if (first !== undefined && second !== undefined && third !== undefined) resolve([first, second, third])
    })
  })
}

/** lab.sh becomes `unshare`, whose only child is the first process of the lab's namespaces. */
function childOf(parent: number): number {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      // After the command name in brackets: state, then the parent (proc(5)).
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
      if (Number(fields?.[1]) === parent) return Number(entry)
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error('the docker lab has no process')
}

/** One line of the combined log format. */
function requestOf(line: string): readonly string[] {
  const [, method, path, status] = /"([A-Z]+) (\S+) HTTP\/[\d.]+" (\d+)/u.exec(line) ?? []
  return method === undefined ? [] : [`${method} ${path} ${status}`]
}
