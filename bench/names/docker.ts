import {judgeDockerName} from '../../src/core/names/docker/judge-docker-name.ts'
import {indexOf, percent} from './judge.ts'
import type {Labels} from './labels.ts'

/** Docker's labels are pairs only: nobody lists every image that is real. A target `library/golang` is written `golang`. */
export function docker({pairs}: Labels): string {
  const index = indexOf('docker')
  const judged = pairs
    .filter(({ecosystem}) => ecosystem === 'docker')
    .map(({squat, target}) => ({target: target.replace(/^library\//, ''), ...judgeDockerName(squat, index)}))
  const flagged = judged.filter(({verdict}) => verdict === 'lookalike')
  const right = flagged.filter(({target, suggestions: [best]}) => best?.name === target)
  const own = Array.from({length: index.size}, (_, position) => index.nameAt(position))
  const bothered = own.filter((name) => judgeDockerName(name, index).verdict === 'lookalike')
  return [
    '## Docker\n',
    '| | names | flagged % | right target first % |',
    '| --- | --- | --- | --- |',
    `| documented pairs | ${judged.length} | ${percent(flagged.length, judged.length)} | ${percent(right.length, judged.length)} |`,
    `| official images | ${own.length} | ${percent(bothered.length, own.length)} | |`,
  ].join('\n')
}
