import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import {readPolicy} from '../../src/policy-files/read-policy.ts'
import {signPolicy} from '../../src/policy-files/team/sign-policy.ts'
import {printSignatureFile, readSignatureFile} from '../../src/policy-files/team/signature-file.ts'
import {makeKeyPair, openPrivateKey, type Signer} from '../../src/system/ed25519.ts'
import type {TeamPlace} from '../../src/system/places.ts'

export interface Release {
  readonly policy: Buffer
  readonly signature: Buffer
}

export function newSigner(): Signer {
  return openPrivateKey(makeKeyPair().privateKey)!
}

export interface Signing {
  readonly signer: Signer
  readonly previous?: Signer
  /** The release whose signature is beside the policy while it is signed. */
  readonly after?: Release
}

/** Signs as `sallyport policy sign` does, on the first day of 2020, so that an expired policy can be made. */
export function releaseOf(text: string, {signer, previous, after}: Signing): Release {
  const policy = Buffer.from(text)
  const read = readPolicy(policy, 'policy.yaml')
  if (read.kind === 'problems') throw new Error(read.problems[0]?.message)
  const beside = after === undefined ? undefined : readSignatureFile(after.signature)
  const signing = signPolicy({
    policy,
    document: read.document,
    signer,
    previous,
    beside: beside?.kind === 'signature' ? beside.file : undefined,
    now: Date.UTC(2020, 0, 1),
  })
  if (signing.kind === 'refused') throw new Error(signing.reason)
  return {policy, signature: Buffer.from(printSignatureFile(signing.file))}
}

/** One byte of it changed. */
export function damaged(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** A prefix for a team's folder, for one test. */
export function teamPlace(): TeamPlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-team-')))
  onTestFinished(() => rmSync(root, {recursive: true, force: true}))
  const prefix = join(root, 'prefix')
  mkdirSync(prefix, {mode: 0o755})
  return {folder: join(prefix, 'team'), root: prefix}
}
