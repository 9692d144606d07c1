import {hostname} from 'node:os'

/** Of this machine, as far as it can stand in a header: without what is no visible ASCII. */
export function hostName(): string {
  return hostname()
    .replace(/[^!-~]/g, '')
    .slice(0, 255)
}
