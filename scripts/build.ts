// Bundles the program into dist/: main.js and its chunks (Ink and React in chunks of their own), the name indexes in data/.

import {cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {type Plugin, rolldown} from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'dist')
// Built beside and swapped in, so that a bundle in use is whole at every moment.
const fresh = join(root, `.dist-${process.pid}`)

/** What every `npm install` walks through, each in one file: a file more is half a millisecond more before the tool starts. */
const ROAD = [
  'commands/main.ts',
  'commands/run.ts',
  'commands/stop-by-lockfile.ts',
  'commands/through-gateway.ts',
  'managers/npm/npm.ts',
]
/** Loaded while the tool starts. */
const BEHIND_IT = ['gateway/gateway.ts', 'commands/end-of-run.ts']
/** What reads the reputation cache, where there is one. */
const MEMORY = ['reputation/advisory-evidence.ts', 'reputation/cache/reputation.ts']
/** Comes first of all and turns on the compile cache, so that everything else is in it. */
const START = ['system/places.ts']

const isOneOf = (files: readonly string[]) => (id: string) => files.some((file) => id === join(root, 'src', file))

/**
 * `packageurl-js` makes a collator when it is loaded, which takes five milliseconds; it is needed only where a URL has several
 * qualifiers. Here it is made then.
 */
const lateCollator: Plugin = {
  name: 'late-collator',
  transform: {
    filter: {id: /packageurl-js\/src\/strings\.js$/},
    handler(code) {
      const eager = 'const { compare: localeCompare } = new Intl.Collator()'
      if (!code.includes(eager)) throw new Error(`packageurl-js has changed: it does not say \`${eager}\` any more`)
      const late = 'let collator; const localeCompare = (a, b) => (collator ??= new Intl.Collator()).compare(a, b)'
      return code.replace(eager, late)
    },
  },
}

const bundle = await rolldown({
  cwd: root,
  input: {main: 'src/main.ts'},
  platform: 'node',
  plugins: [lateCollator],
  external: ['react-devtools-core'],
  transform: {
    target: 'node22.13',
    define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
  },
  // A module that is loaded late by one and early by another is meant to be in the earlier one's file.
  checks: {ineffectiveDynamicImport: false},
})
await bundle.write({
  dir: fresh,
  format: 'esm',
  minify: true,
  comments: {legal: false},
  codeSplitting: {
    groups: [
      {name: 'start', test: isOneOf(START), priority: 3},
      {name: 'road', test: isOneOf(ROAD), priority: 2},
      {name: 'gateway', test: isOneOf(BEHIND_IT), priority: 1},
      {name: 'memory', test: isOneOf(MEMORY), priority: 1},
    ],
  },
})
await bundle.close()

// Without it, Node asks the folders above, and somebody's `~/package.json` would decide how our files are read.
writeFileSync(join(fresh, 'package.json'), '{"type":"module"}\n')
mkdirSync(join(fresh, 'data'))
for (const name of readdirSync(join(root, 'data'))) {
  if (name.endsWith('.names')) cpSync(join(root, 'data', name), join(fresh, 'data', name))
}
const old = join(root, `.dist-old-${process.pid}`)
try {
  renameSync(target, old)
} catch {
  // The first build finds nothing to put aside.
}
renameSync(fresh, target)
rmSync(old, {recursive: true, force: true})
