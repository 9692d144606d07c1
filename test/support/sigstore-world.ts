// A Sigstore of one's own for a test: certificate authority, certificate log and transparency log with keys made on the spot, the
// trusted root that names them, and attestations signed with them (Sigstore client specification; RFC 6962 for the timestamps of
// the certificate log).

import {createHash, generateKeyPairSync, type KeyObject, sign} from 'node:crypto'
import {bits, der, objectId, octets, sequence, text, time} from './der.ts'

const SIGNED_AT = Date.UTC(2026, 0, 1)
const YEAR = 365 * 24 * 60 * 60 * 1000
const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))

interface Pair {
  readonly publicKey: Buffer
  readonly privateKey: KeyObject
  readonly id: Buffer
}

export interface Build {
  readonly name: string
  readonly version: string
  readonly integrity: string
  /** Absent: a person signs, and no CI system. */
  readonly repository?: string
}

export class SigstoreWorld {
  readonly #authority = pair()
  readonly #certificateLog = pair()
  readonly #transparencyLog = pair()
  readonly #root: Buffer

  constructor() {
    const isAuthority = extension('2.5.29.19', sequence(der(0x01, Buffer.from([0xff]))))
    const name = nameOf('sigstore of a test')
    this.#root = this.#signed(tbs(name, name, this.#authority.publicKey, [isAuthority]))
  }

  /** As `trusted_root.json` has it. */
  get trustedRoot(): object {
    const log = (one: Pair) => ({
      baseUrl: 'https://log.example',
      hashAlgorithm: 'SHA2_256',
      publicKey: {
        rawBytes: one.publicKey.toString('base64'),
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
        validFor: {start: new Date(SIGNED_AT - YEAR).toISOString()},
      },
      logId: {keyId: one.id.toString('base64')},
    })
    return {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [log(this.#transparencyLog)],
      ctlogs: [log(this.#certificateLog)],
      certificateAuthorities: [
        {
          subject: {organization: 'test', commonName: 'test'},
          uri: 'https://authority.example',
          certChain: {certificates: [{rawBytes: this.#root.toString('base64')}]},
          validFor: {start: new Date(SIGNED_AT - YEAR).toISOString()},
        },
      ],
      timestampAuthorities: [],
    }
  }

  /** What a registry serves as attestations of a release. */
  attestations(build: Build) {
    const {certificate, privateKey} = this.#certify(build.repository)
    const payload = Buffer.from(JSON.stringify(statement(build)))
    const payloadType = 'application/vnd.in-toto+json'
    const encoded = Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} ${payload.toString()}`)
    const signature = sign('sha256', encoded, privateKey)
    const bundle = {
      mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
      verificationMaterial: {
        x509CertificateChain: {certificates: [{rawBytes: certificate.toString('base64')}]},
        tlogEntries: [this.#logged(payload, signature)],
      },
      dsseEnvelope: {
        payload: payload.toString('base64'),
        payloadType,
        signatures: [{sig: signature.toString('base64'), keyid: ''}],
      },
    }
    return {attestations: [{predicateType: 'https://slsa.dev/provenance/v1', bundle}]}
  }

  #certify(repository: string | undefined) {
    const {publicKey, privateKey} = pair()
    const workflow = `${repository ?? 'https://ann.example'}/.github/workflows/release.yml@refs/heads/main`
    const extensions = [
      extension('2.5.29.17', sequence(der(0x86, Buffer.from(workflow)))),
      ...(repository === undefined ? [] : [extension('1.3.6.1.4.1.57264.1.12', text(repository))]),
    ]
    const fields = [nameOf('sigstore of a test'), sequence(), publicKey] as const
    const timestamp = this.#certificateTimestamp(tbs(...fields, extensions))
    const logged = extension('1.3.6.1.4.1.11129.2.4.2', octets(timestamp))
    return {certificate: this.#signed(tbs(...fields, [...extensions, logged])), privateKey}
  }

  #signed(content: Buffer): Buffer {
    return sequence(content, ECDSA_SHA256, bits(sign('sha256', content, this.#authority.privateKey)))
  }

  /** A list of one signed certificate timestamp over the certificate without it. */
  #certificateTimestamp(precertificate: Buffer): Buffer {
    const moment = Buffer.alloc(8)
    moment.writeBigUInt64BE(BigInt(SIGNED_AT))
    const length = Buffer.from([0, precertificate.length >> 8, precertificate.length & 0xff])
    const issuer = sha256(this.#authority.publicKey)
    const said = [Buffer.from([0, 0]), moment, Buffer.from([0, 1]), issuer, length, precertificate, Buffer.from([0, 0])]
    const signature = sign('sha256', Buffer.concat(said), this.#certificateLog.privateKey)
    const timestamp = Buffer.concat([
      Buffer.from([0]),
      this.#certificateLog.id,
      moment,
      Buffer.from([0, 0, 4, 3]),
      uint16(signature.length),
      signature,
    ])
    return Buffer.concat([uint16(timestamp.length + 2), uint16(timestamp.length), timestamp])
  }

  #logged(payload: Buffer, signature: Buffer): object {
    const body = {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        payloadHash: {algorithm: 'sha256', value: sha256(payload).toString('hex')},
        signatures: [{signature: signature.toString('base64')}],
      },
    }
    const canonicalizedBody = Buffer.from(JSON.stringify(body)).toString('base64')
    const integratedTime = SIGNED_AT / 1000
    const logID = this.#transparencyLog.id.toString('hex')
    const promise = JSON.stringify({body: canonicalizedBody, integratedTime, logID, logIndex: 1})
    const signedEntryTimestamp = sign('sha256', Buffer.from(promise), this.#transparencyLog.privateKey)
    return {
      logIndex: '1',
      logId: {keyId: this.#transparencyLog.id.toString('base64')},
      kindVersion: {kind: 'dsse', version: '0.0.1'},
      integratedTime: String(integratedTime),
      inclusionPromise: {signedEntryTimestamp: signedEntryTimestamp.toString('base64')},
      canonicalizedBody,
    }
  }
}

function statement({name, version, integrity}: Build): object {
  const sha512 = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{name: `pkg:npm/${name.replace('@', '%40')}@${version}`, digest: {sha512}}],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {},
  }
}

function tbs(issuer: Buffer, subject: Buffer, publicKey: Buffer, extensions: readonly Buffer[]): Buffer {
  const validity = sequence(time(SIGNED_AT - YEAR / 2), time(SIGNED_AT + YEAR / 2))
  const serial = der(0x02, Buffer.from([1]))
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  return sequence(
    version,
    serial,
    ECDSA_SHA256,
    issuer,
    validity,
    subject,
    publicKey,
    der(0xa3, sequence(...extensions)),
  )
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), octets(value))
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(objectId('2.5.4.3'), text(commonName))))
}

function pair(): Pair {
  const {publicKey: key, privateKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'})
  const publicKey = key.export({format: 'der', type: 'spki'})
  return {publicKey, privateKey, id: sha256(publicKey)}
}

function sha256(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}

function uint16(number: number): Buffer {
  return Buffer.from([number >> 8, number & 0xff])
}
