import type {EditTechnique} from '../edit.ts'
import type {Proposal, Technique} from '../technique.ts'

const SEPARATORS = '-_.'

/** One `-`, `_` or `.` too many, missing, or for another. */
export const separatorEdit: EditTechnique = (edit) => {
  if (edit.kind === 'swap' || !SEPARATORS.includes(edit.letter)) return undefined
  if (edit.kind === 'extra') return kind(`adds a \`${edit.letter}\` to`, 0.9)
  if (edit.kind === 'missing') return kind(`leaves out the \`${edit.letter}\` of`, 0.95)
  if (!SEPARATORS.includes(edit.to)) return undefined
  return kind(`has \`${edit.letter}\` for the \`${edit.to}\` of`, 0.95)
}

function kind(phrase: string, likelihood: number) {
  return {technique: 'separator', phrase, likelihood}
}

/** `date_fns`, `date.fns`, `datefns` and `date-fns` at once: every separator changed or dropped. */
export const separators: Technique = {
  *propose(name) {
    const [scope, base] = splitScope(name)
    if (!/[-_.]/.test(base)) return
    yield proposal(scope + base.replace(/[-_.]/g, ''), 0.9)
    for (const separator of SEPARATORS) {
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
