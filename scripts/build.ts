// Bundles the program into dist/: main.js and its chunks (Ink and React in chunks of their own), the name indexes in data/.

import {cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'dist')
// Built beside and swapped in, so that a bundle in use is whole at every moment.
const fresh = join(root, `.dist-${process.pid}`)

await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.13',
  minify: true,
  legalComments: 'none',
  define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
  external: ['react-devtools-core'],
  // CommonJS dependencies ask for Node's own modules through `require`, which an ES module does not have.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

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
