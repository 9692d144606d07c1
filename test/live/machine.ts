import type {TestProject} from 'vitest/node'
import {type MachineRegistry, registryOfMachine} from '../support/machine-registry.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where no registry answers: what is not there cannot be handed to the tests. */
    machine: MachineRegistry | null
  }
}

/** Asks once for all files: npm may take its 20 seconds to find out that nobody is there. */
export default function setup(project: TestProject): void {
  const machine = registryOfMachine()
  if (machine === undefined) console.log('skipped: no npm registry of this machine answers')
  project.provide('machine', machine ?? null)
}
