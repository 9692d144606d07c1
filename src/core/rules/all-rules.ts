// The one list of rules. Order is the order in which findings are shown; the strictest action wins whatever the order.

import {denied} from './denied.ts'
import {dependencyConfusion} from './dependency-confusion.ts'
import {deprecated} from './deprecated.ts'
import {dormantThenActive} from './dormant-then-active.ts'
import {factsUnknown} from './facts-unknown.ts'
import {installScriptAdded} from './install-script-added.ts'
import {installScripts} from './install-scripts.ts'
import {latestTag} from './latest-tag.ts'
import {license} from './license.ts'
import {localPath} from './local-path.ts'
import {lockfilePoisoned} from './lockfile-poisoned.ts'
import {malwareKnown} from './malware-known.ts'
import {nameLookalike} from './name-lookalike.ts'
import {nameUnknown} from './name-unknown.ts'
import {newPackage} from './new-package.ts'
import {notFromRegistry} from './not-from-registry.ts'
import {provenanceLost} from './provenance-lost.ts'
import {publisherChanged} from './publisher-changed.ts'
import {registryAddress} from './registry-address.ts'
import {registryLookalike} from './registry-lookalike.ts'
import {registryNotAllowed} from './registry-not-allowed.ts'
import {registryUnreadable} from './registry-unreadable.ts'
import type {Rule} from './rule.ts'
import {securityPlaceholder} from './security-placeholder.ts'
import {signatureInvalid} from './signature-invalid.ts'
import {tooNew} from './too-new.ts'
import {vulnerable} from './vulnerable.ts'

export const allRules: readonly Rule[] = [
  denied,
  malwareKnown,
  dependencyConfusion,
  registryLookalike,
  registryNotAllowed,
  registryUnreadable,
  registryAddress,
  lockfilePoisoned,
  signatureInvalid,
  nameLookalike,
  nameUnknown,
  newPackage,
  installScriptAdded,
  publisherChanged,
  provenanceLost,
  vulnerable,
  tooNew,
  dormantThenActive,
  deprecated,
  securityPlaceholder,
  license,
  installScripts,
  factsUnknown,
  notFromRegistry,
  localPath,
  latestTag,
]
