// One release as its manifest in a packument tells it. Fields are read when a rule looks at them.

import type {Attested, Moment, Release} from '../release.ts'
import {installScriptsOf, runsAtInstallation} from './install-scripts.ts'
import {type JsonObject, objectOf, textOf} from './json.ts'
import {licenseOf} from './license-field.ts'
import {hasProvenance, hasTrustedPublisher, publisherOf} from './manifest-fields.ts'
import type {Packument} from './packument.ts'
import {repositoryOf} from './repository-field.ts'
import {integrityOf, type ReleaseChecks, signaturesOf} from './signed-release.ts'

export class ManifestRelease implements Release {
  readonly version: string
  readonly #manifest: JsonObject
  readonly #packument: Packument
  readonly #checks: ReleaseChecks

  constructor(packument: Packument, version: string, manifest: JsonObject, checks: ReleaseChecks = {}) {
    this.version = version
    this.#manifest = manifest
    this.#packument = packument
    this.#checks = checks
  }

  get publishedAt(): Moment | undefined {
    return this.#packument.publishedAt(this.version)
  }

  get publisher(): string | undefined {
    return publisherOf(this.#manifest)
  }

  get hasTrustedPublisher(): boolean | undefined {
    return hasTrustedPublisher(this.#manifest)
  }

  get installScripts(): Readonly<Record<string, string>> | undefined {
    return installScriptsOf(this.#manifest)
  }

  get hasInstallScript(): boolean | undefined {
    return runsAtInstallation(this.#manifest)
  }

  get hasProvenance(): boolean | undefined {
    if (hasProvenance(this.#manifest)) return true
    return this.#packument.servesAttestations ? false : undefined
  }

  get attested(): Attested | undefined {
    return this.#checks.attested
  }

  get hasValidSignature(): boolean | undefined {
    const {version, publishedAt, integrity} = this
    const signatures = signaturesOf(this.#manifest)
    if (integrity === undefined || signatures.length === 0) return undefined
    return this.#checks.signatures?.holds({name: this.#packument.name, version, integrity, signatures, publishedAt})
  }

  get isUnsigned(): boolean | undefined {
    return this.#checks.signatures?.hasKeys === true ? signaturesOf(this.#manifest).length === 0 : undefined
  }

  get deprecated(): string | undefined {
    const {deprecated} = this.#manifest
    return deprecated === true ? 'for no reason that is given' : textOf(deprecated)
  }

  get license(): string | undefined {
    return licenseOf(this.#manifest)
  }

  get repository(): string | undefined {
    return repositoryOf(this.#manifest)
  }

  get integrity(): string | undefined {
    return integrityOf(this.#manifest)
  }

  get tarball(): string | undefined {
    return textOf(objectOf(this.#manifest.dist)?.tarball, 4000)
  }
}
