// Builds the name indexes in data/ from plain sources: `node scripts/build-data.ts [FOLDER]`. Same sources, same bytes.

import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {gunzipSync} from 'node:zlib'
import {IN_USE_DESPITE_A_NOTE, RETIRED_IMAGES} from '../src/core/names/docker/retired-images.ts'
import {normalizePypiName} from '../src/core/pypi-name.ts'
import {writeNameIndex} from '../src/reputation/write-name-index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = process.argv[2] ?? process.env.SALLYPORT_DATA_SOURCES ?? join(root, '../shared/data')
/** The month that the sources say they were taken in; their own rows carry no date. */
const DATE = '2026-11-01'

const rows = (name: string): string[][] => {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(1)
  return lines.map((line) => line.split('\t'))
}
const isAscii = (name: string): boolean => /^[\x21-\x7e]+$/.test(name)

/** How many of the most used names of one ecosystem are known to the other as its neighbour's. */
const FOREIGN = 5000

const npm = rows('npm-popularity.tsv').filter(([name = '']) => isAscii(name))
const pypi = rows('pypi-popularity.tsv').filter(([name = '']) => isAscii(name))
const everyPypi = gunzipSync(readFileSync(join(folder, 'pypi-all-names.txt.gz')))
  .toString('utf8')
  .trimEnd()
  .split('\n')

save('npm', {
  date: DATE,
  sources: {'npm-popularity': npm.length},
  figures: 'downloads',
  names: npm.map(([name = '', downloads]) => ({name, figure: Number(downloads)})),
  members: [],
  foreign: strangers('pypi', pypi, new Set(npm.map(([name = '']) => name))),
})
save('pypi', {
  date: DATE,
  sources: {'pypi-popularity': pypi.length, 'pypi-all-names': everyPypi.length},
  figures: 'rank',
  names: pypi.map(([name = '']) => ({name, figure: 0})),
  members: everyPypi,
  foreign: strangers('npm', npm, new Set(everyPypi)),
})

const images = rows('docker-official-images.tsv')
for (const [name = '', status] of images) {
  const listed = RETIRED_IMAGES.get(name)?.status ?? (IN_USE_DESPITE_A_NOTE.has(name) ? 'in use' : 'active')
  const expected = status === 'deprecated-note' ? ['deprecated', 'in use'] : [status]
  // The index holds names only; what became of them stands in a table of the program, which must say the same.
  if (!expected.includes(listed)) throw new Error(`${name} is ${status}, but retired-images.ts says ${listed}`)
}
const active = images.filter(([, status]) => status !== 'removed')
save('docker', {
  date: DATE,
  sources: {'docker-official-images': images.length},
  figures: 'official-image',
  names: active.map(([name = '']) => ({name, figure: 0})),
  members: [],
})

/** The most used names of another ecosystem that this one does not have, in either spelling. Scopes belong to npm alone. */
function strangers(ecosystem: 'npm' | 'pypi', most: readonly string[][], here: ReadonlySet<string>) {
  return most
    .slice(0, FOREIGN)
    .map(([name = '']) => name)
    .filter((name) => name.length > 2 && !name.startsWith('@') && !here.has(name) && !here.has(normalizePypiName(name)))
    .map((name) => ({ecosystem, name: normalizePypiName(name)}))
}

function save(
  ecosystem: 'npm' | 'pypi' | 'docker',
  content: Omit<Parameters<typeof writeNameIndex>[0], 'ecosystem'>,
): void {
  const bytes = writeNameIndex({ecosystem, ...content})
  writeFileSync(join(root, 'data', `${ecosystem}.names`), bytes)
  console.log(`data/${ecosystem}.names: ${content.names.length} names, ${bytes.length} bytes`)
}
