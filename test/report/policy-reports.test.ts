// The policy and its problems in words.

import {expect, test} from 'vitest'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import {policyLines} from '../../src/report/policy-listing.ts'
import {problemLines} from '../../src/report/policy-problems.ts'
import {policyRows} from '../../src/report/policy-rows.ts'
import {layerOf} from '../support/policy-documents.ts'

const NOW = Date.UTC(2026, 10, 24)
const exception = {match: 'npm:x', rules: ['too-new' as const], reason: 'soon\u001B[2J', expires: '2026-01-01'}

test('a value that is the same everywhere is one row, one that differs is a row for each ecosystem', () => {
  const rows = policyRows(mergePolicies([layerOf('user', {docker: {unattended: 'allow'}})]))
  const keys = rows.map(({key}) => key)
  expect(keys).toContain('mode')
  expect(keys.filter((key) => key.endsWith('unattended'))).toEqual([
    'npm.unattended',
    'pypi.unattended',
    'docker.unattended',
  ])
})

test('locks, reasons, ends and what is ignored are said, nothing of it acts on a terminal', () => {
  const policy = mergePolicies([
    layerOf('team', {rules: {unclear: {action: 'block', locked: true}}, exceptions: [exception]}),
    layerOf('user', {rules: {unclear: 'off'}}),
  ])
  const lines = policyLines(policy, NOW)
  expect(lines.find((line) => line.startsWith('rules.unclear: block'))).toMatch(
    / {2}# \/team\.yaml:1; locked by the team$/u,
  )
  expect(lines.find((line) => line.startsWith('exceptions: npm:x (too-new)'))).toMatch(
    /# \/team\.yaml:1; ended on 2026-01-01; soon\\u\{1b\}\[2J$/u,
  )
  expect(lines.at(-1)).toBe('ignored: rules.unclear: off  # /user.yaml:1; the file of the team locks it')
})

test('a locked list is shown as locked, with entries and without', () => {
  const team = layerOf('team', {locked: ['allow', 'npm.registries'], npm: {allow: ['left-pad']}})
  const lines = policyLines(mergePolicies([team]), NOW).map((line) => line.replace(/ {2,}/u, '  '))
  expect(lines).toContain('allow: npm:left-pad  # /team.yaml:1; locked by the team')
  expect(lines).toContain('pypi.allow: no entries  # team; locked by the team')
  expect(lines).toContain('npm.registries: no entries  # team; locked by the team')
  expect(lines.join()).not.toContain('docker.registries')
})

test('a problem is its place and its sentence, then the command that mends it', () => {
  const problems = [
    {path: '/a\u202E.yaml', position: {line: 3, column: 5}, message: 'found `\u001B[2J`, expected text'},
    {path: '/b', message: 'can be written by everybody', hint: 'chmod go-w /b'},
  ]
  expect(problemLines(problems)).toEqual([
    '/a\\u{202e}.yaml:3:5: found `\\u{1b}[2J`, expected text',
    '/b: can be written by everybody',
    'hint: `chmod go-w /b`',
    'hint: mend the file, then `sallyport policy validate`',
  ])
})
