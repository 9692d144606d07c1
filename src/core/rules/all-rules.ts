// The one list of rules. Order is the order in which findings are shown; the strictest action wins whatever the order.

import {denied} from './denied.ts'
import {dependencyConfusion} from './dependency-confusion.ts'
import {deprecated} from './deprecated.ts'
import {latestTag} from './latest-tag.ts'
import {localPath} from './local-path.ts'
import {lockfilePoisoned} from './lockfile-poisoned.ts'
import {nameLookalike} from './name-lookalike.ts'
import {nameUnknown} from './name-unknown.ts'
import {notFromRegistry} from './not-from-registry.ts'
import {registryAddress} from './registry-address.ts'
import {registryLookalike} from './registry-lookalike.ts'
import {registryNotAllowed} from './registry-not-allowed.ts'
import {registryUnreadable} from './registry-unreadable.ts'
import type {Rule} from './rule.ts'

export const allRules: readonly Rule[] = [
  denied,
  dependencyConfusion,
  registryLookalike,
  registryNotAllowed,
  registryUnreadable,
  registryAddress,
  lockfilePoisoned,
  nameLookalike,
  nameUnknown,
  deprecated,
  notFromRegistry,
  localPath,
  latestTag,
]
