import {execFileSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

/** End-to-end tests run the bundle, so it is built once before them. */
export default function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.ts', import.meta.url))], {stdio: 'inherit'})
}
