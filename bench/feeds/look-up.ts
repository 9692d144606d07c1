// One fresh process of `main.ts`: opens the cache and looks names up. Prints milliseconds and microseconds as JSON.

import {advisorySource, openReputation} from '../../src/reputation/cache/reputation.ts'
import {nameAt} from './generated.ts'

const LOOK_UPS = 20_000
const folder = process.argv[2] ?? ''

const start = performance.now()
const opening = openReputation(folder, Date.now())
const source = advisorySource(opening, folder, 'npm')
if (source.kind !== 'feed') throw new Error(source.kind)
source.about('express')
const open = performance.now() - start

function measure(name: (index: number) => string): readonly number[] {
  return Array.from({length: LOOK_UPS}, (_, index) => {
    const wanted = name(index)
    const begin = performance.now()
    const about = source.kind === 'feed' ? source.about(wanted) : source
    if (about.kind === 'known') about.of('1.2.3')
    return (performance.now() - begin) * 1000
  })
}

// Far apart, so that none is on the page of the one before.
const known = measure((index) => nameAt((index * 7919) % 200_000))
const unknown = measure((index) => `${nameAt((index * 104_729) % 200_000)}-not`)
console.log(JSON.stringify({open, known, unknown}))
