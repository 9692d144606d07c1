// A packument of the size and shape that popular packages have: 50 to 500 releases over years, whole manifests with dependencies,
// maintainers and signatures, some with a readme. The same number always gives the same one.

interface Made {
  readonly name: string
  readonly text: string
}

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

export function somePackumentText(number: number, now: number, sign: (text: string) => object): Made {
  const random = randomFrom(number + 1)
  const name = `package-${number}`
  // Few large ones, many small ones.
  const count = Math.round(50 + 450 * random() ** 2)
  const dependencies = Math.round(4 + 120 * random() ** 3)
  const age = Math.round(HOUR + 400 * DAY * random() ** 2)
  const step = Math.round(((3 + 30 * random()) * DAY) / 2)
  const versions: Record<string, object> = {}
  const time: Record<string, string> = {}
  const moments = Array.from({length: count}, (_, place) => now - age - step * (count - 1 - place))
  time.created = isoTime(moments[0] ?? now)
  time.modified = isoTime(moments.at(-1) ?? now)
  for (const [place, moment] of moments.entries()) {
    const version = `${Math.floor(place / 100)}.${Math.floor(place / 10) % 10}.${place % 10}${place % 17 === 16 ? '-rc.1' : ''}`
    const isWanted = place === count - 3
    versions[version] = manifest(name, version, place, dependencies, isWanted ? sign : undefined)
    time[version] = isoTime(moment)
  }
  const latest = Object.keys(versions).findLast((version) => !version.includes('-'))
  const whole = {
    _id: name,
    _rev: '1-abc',
    name,
    description: sentence(number),
    'dist-tags': {latest, next: Object.keys(versions).at(-1)},
    versions,
    maintainers: people(3),
    time,
    readme: sentence(number).repeat(Math.round(500 * random())),
  }
  return {name, text: JSON.stringify(whole)}
}

function manifest(
  name: string,
  version: string,
  place: number,
  dependencies: number,
  sign: ((text: string) => object) | undefined,
): object {
  const integrity = `sha512-${btoa(`${name}${version}`.padEnd(64, 'x'))}`
  const signature = {keyid: 'SHA256:other', sig: integrity.slice(7, 90)}
  return {
    name,
    version,
    description: sentence(place),
    license: 'MIT',
    repository: {type: 'git', url: `git+https://git.example/acme/${name}.git`},
    scripts: {test: 'node test.js', build: 'node build.js --all'},
    keywords: ['one', 'two', 'three'],
    dependencies: Object.fromEntries(
      Array.from({length: dependencies}, (_, index) => [`dependency-${index}`, `^${index}.2.3`]),
    ),
    devDependencies: Object.fromEntries(
      Array.from({length: dependencies}, (_, index) => [`tool-${index}`, `~${index}.0.1`]),
    ),
    engines: {node: '>=18'},
    dist: {
      integrity,
      shasum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      tarball: `https://npm.acme.example/${name}/-/${name}-${version}.tgz`,
      fileCount: 40,
      unpackedSize: 100_000 + place,
      signatures: [sign === undefined ? signature : sign(`${name}@${version}:${integrity}`)],
    },
    gitHead: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    maintainers: people(3),
    _id: `${name}@${version}`,
    _npmUser: {name: place % 40 === 39 ? 'bob' : 'alice', email: 'alice@acme.example'},
    _nodeVersion: '22.0.0',
    _npmVersion: '10.0.0',
    _npmOperationalInternal: {host: 's3://acme', tmp: `tmp/${name}_${version}_0.123`},
    _hasShrinkwrap: false,
  }
}

function people(count: number): readonly object[] {
  return Array.from({length: count}, (_, index) => ({name: `person-${index}`, email: `person-${index}@acme.example`}))
}

function sentence(number: number): string {
  return `Does something of use in the way that number ${number} does it, and says so at some length. `
}

function isoTime(moment: number): string {
  return new Date(moment).toISOString()
}

/** Between 0 and 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
