// A vitest reporter that writes down what the closing line needs, the reasons of skipped tests among it.

import {writeFileSync} from 'node:fs'
import type {Reporter} from 'vitest/node'

/** Names the file this reporter writes to. */
export const SUMMARY_FILE = 'SALLYPORT_TEST_SUMMARY'

export interface VitestSummary {
  readonly passed: number
  /** Tests, files that could not be loaded, and errors that belong to no test. */
  readonly failed: number
  readonly skipped: readonly string[]
}

export default class VitestSummaryReporter implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandledErrors) => {
    let passed = 0
    let failed = unhandledErrors.length
    const skipped: string[] = []
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      failed += tests.filter((test) => test.result().state === 'failed').length
      // A file that cannot be loaded, or a group whose hook failed, has tests that never ran.
      failed += [module, ...module.children.allSuites()].filter((group) => group.errors().length > 0).length
      for (const test of tests) {
        const result = test.result()
        if (result.state === 'skipped' || result.state === 'pending') {
          const note = result.state === 'skipped' ? result.note : undefined
          skipped.push(`${module.relativeModuleId} > ${test.fullName}: ${note ?? 'no reason given'}`)
        }
      }
    }
    const path = process.env[SUMMARY_FILE]
    const summary: VitestSummary = {passed, failed, skipped}
    if (path !== undefined) writeFileSync(path, JSON.stringify(summary))
  }
}
