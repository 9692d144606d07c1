import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import type {PackageManager} from '../../src/core/invocation.ts'
import {docker} from '../../src/managers/docker/docker.ts'
import {pip} from '../../src/managers/pip/pip.ts'
import {fakeMachine} from './pip/fake-machine.ts'

const shim = readFileSync(new URL('../../shims/shim.sh', import.meta.url), 'utf8')

/** The first words that the shim hands to the real tool without asking anybody: `*:ps | *:images`. */
function waved(tool: string): readonly string[] {
  const branch = shim.slice(shim.indexOf(`\n  ${tool})\n`)).split('esac', 1)[0] ?? ''
  return [...branch.matchAll(/\*:([a-z-]+)/g)].map(([, word = '']) => word)
}

const managers: readonly (readonly [string, PackageManager])[] = [
  ['pip*', pip],
  ['docker', docker],
]

test.each(managers)('whatever the shim of %s waves through, the reader calls harmless as well', (tool, manager) => {
  expect(waved(tool).length).toBeGreaterThan(10)
  for (const word of waved(tool)) {
    const invocation = {tool: manager.tools[0] ?? '', argv: [word], cwd: '/p', environment: {}}
    expect([word, manager.read(invocation, fakeMachine()).kind]).toEqual([word, 'passthrough'])
  }
})
