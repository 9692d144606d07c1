import type {Invocation, PackageManager} from '../core/invocation.ts'
import {npmPlacesOf, npmVersionOf} from '../system/real-tool.ts'
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
  const invocation = {tool, argv, cwd, environment}
  if (executable === undefined || ecosystem !== 'npm') return invocation
  const toolVersion = npmVersionOf(executable)
  const npmPlaces = npmPlacesOf(executable, environment.PATH)
  return {
    ...invocation,
    ...(toolVersion === undefined ? {} : {toolVersion}),
    ...(npmPlaces === undefined ? {} : {npmPlaces}),
  }
}
