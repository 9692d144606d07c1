// `npm run bench:names`: how well names are judged on labelled data, and how fast. The labels are `lookalikes/*.tsv` beside
// the plain sources of the indexes ($SALLYPORT_DATA_SOURCES, else ../shared/data); they are measured on and never shipped.

import {join} from 'node:path'
import {comparison, otherLabels, quiet} from './accuracy.ts'
import {docker} from './docker.ts'
import {root} from './judge.ts'
import {readLabels} from './labels.ts'
import {latency, loading, throughput} from './speed.ts'

const labels = readLabels(join(process.env.SALLYPORT_DATA_SOURCES ?? join(root, '../shared/data'), 'lookalikes'))

for (const part of [comparison, quiet, otherLabels, docker, latency, loading, throughput])
  console.log(`${part(labels)}\n`)
console.log(`resident memory of this process: ${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
