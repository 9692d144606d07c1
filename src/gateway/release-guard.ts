// The last look at a release before its tarball is served: what its registry signed, and how it says that it was built. Once for
// each version that is really installed.

import {releaseFacts} from '../core/packument/release-facts.ts'
import {carriesIntegrity, integrityOf, signaturesOf} from '../core/packument/signed-release.ts'
import type {Attested} from '../core/release.ts'
import type {GuardParts, Looked} from './guard-parts.ts'
import type {JudgedPackage, Owner} from './judged-package.ts'
import type {VersionVerdict} from './packument-judge.ts'
import {quickLook} from './quick-look.ts'
import {signatureChecks} from './signature-checks.ts'

export interface ReleaseGuard {
  /** Undefined for what may be served. `demanded`: the integrity that npm will hold the tarball against, where that is known. */
  readonly objectionTo: (
    release: Owner,
    judged: JudgedPackage,
    demanded: string | undefined,
  ) => Promise<VersionVerdict | undefined>
}

export function releaseGuard(parts: GuardParts): ReleaseGuard {
  const {judge, approved, record, shownRegistry} = parts
  const {interest} = judge
  const checkOf = signatureChecks(parts.keys)

  const attestedOf = async (
    {name, version}: Owner,
    {registry}: JudgedPackage,
    integrity: string,
  ): Promise<Attested> => {
    const {askAttestation} = await import('../reputation/signatures/attestation.ts')
    return askAttestation(parts.requestsTo(registry), {name, version, integrity}, parts.trustedRoot)
  }

  /** What was found to hold, to be remembered; or what speaks against it. */
  const lookClosely = async (
    release: Owner,
    judged: JudgedPackage,
    demanded: string | undefined,
    mustAttest: boolean,
  ): Promise<Looked> => {
    const {version} = release
    const packument = (mustAttest || interest.unsigned ? await judged.readWhole() : undefined) ?? (await judged.read())
    // Deny: how it was built decides, and its registry does not say the whole of it any more.
    if (mustAttest && !packument.hasTimes) return {kind: 'stopped', verdict: UNCHECKED}
    const manifest = packument.manifest(version)
    const integrity = manifest === undefined ? undefined : integrityOf(manifest)
    // Deny: what would be checked is not what would be installed.
    if (demanded !== undefined && !carriesIntegrity(manifest ?? {}, demanded))
      return {kind: 'stopped', verdict: CHANGED}
    const signatures = await checkOf(interest.unsigned ? undefined : signaturesOf(manifest ?? {}), judged.registry)
    const attested = mustAttest ? await attestedOf(release, judged, integrity ?? '') : undefined
    const checks = {signatures, attested}
    const {verdict, notes} = judge.judgeRelease(packument, version, shownRegistry(judged.registry), checks)
    if (verdict !== undefined) return {kind: 'stopped', verdict}
    for (const {code, message} of notes) {
      if (code === 'signature-invalid') record.troubles.add(`\`${release.name}@${version}\` ${message} (${code})`)
    }
    const holds = releaseFacts(packument, version, checks)?.release.hasValidSignature
    return {kind: 'passes', integrity, isSigned: holds === true}
  }

  return {
    objectionTo: async (release, judged, demanded) => {
      const {name, version} = release
      const isApproved = approved.has(`${name}@${version}`)
      const memory = await parts.memory()
      const young = judged.seen.young.get(version)
      const mustAttest = young?.restsOnProvenance === true
      const isAnyWanted = interest.signatures || interest.unsigned || mustAttest
      const looked = isAnyWanted
        ? ((mustAttest ? undefined : await quickLook(release, judged, demanded, memory, {...parts, checkOf})) ??
          (await lookClosely(release, judged, demanded, mustAttest)))
        : ({kind: 'passes', integrity: demanded, isSigned: false} as const)
      if (looked.kind === 'stopped') {
        return looked.verdict.kind === 'block' || !isApproved ? looked.verdict : undefined
      }
      const {integrity, isSigned} = looked
      // What a person let through once did not pass by itself.
      if (!isApproved && integrity !== undefined) {
        const facts = {...young?.release, version, integrity, ...(isSigned ? {hasValidSignature: true} : {})}
        memory.keep(judged.registry, name, facts, judged.seen.modifiedAt)
      }
      return undefined
    },
  }
}

const UNCHECKED = unclear(
  'passes only because of how it says that it was built, and its registry gives nothing to check that by',
)
const CHANGED = unclear('has another integrity at its registry than the one that npm holds it against')

function unclear(message: string): VersionVerdict {
  return {
    kind: 'ask',
    findings: [{code: 'unclear', severity: 'ask', message, origin: 'built-in'}],
    evidence: {silent: []},
  }
}
