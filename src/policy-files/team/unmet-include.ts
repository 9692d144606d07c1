// `include` in a person's own policy says which team's policy they mean to have. Where it is not the one that is enrolled, what
// it would say of a command is not known.

import type {Layer} from '../../core/policy/layer.ts'
import {shellWords} from '../../core/shell-words.ts'
import type {Problem} from '../problem.ts'
import type {Enrolment} from './enrolment.ts'

/** Undefined where nothing is wanted, or just what is enrolled. Only the file of a person can want: a project cannot choose teams. */
export async function unmetInclude(
  layers: readonly Layer[],
  enrolment: Enrolment | undefined,
): Promise<Problem | undefined> {
  const own = layers.find(({name}) => name === 'user')
  const isLocked = layers.some(({name, document}) => name === 'team' && document.locked?.includes('include') === true)
  const include = own?.document.include
  if (own === undefined || include === undefined || isLocked) return undefined
  const {url, key} = typeof include === 'string' ? {url: include, key: undefined} : include
  const isSameKey = key === undefined || key === enrolment?.enrolledKey || key === enrolment?.key
  if (url === enrolment?.source && isSameKey) return undefined
  const {readTeamSource} = await import('./team-source.ts')
  const read = readTeamSource(url, '/')
  const position = {line: own.lines.get('include') ?? 1, column: 1}
  if (read.kind === 'wrong') {
    return {path: own.path, position, message: `\`include\` names no source of a policy: ${read.reason}`}
  }
  const {text} = read.source
  if (text === enrolment?.source && isSameKey) return undefined
  const other =
    enrolment === undefined
      ? 'no policy of a team is enrolled'
      : text === enrolment.source
        ? 'it is enrolled with another key'
        : `the one of \`${enrolment.source}\` is enrolled`
  const add = [
    'sallyport',
    'policy',
    'add',
    text,
    '--key',
    key ?? 'KEY',
    ...(enrolment === undefined ? [] : ['--replace']),
  ]
  return {
    path: own.path,
    position,
    message: `\`include\` wants the policy of \`${text}\`, but ${other}`,
    hint: shellWords(add),
  }
}
