// The worked examples of docs/examples: valid, and saying what the tables beside them state.

import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it, test} from 'vitest'
import type {Decision} from '../../src/core/decision.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import type {Surroundings} from '../../src/core/invocation.ts'
import type {Layer} from '../../src/core/policy/layer.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import {managerFor} from '../../src/managers/all-managers.ts'
import {readPolicy} from '../../src/policy-files/read-policy.ts'
import {loadNameData} from '../../src/reputation/name-data.ts'
import {nameEvidence} from '../../src/reputation/name-evidence.ts'
import {checkout} from '../support/checkout.ts'
import {layerOf} from '../support/policy-documents.ts'

const FOLDER = join(checkout, 'docs', 'examples')
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8')
/** A day on which every exception holds. */
const NOW = Date.UTC(2026, 10, 5)

const EXAMPLES = [
  {name: 'one-developer', layer: 'user'},
  {name: 'start-up', layer: 'team'},
  {name: 'regulated', layer: 'team'},
] as const

const nowhere: Surroundings = {
  home: '/home/ann',
  readFile: () => ({kind: 'absent'}),
  isDirectory: () => false,
  resolvePath: (...segments) => resolve('/project', ...segments),
  workspaceFolders: () => [],
}

function layerFrom(name: string, layer: Layer['name']): Layer {
  const read = readPolicy(readFileSync(join(FOLDER, `${name}.yaml`)), `${name}.yaml`)
  if (read.kind === 'problems') throw new Error(read.problems.map(({message}) => message).join('\n'))
  return {name: layer, path: `${name}.yaml`, document: read.document, lines: read.lines}
}

async function judge(command: string, layers: readonly Layer[]): Promise<Decision> {
  const [tool = '', ...argv] = command.split(' ')
  const manager = await managerFor(tool)
  const intent = manager?.read({tool, argv, cwd: '/project', environment: {}, toolVersion: '11.6.2'}, nowhere)
  if (manager === undefined || intent?.kind !== 'fetch') throw new Error(`${command} fetches nothing`)
  const {ecosystem} = manager
  const none = {bundled: join(checkout, 'data'), updated: join(checkout, 'none')}
  const data = loadNameData(none, ecosystem, NOW)
  if (data.kind === 'missing') throw new Error(data.reason)
  const gathered = await nameEvidence(intent.artifacts, data.index)
  return evaluate({...intent, ecosystem, gathered}, mergePolicies(layers), NOW)
}

const ANSWERS = new Map([
  ['allow', 'passes'],
  ['ask', 'asks'],
  ['unclear', 'asks'],
  ['block', 'refused'],
])

interface Row {
  readonly command: string
  readonly answer: string
  /** The code of a finding; empty where the table has none. */
  readonly code: string
}

function rowsOf(name: string): readonly Row[] {
  const [, part = ''] = new RegExp(`<!-- begin ${name} -->\n([^]*?)<!-- end ${name} -->`, 'u').exec(README) ?? []
  return part
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => {
      const [, command = '', answer = '', because = ''] = line.split('|').map((cell) => cell.trim())
      return {command: command.replaceAll('`', ''), answer, code: /^`([a-z-]+)`/u.exec(because)?.[1] ?? ''}
    })
}

test('every example has a table', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))
  expect(files.sort()).toEqual(EXAMPLES.map(({name}) => `${name}.yaml`).sort())
  for (const {name} of EXAMPLES) expect(rowsOf(name).length).toBeGreaterThan(5)
})

describe.each(EXAMPLES.map(({name, layer}) => [name, layer] as const))('%s.yaml', (name, layer) => {
  it('loses nothing when it is merged', () => {
    expect(mergePolicies([layerFrom(name, layer)]).ignored).toEqual([])
  })

  it.each(rowsOf(name))('$command: $answer $code', async ({command, answer, code}) => {
    const {verdict, artifacts, unclear} = await judge(command, [layerFrom(name, layer)])
    expect(ANSWERS.get(verdict)).toBe(answer)
    const findings = [...artifacts.flatMap((one) => one.findings), ...unclear.flatMap(({finding}) => finding ?? [])]
    const serious = findings.filter(({severity}) => severity !== 'note').map((finding) => finding.code)
    if (code === '') expect(serious).toEqual([])
    else expect(serious).toContain(code)
  })
})

describe('what the files of a team lock', () => {
  const loosening = layerOf('user', {
    mode: 'observe',
    unattended: 'allow',
    bypass: true,
    rules: {'too-new': {action: 'note', days: 0}, 'name-lookalike': 'off', 'install-scripts': 'off'},
    allow: ['npm:*'],
    registries: ['npm:https://evil.example/', 'npm:default'],
    exceptions: [{match: 'npm:*', rules: ['name-lookalike'], reason: 'mine', expires: '2099-12-31'}],
  })

  it('of the start-up: the age, malware and the registries', async () => {
    const layers = [layerFrom('start-up', 'team'), loosening]
    const {ecosystems} = mergePolicies(layers)
    const rule = (code: string) => ecosystems.npm.rules.get(code)
    expect(rule('too-new')).toMatchObject({action: 'hold-back', days: {value: 3}})
    expect(rule('name-lookalike')).toMatchObject({action: 'off'})
    expect((await judge('npm install express --registry=https://evil.example/', layers)).verdict).toBe('block')
  })

  it('of the regulated company: everything', () => {
    const team = layerFrom('regulated', 'team')
    const alone = mergePolicies([team])
    const both = mergePolicies([team, loosening])
    expect(both.bypass).toEqual(alone.bypass)
    for (const home of ['npm', 'pypi', 'docker'] as const) {
      const {rules, mode, unattended, allow, exceptions} = both.ecosystems[home]
      const before = alone.ecosystems[home]
      expect({rules, mode, unattended}).toEqual({
        rules: before.rules,
        mode: before.mode,
        unattended: before.unattended,
      })
      expect(allow.entries).toEqual(before.allow.entries)
      expect(exceptions.entries).toEqual(before.exceptions.entries)
    }
  })
})
