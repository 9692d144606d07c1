// docs/names.md shows what `sallyport names --ecosystem docker` answers. Each row is asked here.

import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {judgeDockerName} from '../../../../src/core/names/docker/judge-docker-name.ts'
import {openNameIndex} from '../../../../src/core/names/name-index.ts'

const docker = openNameIndex(readFileSync(new URL('../../../../data/docker.names', import.meta.url)))
const text = readFileSync(new URL('../../../../docs/names.md', import.meta.url), 'utf8')
const rows = text
  .slice(text.indexOf('## Docker names'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:case|---)/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))

it('has a table of them', () => expect(rows.length).toBeGreaterThan(50))

it.each(rows)('%s: %s', (_case, name = '', ...answer) => {
  const {verdict, suggestions, remark} = judgeDockerName(name.replaceAll('`', ''), docker)
  const [best] = suggestions
  expect(answer).toEqual([verdict, best ? `\`${best.name}\`` : '-', remark?.sentence ?? best?.sentence ?? '-'])
})
