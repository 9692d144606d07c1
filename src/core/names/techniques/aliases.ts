import {PACKAGE_OF_ALIAS} from '../alias-facts.ts'
import {slipsBetween} from '../slips.ts'
import type {Technique} from '../technique.ts'

/** `sklearn`, `cv2`: the name is simply another package's: a module that it brings, or a name that its author gave up. */
export const aliases: Technique = {
  *propose(name, index, {kind}) {
    if (index.ecosystem !== 'pypi') return
    const target = PACKAGE_OF_ALIAS.get(name)
    if (target !== undefined) {
      yield {
        name: target,
        technique: 'alias',
        sentence: `is another name for \`${target}\``,
        likelihood: 1,
        isFact: true,
      }
    } else if (kind === 'absent' && name.length >= 5) {
      for (const [alias, package_] of PACKAGE_OF_ALIAS) {
        if (alias.length < 5 || index.exists(alias) || slipsBetween(name, alias, 1) !== 1) continue
        const sentence = `misspells \`${alias}\`, which is another name for \`${package_}\``
        yield {name: package_, technique: 'alias', sentence, likelihood: 0.9}
      }
    }
  },
}
