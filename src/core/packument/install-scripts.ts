// What a release runs while it is installed as a dependency (npm documentation, "scripts": `npm install` of a package from a
// registry runs `preinstall`, `install` and `postinstall`, and `node-gyp rebuild` where there is a `binding.gyp`).

import {type JsonObject, objectOf} from './json.ts'

const EVENTS = ['preinstall', 'install', 'postinstall'] as const

/** As bits, so that what one release runs and another does not can be told at once. */
const BITS = {preinstall: 1, install: 2, postinstall: 4} as const

/** It runs something, and the registry does not say what. */
export const SOMETHING = 8

/** By event; empty where it runs nothing. Undefined where the registry does not say. */
export function installScriptsOf(manifest: JsonObject): Readonly<Record<string, string>> | undefined {
  const events = installEventsOf(manifest)
  if (events === undefined || events === SOMETHING) return undefined
  const scripts = objectOf(manifest.scripts)
  const written = EVENTS.flatMap((event) => {
    const script = scripts?.[event]
    return typeof script === 'string' && script !== '' ? [[event, script] as const] : []
  })
  if (written.length === 0 && (events & BITS.install) !== 0) return {install: 'node-gyp rebuild'}
  return Object.fromEntries(written)
}

export function runsAtInstallation(manifest: JsonObject): boolean | undefined {
  const events = installEventsOf(manifest)
  return events === undefined ? undefined : events !== 0
}

/** The bits of the events that it has scripts for, or `SOMETHING`; undefined where the registry does not say. */
export function installEventsOf(manifest: JsonObject): number | undefined {
  const {hasInstallScript, gypfile} = manifest
  const scripts = objectOf(manifest.scripts)
  let events = 0
  if (scripts !== undefined) {
    for (const event of EVENTS) {
      const script = scripts[event]
      if (typeof script === 'string' && script !== '') events |= BITS[event]
    }
  }
  // npm compiles where there is a `binding.gyp` and no script that says otherwise.
  if (gypfile === true && (events & (BITS.install | BITS.preinstall)) === 0) events |= BITS.install
  if (events !== 0) return events
  if (hasInstallScript === true) return SOMETHING
  if (hasInstallScript === false || scripts !== undefined || isWhole(manifest)) return 0
  return undefined
}

/** A whole manifest holds all that its package.json has, so what it leaves out is not there; an abbreviated one is no witness. */
function isWhole({_id, _npmUser, _npmVersion}: JsonObject): boolean {
  return _id !== undefined || _npmUser !== undefined || _npmVersion !== undefined
}
