import {join} from 'node:path'
import type {NameFolders} from '../reputation/name-data.ts'
import type {Edge} from './edge.ts'

export function nameFolders({bundleFolder, places}: Edge): NameFolders {
  return {bundled: join(bundleFolder, 'data'), updated: join(places.cache, 'names')}
}
