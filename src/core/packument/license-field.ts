// The licence in a manifest: an SPDX expression today, an object or a list of objects in manifests of long ago.

import {type JsonObject, objectOf, textOf} from './json.ts'

const LONGEST = 200
const MOST = 10

/** Several are alternatives. Undefined where none is given. */
export function licenseOf({license, licenses}: JsonObject): string | undefined {
  return oneOf(license) ?? severalOf(license) ?? severalOf(licenses) ?? oneOf(licenses)
}

function oneOf(value: unknown): string | undefined {
  const object = objectOf(value)
  return textOf(value, LONGEST) ?? textOf(object?.type, LONGEST) ?? textOf(object?.name, LONGEST)
}

function severalOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined
  const all = value.slice(0, MOST).flatMap((one) => oneOf(one) ?? [])
  return all.length === 0 ? undefined : all.join(' OR ')
}
