#!/usr/bin/env node
// The first file that runs. It turns on the compile cache before anything else is loaded, and hands over to the command line.

import {enableCompileCache} from 'node:module'
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {placesFor} from './system/places.ts'

const bundleFolder = dirname(fileURLToPath(import.meta.url))
const places = placesFor(process.env, bundleFolder)
enableCompileCache(`${places.cache}/compile`)

const {main} = await import('./commands/main.ts')
await main(process.argv.slice(2), places, bundleFolder)
