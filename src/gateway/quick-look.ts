// Whether the signature of a release holds, found out without reading its packument: remembered from an earlier run, or found in
// the text of the packument. Either is checked against the integrity that npm demands, so that no text can have it see another
// release than npm installs. It can only find that nothing is wrong; everything else needs a closer look.

import {isWithoutSignatures, signaturesBeside} from '../core/packument/signatures-beside.ts'
import type {RegistrySignature} from '../core/packument/signed-release.ts'
import type {GuardParts, Looked} from './guard-parts.ts'
import type {JudgedPackage, Owner} from './judged-package.ts'
import type {ReleaseMemory} from './release-memory.ts'
import type {CheckOf} from './signature-checks.ts'

/** Undefined where only a closer look can tell. */
export async function quickLook(
  release: Owner,
  judged: JudgedPackage,
  demanded: string | undefined,
  memory: ReleaseMemory,
  parts: GuardParts & {readonly checkOf: CheckOf},
): Promise<Extract<Looked, {kind: 'passes'}> | undefined> {
  const {name, version} = release
  const {registry, seen} = judged
  if (demanded === undefined) return undefined
  const remembered = memory.release(registry, name, version)?.release
  if (remembered?.hasValidSignature === true && remembered.integrity === demanded) return passes(demanded, true)
  const signatures = judged.signed.byIntegrity.get(demanded) ?? (await foundInText(release, judged, demanded, parts))
  const isUnsignedFine = !parts.judge.interest.unsigned
  if (signatures === undefined) return undefined
  if (signatures.length === 0) return isUnsignedFine && !judged.signed.isAny ? passes(demanded, false) : undefined
  const check = await parts.checkOf(signatures, registry)
  const publishedAt = seen.young.get(version)?.release.publishedAt
  const holds = check.holds({name, version, integrity: demanded, signatures, publishedAt})
  // Whoever could have this signature here, of a key that nobody knows, could have it in the packument as well.
  if (holds === undefined) return isUnsignedFine ? passes(demanded, false) : undefined
  return holds ? passes(demanded, true) : undefined
}

/** Undefined where the text does not speak of what npm demands. */
async function foundInText(
  release: Owner,
  judged: JudgedPackage,
  demanded: string,
  parts: GuardParts,
): Promise<readonly RegistrySignature[] | undefined> {
  const text = await textOf(release, judged, parts)
  if (text === undefined) return undefined
  const signatures = signaturesBeside(text, demanded)
  return signatures.length > 0 || isWithoutSignatures(text, demanded) ? signatures : undefined
}

/** Of the packument, where that was kept; else of the manifest alone, which is a hundredth of it. */
async function textOf(
  {name, version}: Owner,
  {text, registry}: JudgedPackage,
  {requestsTo}: GuardParts,
): Promise<string | undefined> {
  if (text !== undefined) return text()
  const answer = await requestsTo(registry)(`/${name.replace('/', '%2f')}/${encodeURIComponent(version)}`)
  return answer?.status === 200 ? answer.text : undefined
}

function passes(integrity: string, isSigned: boolean): Extract<Looked, {kind: 'passes'}> {
  return {kind: 'passes', integrity, isSigned}
}
