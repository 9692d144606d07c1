// Writes the generated feed into a folder, as `all.zip` and `all.ndjson`. A process of its own: memory that it has had would count as
// that of every process started after it.

import {join} from 'node:path'
import {writeLines, writeZip} from './generated.ts'

const [folder = '', count = '0'] = process.argv.slice(2)
writeZip(join(folder, 'all.zip'), Number(count))
writeLines(join(folder, 'all.ndjson'), Number(count))
