import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Check, failed, runTool} from './check.ts'
import {SUMMARY_FILE, type VitestSummary} from './vitest-summary.ts'

/** Every test that needs no network, counted one by one. */
export const vitestCheck: Check = {
  name: 'vitest',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-tests-'))
    const file = join(folder, 'summary.json')
    try {
      const reporters = ['--reporter=minimal', '--reporter=./scripts/checks/vitest-summary.ts']
      const projects = ['--project=parts', '--project=whole']
      const {code, output} = await runTool('vitest', ['run', ...projects, ...reporters], {[SUMMARY_FILE]: file})
      const summary = readSummary(file)
      if (summary === undefined) return failed(output)
      // A run that fails without a failed test (a broken set-up, a crash) has still failed.
      const failures = code === 0 ? summary.failed : Math.max(1, summary.failed)
      return {...summary, failed: failures, output}
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  },
}

function readSummary(file: string): VitestSummary | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestSummary
  } catch {
    return undefined
  }
}
