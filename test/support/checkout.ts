import {fileURLToPath} from 'node:url'

/** The root of the repository this file belongs to, no slash at the end. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/u, '')
