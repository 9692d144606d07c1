import type {EditTechnique} from '../edit.ts'
import type {Technique} from '../technique.ts'

/** `lodash4`, `lodashv4`, `lodash-4.17`: a version that belongs behind an `@`, not into the name. */
const VERSION_END = /^(.{3,}?)[-_.]?v?\d+(?:[-_.]\d+)*$/

export const versionDigits: Technique = {
  *propose(name) {
    const target = VERSION_END.exec(name)?.[1]
    if (target === undefined) return
    const added = name.slice(target.length)
    yield {
      name: target,
      technique: 'digit',
      sentence: `puts the digits \`${added}\` behind \`${target}\``,
      likelihood: 0.3,
    }
  },
}

/** A digit too many, or another than in the target. */
export const digitEdit: EditTechnique = (edit) => {
  if (edit.kind === 'extra' && isDigit(edit.letter)) {
    return {technique: 'digit', phrase: `adds the digit ${edit.letter} to`, likelihood: 0.4}
  }
  if (edit.kind === 'other' && (isDigit(edit.letter) || isDigit(edit.to))) {
    return {technique: 'digit', phrase: `has \`${edit.letter}\` for the \`${edit.to}\` of`, likelihood: 0.35}
  }
  return undefined
}

function isDigit(letter: string): boolean {
  return letter >= '0' && letter <= '9'
}
