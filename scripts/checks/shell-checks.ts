import {existsSync, readFileSync} from 'node:fs'
import {type Check, failed, passed, runTool, skipped} from './check.ts'
import {trackedFiles} from './tracked-files.ts'

export const shellcheckCheck: Check = shellTool('shellcheck', ['--severity=style'])

/** Indented by two spaces, `case` arms too; a broken line goes on with its operator. */
export const shfmtCheck: Check = shellTool('shfmt', ['-d', '-i', '2', '-ci', '-bn'])

/** Bats prints TAP: one line a test, which is counted. */
export const batsCheck: Check = {
  name: 'bats',
  run: async () => {
    if (!existsSync('test/shell')) return skipped('bats: there is no test/shell')
    const {code, output, isInstalled} = await runTool('bats', ['--tap', '--recursive', 'test/shell'])
    if (!isInstalled) return skipped('bats: it is not installed (test/shell did not run)')
    const lines = output.split('\n')
    const omitted = lines.flatMap((line) => {
      const [, name, reason] = /^ok \d+ (.*?) # skip\b ?(.*)$/u.exec(line) ?? []
      return name === undefined ? [] : [`bats > ${name}: ${reason === '' ? 'no reason given' : reason}`]
    })
    const right = lines.filter((line) => /^ok \d/u.test(line)).length - omitted.length
    const wrong = lines.filter((line) => /^not ok \d/u.test(line)).length
    return {passed: right, failed: code === 0 ? wrong : Math.max(1, wrong), skipped: omitted, output}
  },
}

function shellTool(name: string, args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const files = (await trackedFiles())?.filter(isShell)
      if (files === undefined) return skipped(`${name}: this is not a git checkout`)
      const {code, output, isInstalled} = await runTool(name, [...args, ...files])
      if (!isInstalled) return skipped(`${name}: it is not installed`)
      return code === 0 ? passed : failed(output)
    },
  }
}

/** By its first line, whatever its name: `.ci/run` is one, and so are the shims. */
function isShell(path: string): boolean {
  if (/\.(?:ts|tsx|js|json|md|bats|names)$/u.test(path) || !existsSync(path)) return false
  return /^#!\s*\/(?:usr\/)?bin\/(?:env )?(?:ba|da)?sh\b/u.test(readFileSync(path, 'utf8').slice(0, 100))
}
