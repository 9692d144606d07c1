import type {Ecosystem} from '../../artifact.ts'
import type {Technique} from '../technique.ts'

const PLACE: Readonly<Record<Ecosystem, string>> = {
  npm: 'an npm package',
  pypi: 'a PyPI package',
  docker: 'a Docker image',
}

/** `npm install beautifulsoup4`: the name is at home elsewhere, and whoever registers it here waits for the confusion. */
export const otherEcosystem: Technique = {
  *propose(name, index, {kind}) {
    if (kind !== 'absent' && kind !== 'stranger') return
    const home = index.foreign().get(name)
    if (home === undefined) return
    const sentence = `is the name of ${PLACE[home]}, \`${name}\`, and of none that is known here`
    yield {name, technique: 'other-ecosystem', sentence, likelihood: 0.7, elsewhere: home}
  },
}
