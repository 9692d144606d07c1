// `sallyport policy sign FILE --key PRIVATE.pem [--previous OLD.pem]`: writes FILE.sig, which is published beside FILE.

import {chmodSync} from 'node:fs'
import {resolve} from 'node:path'
import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import {shellWords} from '../../core/shell-words.ts'
import {isThere} from '../../policy-files/is-there.ts'
import {LARGEST_FILE} from '../../policy-files/problem.ts'
import {readPolicy} from '../../policy-files/read-policy.ts'
import {LARGEST_SIGNATURE} from '../../policy-files/team/enrolment.ts'
import {readKeyFile} from '../../policy-files/team/key-file.ts'
import {signPolicy} from '../../policy-files/team/sign-policy.ts'
import {printSignatureFile, readSignatureFile} from '../../policy-files/team/signature-file.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {readSourceFile} from '../../sources/read-file.ts'
import type {Signer} from '../../system/ed25519.ts'
import {replaceFile} from '../../system/whole-file.ts'
import type {Edge, Outcome} from '../edge.ts'
import type {PolicyCommand} from './command-line.ts'

type SignCommand = Extract<PolicyCommand, {action: 'sign'}>

export function sign({file, key, previous}: SignCommand, edge: Edge): Outcome {
  const path = resolve(edge.cwd, file)
  const stop = (message: string, hint: string, code: number = exitCode.undecided): Outcome => {
    edge.say(`sallyport: \`${printable(file)}\` was not signed: ${printable(message)}`)
    edge.say(`hint: ${printable(hint)}`)
    return {kind: 'exit', code}
  }
  const source = readSourceFile(path, {}, {bytes: LARGEST_FILE})
  if (source.kind !== 'content') return stop('reason' in source ? source.reason : '', 'name the file of the policy')
  const read = readPolicy(source.bytes, path)
  if (read.kind === 'problems') {
    for (const line of problemLines(read.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  }
  const signers: (Signer | undefined)[] = []
  for (const one of [key, previous]) {
    const opened = one === undefined ? undefined : readKeyFile(resolve(edge.cwd, one))
    if (opened?.kind === 'trouble') return stop(`the key \`${one}\` ${opened.reason}`, opened.hint)
    signers.push(opened?.signer)
  }
  const [signer, old] = signers
  if (signer === undefined) throw new Error('the command line has no key')
  const signaturePath = `${path}.sig`
  const written = readSourceFile(signaturePath, {}, {bytes: LARGEST_SIGNATURE})
  const beside = written.kind === 'content' ? readSignatureFile(written.bytes) : undefined
  const isUnreadable = beside === undefined ? isThere(signaturePath) : beside.kind === 'unreadable'
  if (isUnreadable) {
    const reason = beside?.kind === 'unreadable' ? beside.reason : 'it cannot be read'
    return stop(`of the signature beside it, ${reason}`, `\`${shellWords(['rm', signaturePath])}\``, exitCode.policy)
  }
  const signing = signPolicy({
    policy: source.bytes,
    document: read.document,
    signer,
    previous: old,
    beside: beside?.kind === 'signature' ? beside.file : undefined,
    now: edge.now(),
  })
  if (signing.kind === 'refused') return stop(signing.reason, signing.hint, exitCode.policy)
  try {
    replaceFile(signaturePath, printSignatureFile(signing.file))
    // It is published.
    chmodSync(signaturePath, 0o644)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return stop(
      `\`${signaturePath}\` cannot be written (${code ?? 'unknown error'})`,
      'sign in a folder that you can write to',
    )
  }
  for (const note of signing.notes) edge.say(`sallyport: note: ${printable(note)}`)
  edge.print(`signed: ${printable(signaturePath)}, serial ${signing.file.serial}\n`)
  edge.print(`key: ${signing.file.key}\n`)
  return {kind: 'exit', code: exitCode.ok}
}
