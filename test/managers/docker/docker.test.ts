import {expect, test} from 'vitest'
import type {Intent} from '../../../src/core/invocation.ts'
import {docker} from '../../../src/managers/docker/docker.ts'
import {emptyMachine} from './fake-surroundings.ts'

const sha = `sha256:${'a'.repeat(64)}`
const invocation = (argv: readonly string[]) => ({tool: 'docker', argv, cwd: '/p', environment: {}})
const read = (argv: readonly string[]): Intent => docker.read(invocation(argv), emptyMachine)
const words = (line: string) => line.split(' ')

/** `name:tag@host`, one for each image; `?` for each unclear part; `-` where docker runs at once. */
function summary(intent: Intent): string {
  if (intent.kind !== 'fetch') return intent.kind === 'passthrough' ? '-' : `error ${intent.message}`
  const images = intent.artifacts.map(({name, specifier, digest}) =>
    [name, specifier && `:${specifier}`, digest && `@${digest.slice(0, 8)}`].join(''),
  )
  return [...images, ...intent.unclear.map(() => '?')].join(' ')
}

test.each([
  ['pull ngnix:1.27', 'ngnix:1.27'],
  ['image pull nginx', 'nginx'],
  ['pull docker.io/library/nginx', 'nginx'],
  ['pull index.docker.io/library/nginx:1', 'nginx:1'],
  ['pull ghcr.io/acme/tool', 'ghcr.io/acme/tool'],
  [`pull nginx:1.27@${sha}`, 'nginx:1.27@sha256:a'],
  ['pull NGINX/x', 'NGINX/x'],
  ['pull NGINX', '?'],
  ['pull a b', 'a b'],
  ['run --rm -it ngnix sh -c ls', 'ngnix'],
  ['create --name web -p 80:80 ngnix', 'ngnix'],
  ['container run ngnix', 'ngnix'],
  ['container create ngnix', 'ngnix'],
])('docker %s asks for %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

// TRAPS.md, "Reading the command line", the rows on docker.
test.each([
  ['-H tcp://h.example pull x', 'x'],
  ['--context pull pull x', 'x'],
  ['-l error pull x', 'x'],
  ['-lerror -Dc ps pull x', 'x'],
  ['--config=/c --tlsverify pull x', 'x'],
  ['--log-level debug image pull x', 'x'],
])('global flags with values before the command: docker %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

test.each([
  ['pull x -q', 'x'],
  ['pull x --platform linux/arm64', 'x'],
  ['pull --platform linux/arm64 x', 'x'],
  ['pull --platform=linux/arm64 x -a', 'x'],
  ['image pull x --all-tags', 'x'],
])('flags after the name: docker %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

test.each([
  ['pull -aq x', 'x'],
  ['pull -a x', 'x'],
  ['pull -qa=true x', 'x'],
  ['pull -- x', 'x'],
  ['-- pull x', 'x'],
  ['run -- x --help', 'x'],
])('combined -aq, --, -a: docker %s', (line, expected) => {
  expect(summary(read(words(line)))).toBe(expected)
})

test('nginx, docker.io/nginx, library/nginx and index.docker.io/library/nginx are one image', () => {
  const spellings = [
    'nginx',
    'docker.io/nginx',
    'library/nginx',
    'docker.io/library/nginx',
    'index.docker.io/library/nginx',
  ]
  for (const spelling of spellings) expect(summary(read(['pull', spelling]))).toBe('nginx')
})

test('NGINX/x is the image x on the host NGINX', () => {
  const intent = read(['pull', 'NGINX/x'])
  expect(intent).toMatchObject({artifacts: [{source: {kind: 'registry', registry: 'NGINX'}}]})
})

test('with tag and digest both are told, and the digest is what is pulled', () => {
  expect(read(['pull', `nginx:1@${sha}`])).toMatchObject({artifacts: [{specifier: '1', digest: sha}]})
})

test.each([
  'build .',
  'buildx build .',
  'buildx bake',
  'buildx inspect --bootstrap',
  'buildx create --bootstrap',
  'builder build .',
  'bake',
  'image build .',
  'compose up',
  'compose -f x.yml up -d',
  'compose -p ps up',
  'compose --profile ps run x',
  'compose --unknown ps up',
  'compose create',
  'compose pull',
  'compose build',
  'compose watch',
  'compose scale x=2',
  'stack deploy -c x.yml s',
  'service create x',
  'service update --image x s',
  'service scale s=2',
  'swarm join h.example',
  'plugin install x',
  'plugin upgrade x',
  'import https://h.example/x.tar',
  'image import x.tar',
  'model pull x',
  'sandbox run x',
  'scout cves x',
  'init',
  'some-plugin ps',
  'image --quiet pull x',
  'run --mount type=image,source=x,target=/m',
  'run --no-such-flag x',
  'pull --no-such-flag x',
  '--no-such-flag pull x',
])('images pulled without `pull`, or what no list knows, are unclear, never waved through: docker %s', (line) => {
  const intent = read([...words(line), ...(line.startsWith('run --mount') ? [sha] : [])])
  expect(summary(intent)).toMatch(/\?$/)
  if (intent.kind === 'fetch') for (const {message} of intent.unclear) expect(message).toMatch(/^[`a-z].*[^.]$/)
})

test.each([
  '',
  '--help',
  '-v',
  'ps -a',
  'images',
  'image ls',
  'image prune -f',
  'image rm x',
  'image tag x y',
  'image history x',
  'image save x',
  'image load',
  'image push x',
  'rmi x',
  'version',
  'info',
  'logs -f x',
  'exec -it x sh',
  'start x',
  'container ls',
  'container prune',
  'network create x',
  'volume ls',
  'context use x',
  'system df',
  'plugin ls',
  'service ls',
  'stack ps s',
  'swarm leave',
  'node ls',
  'secret ls',
  'config ls',
  'builder prune',
  'buildx ls',
  'buildx --builder b du',
  'compose ps',
  'compose -f compose.yml -p acme logs -f',
  'compose --profile up down',
  'pull',
  'run',
  'run --rm',
  'pull --help',
  'pull -h',
  'pull x --help',
  'run --help x',
  'image',
  'image --help',
  '--help pull x',
])('docker %s pulls nothing and runs at once', (line) => {
  expect(summary(read(line === '' ? [] : words(line)))).toBe('-')
})

test.each([
  '--help=false pull x',
  'pull --help=false x',
  'pull --help --help=0 x',
  'run --help=F x',
  'run -h h.example x',
])('a help flag that is off hides nothing: docker %s', (line) => {
  expect(summary(read(words(line)))).toBe('x')
})

test("what follows the image of `run` is the container's own: its --help is no help of docker", () => {
  expect(summary(read(words('run x --help')))).toBe('x')
})

test.each([
  'run --net host x',
  'run --net-alias a x',
  'run --gpus all x',
  'run --blkio-weight 10 x',
  'run -e A=b -v /a:/b --env-file f x',
  'run -eA=b -p80:80 -dit x',
  'run --entrypoint y x z',
  'run --pull never x',
  'run --platform linux/amd64 x',
  'run --mount type=bind,source=/a,target=/b x',
])('the values of flags are not taken for images: docker %s', (line) => {
  expect(summary(read(words(line)))).toBe('x')
})

test('an image named by its whole ID is here already; with --pull it is a name again', () => {
  expect(summary(read(['run', sha]))).toBe('-')
  expect(summary(read(['run', 'a'.repeat(64)]))).toBe('-')
  expect(summary(read(['run', '--pull=always', sha]))).toBe(`sha256:${'a'.repeat(64)}`)
  expect(summary(read(['pull', 'a'.repeat(64)]))).toBe('?')
})

test.each([
  ['pull ngnix:1.27', 'nginx', 'pull nginx:1.27'],
  ['-D image pull -q ngnix --platform linux/arm64', 'nginx', '-D image pull -q nginx --platform linux/arm64'],
  [`pull ngnix:1@${sha}`, 'nginx', 'pull nginx:1'],
  [`pull ghrc.io/acme/tool:1@${sha}`, 'ghcr.io/acme/tool', `pull ghcr.io/acme/tool:1@${sha}`],
  ['pull docker.io/library/ngnix:1', 'nginx', 'pull nginx:1'],
  ['pull docker.oi/acme/tool', 'acme/tool', 'pull acme/tool'],
  ['run --rm ngnix ngnix', 'nginx', 'run --rm nginx ngnix'],
])('docker %s, with %s instead: docker %s', (line, name, expected) => {
  const asked = invocation(words(line))
  const intent = docker.read(asked, emptyMachine)
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  const [artifact] = intent.artifacts
  expect(docker.rewrite(asked, [{artifact: artifact!, name}])).toEqual(words(expected))
  expect(asked.argv).toEqual(words(line))
})

test('another tag replaces tag and digest', () => {
  const asked = invocation(['pull', `nginx:1@${sha}`])
  const intent = docker.read(asked, emptyMachine)
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  expect(docker.rewrite(asked, [{artifact: intent.artifacts[0]!, name: 'nginx', specifier: '1.27'}])).toEqual([
    'pull',
    'nginx:1.27',
  ])
})

test('hostile words end in a clear outcome, in a moment', () => {
  const hostile = [
    '',
    ' ',
    '\0',
    '\u001b[2J',
    '\u202enginx',
    '-',
    '--',
    '=',
    '--=',
    '-=',
    '---',
    '\ud800',
    'constructor',
    '__proto__',
  ]
  const lines = [
    ...hostile.flatMap((word) => [[word], ['pull', word], ['run', word], ['image', word], ['compose', word, 'up']]),
    ['pull', 'a'.repeat(131_000)],
    ['run', `-${'i'.repeat(131_000)}`, 'x'],
    ['pull', ...Array.from({length: 10_000}, (_, index) => `image-${index}`)],
    ['run', ...Array.from({length: 10_000}, () => '--rm'), 'x'],
    Array.from({length: 10_000}, () => '-D'),
  ]
  const started = process.hrtime.bigint()
  for (const argv of lines) {
    const intent = read(argv)
    if (intent.kind === 'fetch') expect(intent.artifacts.length + intent.unclear.length).toBeGreaterThan(0)
  }
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000)
})
