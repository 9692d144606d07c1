// What another policy makes of many commands, added up; the words of it are tested through the program.

import {expect, it} from 'vitest'
import type {LoggedCommand} from '../../src/audit/logged-command.ts'
import {Simulation} from '../../src/audit/simulation.ts'
import type {Artifact} from '../../src/core/artifact.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import {layerOf} from '../support/policy-documents.ts'

const POLICY = mergePolicies([layerOf('team', {deny: ['npm:*']})])

function commandOf(names: readonly string[], time = 0): LoggedCommand {
  const gathered = names.map((name) => {
    const requestedIn = {kind: 'argv', index: 1} as const
    const artifact: Artifact = {
      ecosystem: 'npm',
      requested: name,
      name,
      specifier: '',
      source: {kind: 'registry'},
      requestedIn,
    }
    return {artifact, evidence: {silent: []}}
  })
  return {
    kind: 'command',
    time,
    cwd: '/',
    tool: 'npm',
    argv: ['install', ...names],
    outcome: 'allow',
    hasRun: true,
    stoppedBy: [],
    judgeable: {ecosystem: 'npm', gathered, unclear: [], sources: []},
  }
}

function simulate(commands: readonly LoggedCommand[], limit = 20): Simulation {
  const simulation = new Simulation({commands: limit, unchanged: false, projectFile: undefined})
  for (const command of commands) simulation.add(command, evaluate(command.judgeable, POLICY, 0))
  return simulation
}

it('counts a command once for a rule and once for an artifact, however often it names it', () => {
  const {rules, artifacts, outcomes, stops} = simulate([commandOf(['a', 'a', 'b']), commandOf(['a'])])
  expect([...rules.values()]).toEqual([
    {code: 'denied', origin: '/team.yaml:1', counts: {block: 2, ask: 0, 'hold-back': 0}, through: 2},
  ])
  expect([...artifacts.values()].map(({subject, commands}) => [subject, commands])).toEqual([
    ['npm:a', 2],
    ['npm:b', 1],
  ])
  expect(outcomes.block).toEqual({commands: 2, through: 2, stricterThen: 0})
  expect(stops).toBe(2)
})

it('keeps the newest commands, the newest first, and counts the others', () => {
  const {commands, otherCommands} = simulate(
    Array.from({length: 50}, (_, time) => commandOf(['a'], time)),
    3,
  )
  expect(commands.map(({time}) => time)).toEqual([49, 48, 47])
  expect(otherCommands).toBe(47)
})

it('keeps of a command what a report shows, whatever it brought', () => {
  const names = Array.from({length: 3000}, (_, index) => `${'x'.repeat(2000)}${index}`)
  const [command] = simulate([commandOf(names)]).commands
  expect(command?.reasons).toHaveLength(5)
  expect(command?.more).toBe(2995)
  expect(JSON.stringify(command).length).toBeLessThan(20_000)
})

it('counts so many artifacts one by one and no more, so that the memory it takes has an end', () => {
  const commands = Array.from({length: 12}, (_, line) =>
    commandOf(Array.from({length: 1000}, (_item, index) => `n${line}-${index}`)),
  )
  const {artifacts, otherArtifacts} = simulate(commands)
  expect(artifacts.size).toBe(10_000)
  expect(otherArtifacts).toBe(2000)
})
