import {redactUrl} from '../../core/redact.ts'
import type {Release} from '../../core/release.ts'

/** A release whose scripts are longer than this is kept without their text. */
const LONGEST = 16 * 1024

const TEXTS = ['publisher', 'deprecated', 'license', 'integrity'] as const
const TRUTHS = ['hasInstallScript', 'hasProvenance', 'hasValidSignature'] as const

/** The facts of a release as they are kept; undefined for one that is too large to be honest. */
export function storeRelease(release: Release): string | undefined {
  const {version: _, tarball, installScripts, ...rest} = release
  const kept = {...rest, ...(tarball === undefined ? {} : {tarball: redactUrl(tarball)})}
  const whole = JSON.stringify({...kept, installScripts})
  if (whole.length <= LONGEST) return whole
  const small = JSON.stringify({...kept, hasInstallScript: Object.keys(installScripts ?? {}).length > 0})
  return small.length <= LONGEST ? small : undefined
}

/** Undefined where the text is none of ours. */
export function readRelease(version: string, text: string): Release | undefined {
  const facts = parsed(text)
  if (facts === undefined) return undefined
  const of = <Key extends string>(keys: readonly Key[], type: string) =>
    keys.filter((key) => typeof facts[key] === type).map((key) => [key, facts[key]] as const)
  const {installScripts: scripts} = facts
  const isRecord = typeof scripts === 'object' && scripts !== null && !Array.isArray(scripts)
  const texts = isRecord ? Object.entries(scripts).filter(([, script]) => typeof script === 'string') : []
  return {
    version,
    ...Object.fromEntries([
      ...of([...TEXTS, 'tarball'], 'string'),
      ...of(TRUTHS, 'boolean'),
      ...of(['publishedAt'], 'number'),
    ]),
    ...(isRecord ? {installScripts: Object.fromEntries(texts) as Record<string, string>} : {}),
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
