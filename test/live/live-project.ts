// The projects that are installed for real: names and ranges as their authors published them, nothing else.

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {checkout} from '../support/checkout.ts'

type Ranges = Readonly<Record<string, string>>

export interface LiveProject {
  readonly project: string
  /** The package and version that publishes these facts. */
  readonly of: string
  readonly dependencies: Ranges
  readonly devDependencies: Ranges
}

const folder = join(checkout, 'test', 'live', 'projects')

export const liveProjects: readonly LiveProject[] = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as LiveProject)

export function manifestOf({dependencies, devDependencies}: LiveProject): string {
  return `${JSON.stringify({name: 'app', version: '1.0.0', private: true, dependencies, devDependencies}, null, 2)}\n`
}
