// Words about one release, for the sentences of rules. Everything in them comes from a registry.

import {spanText} from '../age-text.ts'
import type {Artifact} from '../artifact.ts'
import {type Printable, printableWithin} from '../printable.ts'
import type {Moment, Release} from '../release.ts'

const VERSION_WIDTH = 40
const ACCOUNT_WIDTH = 40
const SCRIPT_WIDTH = 120
/** Of a longer one both ends are looked at, so that nothing hides behind a million spaces. */
const LONGEST_SCRIPT = 1000

/** `` in version `2.1.0` ``, unless exactly that was asked for. */
export function inVersion({specifier}: Artifact, {version}: Release): string {
  return specifier === version ? '' : ` in version ${versionText(version)}`
}

export function versionText(version: string): string {
  return `\`${printableWithin(version, VERSION_WIDTH)}\``
}

export function accountText(account: string): string {
  return `\`${printableWithin(account, ACCOUNT_WIDTH)}\``
}

/** `5 hours ago`. Clocks differ, and registries may say anything. */
export function agoText(moment: Moment, now: Moment): string {
  return moment > now ? 'at a time that is still to come' : `${spanText(now - moment)} ago`
}

/** `` `node setup.js` (preinstall) and `…` ``; undefined for a release that runs nothing, or nobody knows. */
export function scriptsText({installScripts, hasInstallScript}: Release): string | undefined {
  const scripts = Object.entries(installScripts ?? {})
  if (scripts.length > 0) return scripts.map(([event, text]) => `\`${scriptText(text)}\` (${event})`).join(' and ')
  return hasInstallScript === true ? 'a script that the registry does not show' : undefined
}

function scriptText(script: string): Printable {
  const ends = script.length > 2 * LONGEST_SCRIPT
  const text = ends ? `${script.slice(0, LONGEST_SCRIPT)}${script.slice(-LONGEST_SCRIPT)}` : script
  return printableWithin(text.trim().replace(/\s+/g, ' '), SCRIPT_WIDTH)
}
