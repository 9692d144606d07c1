// What a provenance attestation is about, before anybody has checked who says so: the in-toto statement in its envelope.

import {type JsonObject, objectOf} from '../../core/packument/json.ts'
import {parsedJson} from './registry-request.ts'

/** The release that was asked for. */
export interface AttestedRelease {
  readonly name: string
  readonly version: string
  /** `sha512-…`, as the packument gives it. */
  readonly integrity: string
}

const SLSA_PROVENANCE = 'https://slsa.dev/provenance/'
/** npm attests a build and a publication; nobody else attests anything. */
const MOST = 10

/** The Sigstore bundles of provenance statements in what a registry serves as attestations of one release. */
export function provenanceBundles(json: unknown): readonly JsonObject[] {
  const attestations = objectOf(json)?.attestations
  if (!Array.isArray(attestations)) return []
  return attestations.slice(0, MOST).flatMap((one: unknown): readonly JsonObject[] => {
    const {predicateType, bundle} = objectOf(one) ?? {}
    const isProvenance = typeof predicateType === 'string' && predicateType.startsWith(SLSA_PROVENANCE)
    const object = objectOf(bundle)
    return isProvenance && object !== undefined ? [object] : []
  })
}

/** Why the statement is not about this release, as the end of a sentence; undefined where it is. */
export function subjectProblem(bundle: JsonObject, {name, version, integrity}: AttestedRelease): string | undefined {
  const payload = objectOf(bundle.dsseEnvelope)?.payload
  const text = typeof payload === 'string' ? Buffer.from(payload, 'base64').toString() : ''
  const statement = objectOf(parsedJson(text))
  const subjects = Array.isArray(statement?.subject) ? (statement.subject as readonly unknown[]) : []
  const predicateType = statement?.predicateType
  if (typeof predicateType !== 'string' || !predicateType.startsWith(SLSA_PROVENANCE)) return 'says nothing of a build'
  const digest = sha512Hex(integrity)
  const isAbout = (subject: unknown): boolean => {
    const {name: purl, digest: digests} = objectOf(subject) ?? {}
    return purl === npmPurl(name, version) && digest !== undefined && objectOf(digests)?.sha512 === digest
  }
  return subjects.some(isAbout) ? undefined : 'is about another name, version or content'
}

/** As npm writes it: `pkg:npm/%40acme/tool@1.0.0`. */
function npmPurl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}

function sha512Hex(integrity: string): string | undefined {
  const hash = /^sha512-([A-Za-z0-9+/]+=*)$/.exec(integrity)?.[1]
  return hash === undefined ? undefined : Buffer.from(hash, 'base64').toString('hex')
}
