// One of many processes that use the reputation cache at once: `node reputation-worker.ts FOLDER NAME ROUNDS`. Prints one line for
// each round: what became of it.

import {openReputation} from '../../src/reputation/cache/reputation.ts'

const [folder = '', name = '', rounds = '1'] = process.argv.slice(2)

for (let round = 0; round < Number(rounds); round++) {
  const opening = openReputation(folder, Date.now())
  if (opening.kind === 'unusable') {
    console.log(`unusable ${opening.reason}`)
    continue
  }
  const {reputation} = opening
  const source = reputation.advisories('npm')
  const about = source.kind === 'feed' ? source.about('evil') : source
  reputation.keep('https://registry.example/', `${name}-${round}`, {
    fetched: Date.now(),
    releases: Array.from({length: 20}, (_, patch) => ({
      version: `1.0.${patch}`,
      publisher: name,
      integrity: 'x'.repeat(90),
    })),
  })
  reputation.remember(`${name}-${round}`, 'seen')
  const {kind} = reputation.close()
  console.log(
    `${kind} ${name}-${round} ${
      about.kind === 'known'
        ? about
            .of()
            .map(({id}) => id)
            .join()
        : about.kind
    }`,
  )
}
