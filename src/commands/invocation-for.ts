import type {Invocation, PackageManager} from '../core/invocation.ts'
import {npmVersionOf} from '../system/real-tool.ts'
import type {Edge} from './edge.ts'

/** The command as readers take it. npm's version is read off its installation, so that its own tables are used. */
export function invocationFor(
  {
    tool,
    argv,
    executable,
  }: {readonly tool: string; readonly argv: readonly string[]; readonly executable: string | undefined},
  {ecosystem}: PackageManager,
  {cwd, environment}: Edge,
): Invocation {
  const toolVersion = executable === undefined || ecosystem !== 'npm' ? undefined : npmVersionOf(executable)
  return {tool, argv, cwd, environment, ...(toolVersion === undefined ? {} : {toolVersion})}
}
