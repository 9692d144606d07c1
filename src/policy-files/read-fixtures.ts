// The fixtures beside a policy file.

import {basename, dirname, extname, join} from 'node:path'
import {type Fixtures, fixturesSchema} from './fixtures-schema.ts'
import {readNamedFile} from './named-file.ts'
import {type ReadYaml, readYaml} from './read-yaml.ts'

/** `policy.test.yaml` for `policy.yaml`, `.sallyport.test.yaml` for `.sallyport.yaml`. */
export function fixturesPathFor(policyPath: string): string {
  const ending = extname(policyPath)
  return join(dirname(policyPath), `${basename(policyPath, ending)}.test${ending || '.yaml'}`)
}

/** `shown` is the path as its errors name it. */
export function readFixtures(path: string, shown: string): ReadYaml<Fixtures> {
  const file = readNamedFile(path)
  if (file.kind === 'content') return readYaml(file.content, shown, fixturesSchema)
  return {kind: 'problems', problems: file.problems.map((problem) => ({...problem, path: shown}))}
}
