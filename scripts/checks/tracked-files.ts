import {runTool} from './check.ts'

/** What the repository holds, relative to its root; undefined outside a git checkout. New files that git would add are in it. */
export async function trackedFiles(): Promise<readonly string[] | undefined> {
  const {code, output} = await runTool('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  return code === 0 ? [...new Set(output.split('\0'))].filter((path) => path !== '') : undefined
}
