import type {Proposal, Technique} from '../technique.ts'

/** `date_fns`, `date.fns`, `datefns` and `date-fns` at once: every separator changed or dropped, or one put anywhere. */
export const separators: Technique = {
  *propose(name) {
    const [scope, base] = splitScope(name)
    const squashed = base.replace(/[-_.]/g, '')
    if (squashed !== base) yield proposal(scope + squashed, 0.9)
    for (const separator of ['-', '_', '.']) {
      const changed = base.replace(/[-_.]+/g, separator)
      if (changed !== base) yield proposal(scope + changed, 0.95)
    }
  },
}

function splitScope(name: string): readonly [string, string] {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1
  return [name.slice(0, slash + 1), name.slice(slash + 1)]
}

function proposal(name: string, likelihood: number): Proposal {
  return {name, technique: 'separator', sentence: `has other separators than \`${name}\``, likelihood}
}
