import {type Check, toolCheck} from './check.ts'
import {forbiddenTextCheck} from './forbidden-text.ts'
import {batsCheck, shellcheckCheck, shfmtCheck} from './shell-checks.ts'
import {vitestCheck} from './vitest-check.ts'

/** In this order: the quick ones first, and what needs the bundle after the build. */
export const allChecks: readonly Check[] = [
  toolCheck('biome', 'biome', ['check', '--error-on-warnings', '.']),
  toolCheck('oxlint', 'oxlint', ['--type-aware', '--tsconfig', 'tsconfig.json', '--deny-warnings', '--format=unix']),
  toolCheck('tsc', 'tsc', ['-p', '.']),
  toolCheck('knip', 'knip', []),
  forbiddenTextCheck,
  shellcheckCheck,
  shfmtCheck,
  toolCheck('build', process.execPath, ['scripts/build.ts']),
  toolCheck('publint', 'publint', ['--strict']),
  batsCheck,
  vitestCheck,
]
